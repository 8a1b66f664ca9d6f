package io.sluice.analyzer.policy.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.analyzer.cluster.Pod;
import io.sluice.analyzer.policy.Direction;
import io.sluice.analyzer.policy.NetworkPolicy;
import io.sluice.analyzer.policy.evaluate.DirectionVerdict.AllowedBy;
import io.sluice.analyzer.policy.evaluate.DirectionVerdict.DeniedBy;
import io.sluice.analyzer.policy.evaluate.DirectionVerdict.NotIsolated;
import org.junit.jupiter.api.Test;

/** Who is isolated, and how policies add up. */
final class IsolationTest {
  private static final String FROM_WEB = "{from: [{podSelector: {matchLabels: {app: 'web'}}}]}";

  private final PolicyFixture cluster = new PolicyFixture();
  private final Pod web = cluster.pod("shop/web", "app=web");
  private final Pod cart = cluster.pod("shop/cart", "app=cart");
  private final Pod other = cluster.pod("bank/ledger", "app=cart");

  @Test
  void aPodThatNoPolicySelectsIsOpenBothWays() {
    cluster.with("shop", "db", "{podSelector: {matchLabels: {app: 'db'}}}");

    Verdict verdict = cluster.tcp(web, cart, 80);

    assertThat(verdict).isEqualTo(new Verdict.Allowed(new NotIsolated(), new NotIsolated()));
  }

  @Test
  void aPolicyForEgressLeavesIngressOpen() {
    cluster.with("shop", "a", "{podSelector: {}, policyTypes: ['Egress']}");

    assertThat(cluster.tcp(other, cart, 80).allowed()).isTrue();
    assertThat(cluster.tcp(cart, other, 80).allowed()).isFalse();
  }

  @Test
  void aPolicyForIngressLeavesEgressOpen() {
    cluster.with("shop", "a", "{podSelector: {}, policyTypes: ['Ingress']}");

    assertThat(cluster.tcp(cart, other, 80).allowed()).isTrue();
    assertThat(cluster.tcp(other, cart, 80).allowed()).isFalse();
  }

  @Test
  void oneAdmittingPolicyIsEnoughWhateverOthersLeaveOut() {
    cluster
        .with("shop", "a-deny-all", "{podSelector: {}}")
        .with(
            "shop", "b", "{podSelector: {matchLabels: {app: 'cart'}}, ingress: [" + FROM_WEB + "]}")
        .with("shop", "c-deny-all", "{podSelector: {}}");

    Verdict.Allowed verdict = (Verdict.Allowed) cluster.tcp(web, cart, 80);

    assertThat(verdict.ingress().because()).isEqualTo("shop/b ingress[0]");
  }

  @Test
  void theFirstAdmittingRuleByNameAndIndexIsNamed() {
    cluster
        .with("shop", "b", "{podSelector: {}, ingress: [{}]}")
        .with("shop", "a", "{podSelector: {}, ingress: [{ports: [{port: 81}]}, {}, {}]}");

    Verdict.Allowed verdict = (Verdict.Allowed) cluster.tcp(web, cart, 80);

    AllowedBy by = (AllowedBy) verdict.ingress();
    assertThat(by.rule().policy().name()).isEqualTo("a");
    assertThat(by.rule().index()).isEqualTo(1);
  }

  @Test
  void theSourcesEgressAloneBlocks() {
    cluster.with("shop", "a", "{podSelector: {}, policyTypes: ['Egress']}");

    Verdict.Denied verdict = (Verdict.Denied) cluster.tcp(cart, other, 80);

    assertThat(verdict.egress()).isInstanceOf(DeniedBy.class);
    assertThat(verdict.ingress()).isEqualTo(new NotIsolated());
  }

  @Test
  void theDestinationsIngressAloneBlocks() {
    cluster.with("shop", "a", "{podSelector: {}}");

    Verdict.Denied verdict = (Verdict.Denied) cluster.tcp(other, cart, 80);

    assertThat(verdict.egress()).isEqualTo(new NotIsolated());
    assertThat(verdict.ingress()).isInstanceOf(DeniedBy.class);
  }

  @Test
  void bothEndsMustAdmit() {
    cluster.with(
        "shop", "in", "{podSelector: {matchLabels: {app: 'cart'}}, ingress: [" + FROM_WEB + "]}");
    assertThat(cluster.tcp(web, cart, 80).allowed()).isTrue();

    cluster.with(
        "shop",
        "out",
        "{podSelector: {matchLabels: {app: 'web'}}, policyTypes: ['Egress'], egress: [{ports:"
            + " [{port: 81}]}]}");

    assertThat(cluster.tcp(web, cart, 80).allowed()).isFalse();
    assertThat(cluster.tcp(web, cart, 81).allowed()).isTrue();
  }

  @Test
  void aPolicySelectsPodsOfItsOwnNamespaceOnly() {
    cluster.with("shop", "a", "{podSelector: {matchLabels: {app: 'cart'}}}");

    assertThat(cluster.tcp(web, other, 80).allowed()).isTrue();
    assertThat(cluster.tcp(web, cart, 80).allowed()).isFalse();
  }

  @Test
  void anEmptyPodSelectorSelectsEveryPodOfTheNamespace() {
    cluster.with("shop", "a", "{podSelector: {}}");

    assertThat(cluster.evaluator().isolating(web, Direction.INGRESS)).hasSize(1);
    assertThat(cluster.evaluator().isolating(cart, Direction.INGRESS)).hasSize(1);
    assertThat(cluster.evaluator().isolating(other, Direction.INGRESS)).isEmpty();
    assertThat(cluster.evaluator().isolating(cart, Direction.EGRESS)).isEmpty();
  }

  @Test
  void aMissingPodSelectorSelectsEveryPodToo() {
    cluster.with("shop", "a", "{}");

    assertThat(cluster.tcp(other, cart, 80).allowed()).isFalse();
  }

  @Test
  void isolatingPoliciesAreSortedByName() {
    cluster
        .with("shop", "b", "{podSelector: {}}")
        .with("shop", "c", "{podSelector: {}}")
        .with("shop", "a", "{podSelector: {}}");

    assertThat(cluster.evaluator().isolating(cart, Direction.INGRESS))
        .extracting(NetworkPolicy::name)
        .containsExactly("a", "b", "c");
  }

  @Test
  void theDirectionOfAConnectionIsThatOfItsOpening() {
    cluster.with(
        "shop", "a", "{podSelector: {matchLabels: {app: 'cart'}}, ingress: [" + FROM_WEB + "]}");

    assertThat(cluster.tcp(web, cart, 80).allowed()).isTrue();
    assertThat(cluster.tcp(cart, web, 80).allowed()).isTrue();
    assertThat(cluster.tcp(other, cart, 80).allowed()).isFalse();
  }
}
