package io.sluice.analyzer.policy.evaluate;

import static io.sluice.analyzer.policy.evaluate.PolicyFixture.on;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.analyzer.cluster.Node;
import io.sluice.analyzer.cluster.Pod;
import io.sluice.analyzer.policy.Direction;
import io.sluice.analyzer.policy.EngineProfile;
import io.sluice.analyzer.policy.evaluate.Verdict.NotEvaluated;
import io.sluice.analyzer.policy.evaluate.Verdict.NotEvaluated.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** "A direction is judged as the node reads policies that the end's own pod runs on." */
final class WindowsNodesTest {
  private final PolicyFixture cluster = new PolicyFixture();
  private final Node linux = cluster.node("lin", "10.224.0.4");
  private final Node windows = cluster.windowsNode("win", "10.224.0.5");
  private final Pod client = cluster.pod("shop/client", "app=client");
  private final Pod onLinux = on(cluster.pod("shop/cart", "app=cart"), linux);
  private final Pod onWindows = on(cluster.pod("shop/cart2", "app=cart"), windows);

  private Verdict ask(EngineProfile engine, Pod from, Pod to) {
    return cluster.ask(engine, from, to, 6, 80);
  }

  private void shut() {
    cluster.with("shop", "shut", "{podSelector: {matchLabels: {app: 'cart'}}}");
  }

  /** "NPM Windows: named ports: policy dropped", with the same policy in force on Linux. */
  @Test
  void onWindowsNodesNpmIsItsWindowsVariant() {
    cluster.with("shop", "a", "{podSelector: {}, ingress: [{ports: [{port: 'http'}]}]}");

    assertThat(ask(EngineProfile.NPM, client, onLinux)).isInstanceOf(Verdict.Denied.class);
    assertThat(((Verdict.Allowed) ask(EngineProfile.NPM, client, onWindows)).ingress().because())
        .contains("npm-windows does not apply shop/a");
    Evaluator npm = cluster.evaluator(EngineProfile.NPM);
    assertThat(npm.notApplied()).isEmpty();
    assertThat(npm.notAppliedOnWindows()).hasSize(1);
  }

  /** "Engines that do not run on Windows: Cilium, kube-router." */
  @ParameterizedTest
  @ValueSource(strings = {"cilium", "kube-router"})
  void whereTheEngineDoesNotRunPoliciesAreNotEnforced(String name) {
    EngineProfile engine = EngineProfile.ofName(name).orElseThrow();
    shut();

    assertThat(ask(engine, client, onLinux)).isInstanceOf(Verdict.Denied.class);
    NotEvaluated verdict = (NotEvaluated) ask(engine, client, onWindows);
    assertThat(verdict.kind()).isEqualTo(Kind.NOT_ENFORCED);
    assertThat(verdict.reason()).contains(name, "Windows");
    assertThat(cluster.evaluator(engine).isolating(onWindows, Direction.INGRESS)).isEmpty();
    assertThat(cluster.evaluator(engine).isolating(onLinux, Direction.INGRESS)).hasSize(1);
  }

  /** "Calico and Antrea do." */
  @ParameterizedTest
  @ValueSource(strings = {"calico", "antrea", "npm", "generic"})
  void theOthersFilterThereToo(String name) {
    shut();

    assertThat(ask(EngineProfile.ofName(name).orElseThrow(), client, onWindows))
        .isInstanceOf(Verdict.Denied.class);
  }

  @Test
  void onlyTheOwnPodsNodeCounts() {
    shut();

    assertThat(ask(EngineProfile.CILIUM, onWindows, onLinux)).isInstanceOf(Verdict.Denied.class);
    assertThat(ask(EngineProfile.CILIUM, onLinux, client)).isInstanceOf(Verdict.Allowed.class);
  }

  @Test
  void aPodThatNoPolicyIsMadeToIsolateIsOpenThereToo() {
    assertThat(ask(EngineProfile.CILIUM, client, onWindows)).isInstanceOf(Verdict.Allowed.class);
  }

  @Test
  void theOtherEndsDenialStaysDefinite() {
    shut();
    cluster.with(
        "shop", "client", "{podSelector: {matchLabels: {app: 'client'}}, policyTypes: ['Egress']}");

    assertThat(ask(EngineProfile.CILIUM, client, onWindows)).isInstanceOf(Verdict.Denied.class);
  }
}
