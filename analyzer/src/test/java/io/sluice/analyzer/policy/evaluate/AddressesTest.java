package io.sluice.analyzer.policy.evaluate;

import static io.sluice.analyzer.policy.evaluate.PolicyFixture.at;
import static io.sluice.analyzer.policy.evaluate.PolicyFixture.hostNetwork;
import static io.sluice.analyzer.policy.evaluate.PolicyFixture.on;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.analyzer.cluster.Node;
import io.sluice.analyzer.cluster.Pod;
import io.sluice.analyzer.policy.Direction;
import io.sluice.analyzer.policy.EngineProfile;
import io.sluice.analyzer.policy.evaluate.DirectionVerdict.Exempt;
import io.sluice.analyzer.policy.evaluate.Verdict.NotEvaluated;
import io.sluice.analyzer.policy.evaluate.Verdict.NotEvaluated.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Nodes, hostNetwork, loopback, address families, and what policies leave open. */
final class AddressesTest {
  private final PolicyFixture cluster = new PolicyFixture();
  private final Node own = cluster.node("aks-1", "10.224.0.4");
  private final Node remote = cluster.node("aks-2", "10.224.0.5");
  private final Pod cart = at(on(cluster.pod("shop/cart", "app=cart"), own), "10.244.1.1");
  private final Pod web = at(on(cluster.pod("shop/web", "app=web"), remote), "10.244.2.1");

  private void denyAll() {
    cluster.with("shop", "deny", "{podSelector: {}, policyTypes: ['Ingress', 'Egress']}");
  }

  @Test
  void trafficFromThePodsOwnNodeIsAlwaysAllowed() {
    denyAll();

    for (EngineProfile engine : new EngineProfile[] {EngineProfile.GENERIC, EngineProfile.CILIUM}) {
      Verdict.Allowed verdict = (Verdict.Allowed) cluster.ask(engine, own, cart, 6, 8080);
      assertThat(verdict.ingress())
          .isEqualTo(new Exempt("traffic from the pod's own node is always allowed"));
    }
  }

  @Test
  void aHostNetworkPodOfTheOwnNodeCountsAsThatNode() {
    denyAll();

    assertThat(cluster.tcp(hostNetwork(cluster.pod("sys/kubelet-like"), own), cart, 80).allowed())
        .isTrue();
  }

  @Test
  void trafficFromAnotherNodeNeedsARule() {
    denyAll();

    assertThat(cluster.tcp(remote, cart, 8080).allowed()).isFalse();
    assertThat(cluster.tcp(hostNetwork(cluster.pod("sys/agent"), remote), cart, 80).allowed())
        .isFalse();
  }

  @Test
  void aPodWhoseNodeIsNotKnownHasNoOwnNode() {
    denyAll();
    Node nameless = cluster.node("", "10.224.0.9");

    assertThat(cluster.tcp(nameless, cluster.pod("shop/planned"), 80).allowed()).isFalse();
  }

  @Test
  void egressToTheOwnNodeIsUnfilteredOnSomeEngines() {
    denyAll();

    Verdict npm = cluster.ask(EngineProfile.NPM, cart, own, 6, 10250);

    assertThat(((Verdict.Allowed) npm).egress())
        .isEqualTo(new Exempt("npm does not filter traffic to the pod's own node"));
    assertThat(cluster.ask(EngineProfile.CILIUM, cart, own, 6, 10250).allowed()).isFalse();
    assertThat(cluster.ask(EngineProfile.GENERIC, cart, own, 6, 10250).allowed()).isFalse();
    assertThat(cluster.ask(EngineProfile.NPM, cart, remote, 6, 10250).allowed()).isFalse();
  }

  @Test
  void aPodAlwaysReachesItself() {
    denyAll();

    Verdict.Allowed verdict = (Verdict.Allowed) cluster.tcp(cart, cart, 8080);

    assertThat(verdict.ingress()).isEqualTo(new Exempt("a pod always reaches itself"));
    assertThat(verdict.egress()).isEqualTo(new Exempt("a pod always reaches itself"));
  }

  @Test
  void anotherReplicaWithTheSameLabelsIsNotThePodItself() {
    denyAll();

    assertThat(cluster.tcp(cart, cluster.pod("shop/cart", "app=cart"), 8080).allowed()).isFalse();
  }

  @Test
  void aHostNetworkPodHasNoPoliciesOfItsOwn() {
    denyAll();
    Pod agent = hostNetwork(cluster.pod("shop/agent"), remote);

    assertThat(cluster.evaluator().isolating(agent, Direction.INGRESS)).isEmpty();
    assertThat(cluster.tcp("203.0.113.9", agent, 9100).allowed()).isTrue();
    assertThat(cluster.tcp(agent, "203.0.113.9", 443).allowed()).isTrue();
    assertThat(((Verdict.Allowed) cluster.tcp(agent, "203.0.113.9", 443)).egress())
        .isEqualTo(new Exempt("nodes and hostNetwork pods have no policies of their own"));
  }

  @Test
  void labelsOfAHostNetworkPodAreNeverSelectedAsAPeer() {
    cluster.with(
        "shop",
        "a",
        "{podSelector: {matchLabels: {app: 'cart'}}, ingress: [{from: [{podSelector: {matchLabels:"
            + " {app: 'agent'}}}]}]}");

    Pod agent = cluster.pod("shop/agent", "app=agent");

    assertThat(cluster.tcp(agent, cart, 80).allowed()).isTrue();
    assertThat(cluster.tcp(hostNetwork(agent, remote), cart, 80).allowed()).isFalse();
  }

  @Test
  void aFinishedPodIsJudgedAsItWasWhileItRan() {
    denyAll();
    Pod finished =
        new Pod(
            99,
            cart.workload(),
            "cart-old",
            cart.labels(),
            cart.addresses(),
            "",
            false,
            "",
            cart.ports(),
            0,
            1_000,
            cart.origin());

    assertThat(cluster.tcp(web, finished, 80).allowed()).isFalse();
  }

  @Test
  void aPodWithoutAnAddressIsJudgedByItsLabels() {
    cluster.with(
        "shop",
        "a",
        "{podSelector: {matchLabels: {app: 'cart'}}, ingress: [{from: [{podSelector: {matchLabels:"
            + " {app: 'web'}}}]}]}");

    assertThat(cluster.tcp(cluster.pod("shop/w", "app=web"), cart, 80).allowed()).isTrue();
    assertThat(cluster.tcp(cluster.pod("shop/x", "app=x"), cart, 80).allowed()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "1, -1, the API does not say what policies do with ICMP",
    "58, -1, the API does not say what policies do with ICMP",
    "47, -1, policies cannot name IP protocol 47",
    "-1, 80, the protocol is not known",
    "6, -1, the TCP port is not known"
  })
  void whatPoliciesLeaveOpenIsNeitherAllowedNorDenied(int protocol, int port, String reason) {
    denyAll();

    Verdict verdict = cluster.ask(EngineProfile.GENERIC, web, cart, protocol, port);

    assertThat(verdict).isEqualTo(new NotEvaluated(Kind.UNSPECIFIED, reason));
    assertThat(verdict.allowed()).isFalse();
  }

  @Test
  void aBlockOfOneFamilyNeverMatchesTheOther() {
    cluster.with(
        "shop",
        "a",
        "{podSelector: {matchLabels: {app: 'cart'}}, ingress: [{from: [{ipBlock: {cidr:"
            + " '0.0.0.0/0'}}]}]}");

    assertThat(cluster.tcp("203.0.113.9", cart, 80).allowed()).isTrue();
    assertThat(cluster.tcp("2001:db8::9", cart, 80).allowed()).isFalse();
    assertThat(cluster.tcp("::1", cart, 80).allowed()).isFalse();
  }

  @Test
  void blocksOfIpv6MatchByPrefix() {
    cluster.with(
        "shop",
        "a",
        "{podSelector: {matchLabels: {app: 'cart'}}, ingress: [{from: [{ipBlock: {cidr:"
            + " '2001:db8:0:40::/58', except: ['2001:db8:0:41::/64', '2001:db8:0:42::8/125']}}]}]}");

    assertThat(cluster.tcp("2001:db8:0:40::1", cart, 80).allowed()).isTrue();
    assertThat(cluster.tcp("2001:db8:0:7f:ffff::", cart, 80).allowed()).isTrue();
    assertThat(cluster.tcp("2001:db8:0:80::", cart, 80).allowed()).isFalse();
    assertThat(cluster.tcp("2001:db8:0:41::1", cart, 80).allowed()).isFalse();
    assertThat(cluster.tcp("2001:db8:0:42::7", cart, 80).allowed()).isTrue();
    assertThat(cluster.tcp("2001:db8:0:42::f", cart, 80).allowed()).isFalse();
    assertThat(cluster.tcp("2001:db8:0:42::10", cart, 80).allowed()).isTrue();
    assertThat(cluster.tcp("203.0.113.9", cart, 80).allowed()).isFalse();
  }

  @Test
  void twoDualStackPodsMustBeAdmittedInBothFamilies() {
    Pod dualCart = at(cart, "10.244.1.1", "fd00:10:244::1");
    Pod dualWeb = at(web, "10.244.2.1", "fd00:10:244::2");
    String v4 = "{ipBlock: {cidr: '10.244.0.0/16'}}";
    cluster.with(
        "shop",
        "a",
        "{podSelector: {matchLabels: {app: 'cart'}}, ingress: [{from: [" + v4 + "]}]}");
    assertThat(cluster.tcp(dualWeb, dualCart, 80).allowed()).isFalse();
    assertThat(cluster.tcp(web, dualCart, 80).allowed()).isTrue();
    assertThat(cluster.tcp(dualWeb, cart, 80).allowed()).isTrue();

    cluster.with(
        "shop",
        "b",
        "{podSelector: {matchLabels: {app: 'cart'}}, ingress: [{from: [{ipBlock: {cidr:"
            + " 'fd00:10:244::/48'}}]}]}");

    assertThat(cluster.tcp(dualWeb, dualCart, 80).allowed()).isTrue();
  }

  @Test
  void aSelectorAdmitsADualStackPodInBothFamilies() {
    cluster.with(
        "shop",
        "a",
        "{podSelector: {matchLabels: {app: 'cart'}}, ingress: [{from: [{podSelector: {}}]}]}");

    assertThat(
            cluster
                .tcp(
                    at(web, "10.244.2.1", "fd00:10:244::2"),
                    at(cart, "10.244.1.1", "fd00:10:244::1"),
                    80)
                .allowed())
        .isTrue();
  }

  @Test
  void anAddressOfAFamilyThatTheSnapshotDoesNotGiveThePodIsStillJudged() {
    cluster.with(
        "shop",
        "a",
        "{podSelector: {}, policyTypes: ['Egress'], egress: [{to: [{ipBlock: {cidr:"
            + " '2001:db8::/32'}}]}]}");

    assertThat(cluster.tcp(cart, "2001:db8::1", 443).allowed()).isTrue();
    assertThat(cluster.tcp(cart, "2001:db9::1", 443).allowed()).isFalse();
  }

  @Test
  void aMappedIpv4AddressInALogIsIpv4() {
    cluster.with(
        "shop",
        "a",
        "{podSelector: {}, policyTypes: ['Egress'], egress: [{to: [{ipBlock: {cidr:"
            + " '203.0.113.0/24'}}]}]}");

    assertThat(cluster.tcp(cart, "::ffff:203.0.113.9", 443).allowed()).isTrue();
  }

  @Test
  void aNodeIsMatchedByAnyOfItsAddresses() {
    Node two = cluster.node("aks-3", "10.224.0.6", "198.51.100.6");
    cluster.with(
        "shop",
        "a",
        "{podSelector: {matchLabels: {app: 'cart'}}, ingress: [{from: [{ipBlock: {cidr:"
            + " '198.51.100.0/24'}}]}]}");

    assertThat(cluster.tcp(two, cart, 80).allowed()).isTrue();
    assertThat(cluster.tcp(remote, cart, 80).allowed()).isFalse();
  }

  @Test
  void externalEndsHaveNoPoliciesOfTheirOwn() {
    denyAll();

    Verdict.Denied verdict = (Verdict.Denied) cluster.tcp("203.0.113.9", cart, 80);

    assertThat(verdict.egress()).isEqualTo(new Exempt("an address has no policies of its own"));
  }
}
