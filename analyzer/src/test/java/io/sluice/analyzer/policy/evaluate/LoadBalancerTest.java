package io.sluice.analyzer.policy.evaluate;

import static io.sluice.analyzer.policy.evaluate.PolicyFixture.at;
import static io.sluice.analyzer.policy.evaluate.PolicyFixture.hostNetwork;
import static io.sluice.analyzer.policy.evaluate.PolicyFixture.on;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.analyzer.cluster.Node;
import io.sluice.analyzer.cluster.Pod;
import io.sluice.analyzer.policy.EngineProfile;
import io.sluice.analyzer.policy.evaluate.DirectionVerdict.NotIsolated;
import io.sluice.analyzer.policy.evaluate.Verdict.NotEvaluated;
import io.sluice.analyzer.policy.evaluate.Verdict.NotEvaluated.Kind;
import org.junit.jupiter.api.Test;

/**
 * "LoadBalancer/NodePort with externalTrafficPolicy Cluster: source is SNATed to a node, so client
 * CIDR rules do not match"; each test quotes the cell of its engine.
 */
final class LoadBalancerTest {
  private static final String CLIENT = "203.0.113.9";
  private static final String CLIENT_BLOCK = "[{ipBlock: {cidr: '203.0.113.0/24'}}]";
  private static final String NODE_BLOCK = "[{ipBlock: {cidr: '10.224.0.0/16'}}]";

  private final PolicyFixture cluster = new PolicyFixture();
  private final Node own = cluster.node("aks-1", "10.224.0.4");
  private final Pod cart = at(on(cluster.pod("shop/cart", "app=cart"), own), "10.244.1.1");

  LoadBalancerTest() {
    cluster.node("aks-2", "10.224.0.5");
    cluster.node("aks-3", "10.224.0.6");
  }

  private void admit(String from) {
    cluster.with("shop", "a", "{podSelector: {}, ingress: [{from: " + from + "}]}");
  }

  private Verdict enter(EngineProfile engine) {
    return cluster.throughLoadBalancer(engine, CLIENT, cart, 80);
  }

  /** "Not enforced (ACN#1088, #1322, #940; doc)". */
  @Test
  void npmDoesNotFilterIt() {
    cluster.with("shop", "shut", "{podSelector: {}}");

    assertThat(((Verdict.Allowed) enter(EngineProfile.NPM)).ingress().because())
        .contains("npm does not filter ingress through a load balancer");
    assertThat(cluster.ask(EngineProfile.NPM, CLIENT, cart, 6, 80).allowed()).isFalse();
  }

  /** "Enforced, source = node" (Calico); "needs eTP Local (#1199)" (kube-router). */
  @Test
  void calicoAndKubeRouterSeeTheNode() {
    admit(CLIENT_BLOCK);
    assertThat(enter(EngineProfile.CALICO)).isInstanceOf(Verdict.Denied.class);
    assertThat(enter(EngineProfile.KUBE_ROUTER)).isInstanceOf(Verdict.Denied.class);
    assertThat(cluster.ask(EngineProfile.CALICO, CLIENT, cart, 6, 80).allowed()).isTrue();

    cluster.with("shop", "b", "{podSelector: {}, ingress: [{from: " + NODE_BLOCK + "}]}");

    assertThat(enter(EngineProfile.CALICO)).isInstanceOf(Verdict.Allowed.class);
    assertThat(enter(EngineProfile.KUBE_ROUTER)).isInstanceOf(Verdict.Allowed.class);
  }

  @Test
  void whereOnlySomeNodesAreAdmittedItDependsOnTheNode() {
    admit("[{ipBlock: {cidr: '10.224.0.5/32'}}]");

    assertThat(((NotEvaluated) enter(EngineProfile.CALICO)).kind())
        .isEqualTo(Kind.ENGINE_DEPENDENT);
  }

  /** "Enforced; source world or remote-node by routing mode". */
  @Test
  void onCiliumARuleForTheClientAloneDependsOnTheRouting() {
    admit(CLIENT_BLOCK);

    NotEvaluated open = (NotEvaluated) enter(EngineProfile.CILIUM);

    assertThat(open.kind()).isEqualTo(Kind.ENGINE_DEPENDENT);
    assertThat(open.reason()).contains("shop/a ingress[0]");
  }

  @Test
  void aRuleForAnybodyAdmitsItOnEveryEngineAndNoRuleDeniesItOnAllButNpm() {
    cluster.with("shop", "shut", "{podSelector: {}}");
    for (EngineProfile engine : EngineProfile.all()) {
      assertThat(enter(engine))
          .as(engine.name())
          .isInstanceOf(
              engine.name().startsWith("npm") ? Verdict.Allowed.class : Verdict.Denied.class);
    }

    admit("[]");

    for (EngineProfile engine : EngineProfile.all()) {
      assertThat(enter(engine)).as(engine.name()).isInstanceOf(Verdict.Allowed.class);
    }
  }

  @Test
  void withoutOtherNodesInTheSnapshotTheNodeIsUnknown() {
    PolicyFixture small = new PolicyFixture();
    Pod alone = small.pod("shop/cart");
    small.with("shop", "a", "{podSelector: {}, ingress: [{from: " + NODE_BLOCK + "}]}");

    Verdict verdict = small.throughLoadBalancer(EngineProfile.CALICO, CLIENT, alone, 80);

    assertThat(((NotEvaluated) verdict).kind()).isEqualTo(Kind.UNKNOWN_INVENTORY);
  }

  @Test
  void aServerThatNothingIsolatesIsOpen() {
    assertThat(((Verdict.Allowed) enter(EngineProfile.NPM)).ingress()).isEqualTo(new NotIsolated());
    assertThat(
            cluster
                .throughLoadBalancer(EngineProfile.CILIUM, CLIENT, hostNetwork(cart, own), 80)
                .allowed())
        .isTrue();
  }

  @Test
  void theClientsOwnEgressIsJudgedAsEver() {
    Pod client = cluster.pod("bank/client");
    cluster.with("bank", "shut", "{podSelector: {}, policyTypes: ['Egress']}");

    assertThat(cluster.throughLoadBalancer(EngineProfile.NPM, client, cart, 80))
        .isInstanceOf(Verdict.Denied.class);
  }
}
