package io.sluice.analyzer.policy.evaluate;

import static io.sluice.analyzer.policy.evaluate.PolicyFixture.at;
import static io.sluice.analyzer.policy.evaluate.PolicyFixture.listening;
import static io.sluice.analyzer.policy.evaluate.PolicyFixture.on;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.analyzer.cluster.ContainerPort;
import io.sluice.analyzer.cluster.Node;
import io.sluice.analyzer.cluster.Pod;
import io.sluice.analyzer.policy.EngineFeature;
import io.sluice.analyzer.policy.EngineProfile;
import io.sluice.analyzer.policy.evaluate.DirectionVerdict.NotIsolated;
import io.sluice.analyzer.policy.evaluate.Verdict.NotEvaluated;
import io.sluice.analyzer.policy.evaluate.Verdict.NotEvaluated.Kind;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** How engines read the same policy; every test quotes the line of the table it rests on. */
final class EngineReadingTest {
  private static final int TCP = 6;
  private static final int SCTP = 132;

  private final PolicyFixture cluster = new PolicyFixture();
  private final Node own = cluster.node("aks-1", "10.224.0.4");
  private final Pod cart = at(on(cluster.pod("shop/cart", "app=cart"), own), "10.244.1.1");
  private final Pod web = at(cluster.pod("shop/web", "app=web"), "10.244.2.1");

  private void admit(String rule) {
    cluster.with(
        "shop", "a", "{podSelector: {matchLabels: {app: 'cart'}}, ingress: [" + rule + "]}");
  }

  private Verdict ask(EngineProfile engine, Object client, Object server, int port) {
    return cluster.ask(engine, client, server, TCP, port);
  }

  /** "Bad or untranslatable policy: whole policy not applied, log only (fail-open)." */
  @Test
  void aPolicyThatNpmCannotTranslateNeitherIsolatesNorAdmitsAndTheReasonSaysSo() {
    admit("{from: [{ipBlock: {cidr: '2001:db8::/32'}}, {ipBlock: {cidr: '203.0.113.0/24'}}]}");

    Verdict.Allowed npm = (Verdict.Allowed) ask(EngineProfile.NPM, web, cart, 80);

    assertThat(npm.ingress()).isInstanceOf(NotIsolated.class);
    assertThat(npm.ingress().because())
        .isEqualTo(
            "no policy isolates it; npm does not apply shop/a (shop/a.yaml:1): it cannot carry out"
                + " an ipBlock of IPv6");
    assertThat(ask(EngineProfile.GENERIC, web, cart, 80).allowed()).isFalse();

    cluster.with("shop", "b", "{podSelector: {}}");
    Verdict.Denied denied = (Verdict.Denied) ask(EngineProfile.NPM, "203.0.113.9", cart, 80);
    assertThat(denied.ingress().because()).contains("shop/b isolates", "npm does not apply shop/a");
    assertThat(cluster.evaluator(EngineProfile.NPM).notApplied()).hasSize(1);
  }

  /** "Bad rules dropped, rest kept": the policy still isolates. */
  @Test
  void whereOnlyRulesAreLeftOutThePolicyStillIsolates() {
    EngineProfile engine =
        new EngineProfile(
            "rule-by-rule",
            EngineProfile.CALICO.ipBlocks(),
            EngineProfile.CALICO.nodeTraffic(),
            EngineProfile.CALICO.ports(),
            new EngineProfile.Gaps(Set.of(EngineFeature.SCTP), true),
            EngineProfile.CALICO.windows(),
            EngineProfile.CALICO.limits());
    admit("{ports: [{port: 80}, {port: 9, protocol: 'SCTP'}]}, {ports: [{port: 443}]}");

    assertThat(ask(engine, web, cart, 80)).isInstanceOf(Verdict.Denied.class);
    Verdict.Allowed https = (Verdict.Allowed) ask(engine, web, cart, 443);
    assertThat(https.ingress().because()).isEqualTo("shop/a ingress[1]");
  }

  /** "endPort: Cilium ≥1.17"; "an engine that does not know it may apply port alone". */
  @Test
  void ciliumBefore117TakesTheFirstPortOfARangeAlone() {
    admit("{ports: [{port: 8000, endPort: 8010}]}");
    EngineProfile old = EngineProfile.CILIUM_BEFORE_1_17;

    assertThat(ask(old, web, cart, 8000).allowed()).isTrue();
    assertThat(ask(old, web, cart, 8001)).isInstanceOf(Verdict.Denied.class);
    assertThat(((Verdict.Denied) ask(old, web, cart, 8001)).ingress().because())
        .contains("knows no endPort");
    assertThat(ask(EngineProfile.CILIUM, web, cart, 8001).allowed()).isTrue();
  }

  /** "SCTP: off unless enabled (#5719)" on Cilium. */
  @Test
  void sctpOnCiliumDependsOnItsConfigurationWhereARuleWouldAdmitIt() {
    admit("{ports: [{port: 9, protocol: 'SCTP'}]}");

    NotEvaluated open = (NotEvaluated) cluster.ask(EngineProfile.CILIUM, web, cart, SCTP, 9);

    assertThat(open.kind()).isEqualTo(Kind.ENGINE_DEPENDENT);
    assertThat(open.reason()).contains("SCTP");
    assertThat(cluster.ask(EngineProfile.CILIUM, web, cart, SCTP, 10))
        .isInstanceOf(Verdict.Denied.class);
    assertThat(cluster.ask(EngineProfile.CALICO, web, cart, SCTP, 9).allowed()).isTrue();
    assertThat(cluster.ask(EngineProfile.CILIUM, cart, web, SCTP, 9).allowed()).isTrue();
  }

  /** "Named ports: trouble if numbers differ (cilium#30003)"; elsewhere per endpoint. */
  @Test
  void aNameWithSeveralNumbersIsUnsureOnCiliumAndPerPodElsewhere() {
    admit("{ports: [{port: 'http'}]}");
    Pod one = listening(cart, new ContainerPort("http", "TCP", 8080, false));
    Pod two =
        listening(
            cluster.pod("shop/cart2", "app=cart"), new ContainerPort("http", "TCP", 9090, false));
    Pod unrelated =
        listening(cluster.pod("shop/web2", "app=web"), new ContainerPort("http", "TCP", 1, false));
    cluster.run(one, unrelated);
    assertThat(ask(EngineProfile.CILIUM, web, one, 8080).allowed()).isTrue();

    cluster.run(two);

    assertThat(((NotEvaluated) ask(EngineProfile.CILIUM, web, one, 8080)).kind())
        .isEqualTo(Kind.ENGINE_DEPENDENT);
    assertThat(((NotEvaluated) ask(EngineProfile.CILIUM, web, one, 8080)).reason())
        .contains("http", "[8080, 9090]");
    assertThat(ask(EngineProfile.CILIUM, web, one, 1)).isInstanceOf(Verdict.Denied.class);
    assertThat(ask(EngineProfile.NPM, web, one, 8080).allowed()).isTrue();
    assertThat(ask(EngineProfile.NPM, web, one, 9090).allowed()).isFalse();
  }

  @Test
  void forEgressTheNamesOfThePeersCount() {
    cluster.with(
        "shop",
        "a",
        "{podSelector: {matchLabels: {app: 'web'}}, policyTypes: ['Egress'], egress: [{to:"
            + " [{podSelector: {matchLabels: {app: 'cart'}}}], ports: [{port: 'http'}]}]}");
    Pod one = listening(cart, new ContainerPort("http", "TCP", 8080, false));
    Pod elsewhere =
        listening(
            cluster.pod("bank/cart", "app=cart"), new ContainerPort("http", "TCP", 9090, false));
    cluster.run(one, elsewhere);
    assertThat(ask(EngineProfile.CILIUM, web, one, 8080).allowed()).isTrue();

    cluster.run(
        listening(
            cluster.pod("shop/cart2", "app=cart"), new ContainerPort("http", "TCP", 9090, false)));

    assertThat(ask(EngineProfile.CILIUM, web, one, 8080)).isInstanceOf(NotEvaluated.class);
  }

  @Test
  void anotherRuleThatAdmitsByNumberKeepsTheAnswerDefinite() {
    admit("{ports: [{port: 'http'}, {port: 8080}]}");
    cluster.run(
        listening(
            cluster.pod("shop/cart2", "app=cart"), new ContainerPort("http", "TCP", 9090, false)));
    Pod one = listening(cart, new ContainerPort("http", "TCP", 8080, false));

    assertThat(ask(EngineProfile.CILIUM, web, one, 8080).allowed()).isTrue();
  }

  /**
   * "Own node → pod: only marked kubelet probes bypass; other node traffic by address" (Antrea).
   */
  @Test
  void onAntreaTheOwnNodeIsJudgedByItsAddress() {
    admit("{from: [{podSelector: {}}]}");
    Verdict shut = ask(EngineProfile.ANTREA, own, cart, 80);
    assertThat(((Verdict.Denied) shut).ingress().because()).contains("only the kubelet's probes");
    assertThat(ask(EngineProfile.GENERIC, own, cart, 80).allowed()).isTrue();

    cluster.with(
        "shop", "b", "{podSelector: {}, ingress: [{from: [{ipBlock: {cidr: '10.224.0.4/32'}}]}]}");

    assertThat(ask(EngineProfile.ANTREA, own, cart, 80).allowed()).isTrue();
  }

  /** "Pod → own node": never filtered by NPM and kube-router, filtered elsewhere. */
  @Test
  void egressToTheOwnNodeByEngine() {
    cluster.with("shop", "shut", "{podSelector: {}, policyTypes: ['Egress']}");

    for (EngineProfile engine : EngineProfile.all()) {
      boolean open = engine.name().startsWith("npm") || engine.equals(EngineProfile.KUBE_ROUTER);
      assertThat(ask(engine, cart, own, 10250).allowed()).as(engine.name()).isEqualTo(open);
    }
  }

  /** "Named ports: per endpoint, incl. init containers" (Calico); containers only elsewhere. */
  @Test
  void initContainersCountForNamesOnCalicoOnly() {
    admit("{ports: [{port: 'proxy'}]}");
    Pod meshed = listening(cart, new ContainerPort("proxy", "TCP", 15001, true, true));

    for (EngineProfile engine : EngineProfile.all()) {
      boolean counts = engine.equals(EngineProfile.CALICO);
      boolean dropped = engine.equals(EngineProfile.NPM_WINDOWS);
      assertThat(ask(engine, web, meshed, 15001).allowed())
          .as(engine.name())
          .isEqualTo(counts || dropped);
    }
  }

  /** "Limits: 250 nodes, 20k pods; 65,535 identities"; "more than four ipBlocks". */
  @Test
  void limitsAreKnown() {
    assertThat(EngineProfile.NPM.limits().nodes()).isEqualTo(250);
    assertThat(EngineProfile.NPM.limits().pods()).isEqualTo(20_000);
    assertThat(EngineProfile.NPM_WINDOWS.limits().ipBlocksPerPolicy()).isEqualTo(4);
    assertThat(EngineProfile.CILIUM.limits().identities()).isEqualTo(65_535);
    assertThat(EngineProfile.CALICO.limits().nodes()).isEqualTo(Integer.MAX_VALUE);
  }
}
