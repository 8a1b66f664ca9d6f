package io.sluice.analyzer.policy.evaluate;

import static io.sluice.analyzer.policy.evaluate.PolicyFixture.at;
import static io.sluice.analyzer.policy.evaluate.PolicyFixture.hostNetwork;
import static io.sluice.analyzer.policy.evaluate.PolicyFixture.listening;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.analyzer.cluster.ContainerPort;
import io.sluice.analyzer.cluster.Pod;
import io.sluice.analyzer.policy.EngineProfile;
import io.sluice.analyzer.policy.NetworkPolicy;
import io.sluice.analyzer.policy.evaluate.DirectionVerdict.DeniedBy;
import io.sluice.analyzer.policy.evaluate.DirectionVerdict.Miss;
import org.junit.jupiter.api.Test;

/** A denial names who isolates and, nearest first, why each rule does not admit. */
final class DenialReasonsTest {
  private final PolicyFixture cluster = new PolicyFixture().namespace("bank", "team=b");
  private final Pod cart = at(cluster.pod("shop/cart", "app=cart"), "10.244.1.1");
  private final Pod web = at(cluster.pod("shop/web", "app=web"), "10.244.1.2");
  private final Pod ledger = at(cluster.pod("bank/ledger", "app=ledger"), "10.244.2.1");

  private void admit(String name, String rules) {
    cluster.with(
        "shop", name, "{podSelector: {matchLabels: {app: 'cart'}}, ingress: [" + rules + "]}");
  }

  private DeniedBy denial(Object client, int port) {
    return (DeniedBy) ((Verdict.Denied) cluster.tcp(client, cart, port)).ingress();
  }

  private String nearest(Object client, int port) {
    return denial(client, port).misses().get(0).reason();
  }

  @Test
  void aPortThatIsNotAmongTheRules() {
    admit("a", "{ports: [{port: 5432}, {port: 80, endPort: 90}, {protocol: 'UDP'}]}");

    assertThat(nearest(web, 5433))
        .isEqualTo("port TCP/5433 is not among TCP/5432, TCP/80-90, UDP/any");
  }

  @Test
  void aPodLabelThatDiffers() {
    admit("a", "{from: [{podSelector: {matchLabels: {app: 'webs'}}}]}");

    assertThat(nearest(web, 80)).isEqualTo("pod label app=web does not match app=webs");
  }

  @Test
  void aPodLabelThatIsAbsent() {
    admit(
        "a",
        "{from: [{podSelector: {matchLabels: {app: 'web'}, matchExpressions: [{key: 'tier', operator:"
            + " 'In', values: ['a', 'b']}]}}]}");

    assertThat(nearest(web, 80))
        .isEqualTo("pod label tier is absent, which does not match tier In [a, b]");
  }

  @Test
  void aPeerOfTheOwnNamespaceOnly() {
    admit("a", "{from: [{podSelector: {}}]}");

    assertThat(nearest(ledger, 80))
        .isEqualTo("namespace bank is not the policy's own namespace shop");
  }

  @Test
  void aNamespaceLabelThatDiffersOrIsAbsent() {
    admit("a", "{from: [{namespaceSelector: {matchLabels: {team: 'c'}}, podSelector: {}}]}");

    assertThat(nearest(ledger, 80)).isEqualTo("namespace label team=b does not match team=c");
    assertThat(nearest(web, 80))
        .isEqualTo("namespace label team is absent, which does not match team=c");
  }

  @Test
  void anAddressThatIsOutsideOrCutOut() {
    admit("a", "{from: [{ipBlock: {cidr: '198.51.100.0/24', except: ['198.51.100.64/26']}}]}");

    assertThat(nearest("203.0.113.9", 80))
        .isEqualTo("address 203.0.113.9 is outside 198.51.100.0/24");
    assertThat(nearest("198.51.100.65", 80))
        .isEqualTo("address 198.51.100.65 is in the exception 198.51.100.64/26 of 198.51.100.0/24");
    assertThat(nearest(cluster.pod("bank/planned"), 80))
        .isEqualTo("no address of bank/planned-0 is known to match 198.51.100.0/24");
  }

  @Test
  void whatASelectorCanNeverMatch() {
    admit("a", "{from: [{podSelector: {}}]}");

    assertThat(nearest("203.0.113.9", 80))
        .isEqualTo("a selector never matches the address 203.0.113.9");
    assertThat(nearest(cluster.node("aks-2", "10.224.0.5"), 80))
        .isEqualTo("a selector never matches a node");
    assertThat(nearest(hostNetwork(web, cluster.node("aks-2", "10.224.0.5")), 80))
        .isEqualTo("a selector never matches the hostNetwork pod shop/web-0");
  }

  @Test
  void whatAnIpBlockNeverMatchesOnTheEngine() {
    admit("a", "{from: [{ipBlock: {cidr: '10.0.0.0/8'}}]}");

    Verdict.Denied verdict = (Verdict.Denied) cluster.ask(EngineProfile.CILIUM, web, cart, 6, 80);

    assertThat(((DeniedBy) verdict.ingress()).misses().get(0).reason())
        .isEqualTo("on cilium an ipBlock never matches a pod's address");
  }

  @Test
  void aNamedPortThatIsUndeclaredOrAnotherNumber() {
    admit("a", "{ports: [{port: 'http'}]}");
    assertThat(nearest(web, 80))
        .isEqualTo("named port http is not declared by shop/cart-0 for TCP");

    Pod declaring =
        listening(
            cart,
            new ContainerPort("http", "TCP", 8080, false),
            new ContainerPort("http", "TCP", 8000, false));
    DeniedBy denied = (DeniedBy) ((Verdict.Denied) cluster.tcp(web, declaring, 80)).ingress();
    assertThat(denied.misses().get(0).reason())
        .isEqualTo("named port http of shop/cart-0 is 8000, 8080, not 80");
  }

  @Test
  void aNamedPortAmongNumbers() {
    admit("a", "{ports: [{port: 443}, {port: 'http'}, {port: 'dns', protocol: 'UDP'}]}");

    assertThat(nearest(web, 80))
        .isEqualTo(
            "port TCP/80 is not among TCP/443, TCP/http, UDP/dns (named port http is not declared by"
                + " shop/cart-0 for TCP)");
  }

  @Test
  void aNamedPortTowardsAnAddress() {
    cluster.with("shop", "a", "{podSelector: {}, egress: [{ports: [{port: 'https'}]}]}");

    Verdict.Denied verdict = (Verdict.Denied) cluster.tcp(cart, "203.0.113.9", 443);

    assertThat(((DeniedBy) verdict.egress()).misses().get(0).reason())
        .isEqualTo(
            "named port https has no number on 203.0.113.9, because only pods declare ports");
  }

  @Test
  void theNearestMissComesFirst() {
    String web80 = "{from: [{podSelector: {matchLabels: {app: 'web'}}}], ports: [{port: 80}]}";
    String db81 = "{from: [{podSelector: {matchLabels: {app: 'db'}}}], ports: [{port: 81}]}";
    String db80 = "{from: [{podSelector: {matchLabels: {app: 'db'}}}], ports: [{port: 80}]}";
    admit("b", String.join(", ", db80, db81, web80));
    admit("a", db81);

    DeniedBy denied = denial(web, 81);

    assertThat(denied.misses())
        .extracting(Miss::toString)
        .containsExactly(
            "shop/b ingress[2]: port TCP/81 is not among TCP/80",
            "shop/a ingress[0]: pod label app=web does not match app=db",
            "shop/b ingress[1]: pod label app=web does not match app=db",
            "shop/b ingress[0]: pod label app=web does not match app=db; and port TCP/81 is not among"
                + " TCP/80");
    assertThat(denied.isolating()).extracting(NetworkPolicy::name).containsExactly("a", "b");
    assertThat(denied.because())
        .isEqualTo(
            "shop/a, shop/b isolate it; nearest rule shop/b ingress[2]: port TCP/81 is not among"
                + " TCP/80");
  }

  @Test
  void manyPeersAreNotAllSpeltOut() {
    StringBuilder peers = new StringBuilder();
    for (int i = 0; i < 6; i++) {
      peers
          .append(i == 0 ? "" : ", ")
          .append("{ipBlock: {cidr: '192.0.2.")
          .append(i)
          .append("/32'}}");
    }
    admit("a", "{from: [" + peers + "]}");

    assertThat(nearest("203.0.113.9", 80))
        .isEqualTo(
            "address 203.0.113.9 is outside 192.0.2.0/32, address 203.0.113.9 is outside"
                + " 192.0.2.1/32, address 203.0.113.9 is outside 192.0.2.2/32, and 3 more peers"
                + " differ");
  }

  @Test
  void withoutRulesThereIsNoMiss() {
    cluster.with("shop", "deny", "{podSelector: {}}");

    assertThat(denial(web, 80).misses()).isEmpty();
    assertThat(denial(web, 80).because()).isEqualTo("shop/deny isolates it and has no rule");
  }
}
