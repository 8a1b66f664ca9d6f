package io.sluice.analyzer.policy.evaluate;

import static io.sluice.analyzer.policy.Direction.EGRESS;
import static io.sluice.analyzer.policy.Direction.INGRESS;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.analyzer.cluster.Pod;
import io.sluice.analyzer.policy.NetworkPolicy;
import io.sluice.analyzer.policy.PolicyTexts;
import io.sluice.analyzer.policy.load.PolicyLoader;
import io.sluice.analyzer.policy.load.PolicyProblem;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which directions a policy isolates, written or by default. */
final class PolicyTypesTest {
  @Test
  void withoutPolicyTypesIngressIsIsolatedAndEgressOnlyIfThereAreEgressRules() {
    assertThat(read("{podSelector: {}}").isolates()).containsExactly(INGRESS);
    assertThat(read("{podSelector: {}, ingress: [{}]}").isolates()).containsExactly(INGRESS);
    assertThat(read("{podSelector: {}, egress: [{}]}").isolates()).containsExactly(INGRESS, EGRESS);
  }

  @ParameterizedTest
  @ValueSource(strings = {"policyTypes: []", "policyTypes: null"})
  void emptyPolicyTypesAreTheSameAsNone(String types) {
    assertThat(read("{podSelector: {}, " + types + "}").isolates()).containsExactly(INGRESS);
    assertThat(read("{podSelector: {}, egress: [{}], " + types + "}").isolates())
        .containsExactly(INGRESS, EGRESS);
  }

  @Test
  void anEmptyEgressListWithoutPolicyTypesIsolatesNothing() {
    assertThat(read("{podSelector: {}, egress: []}").isolates()).containsExactly(INGRESS);
    assertThat(problems("{podSelector: {}, egress: []}"))
        .containsExactly(
            "spec.egress has no effect, because policyTypes is missing and does not default to"
                + " Egress: egress stays open");
  }

  @Test
  void rulesOfADirectionThatPolicyTypesLackAreInertAndReported() {
    String spec = "{podSelector: {}, policyTypes: ['Egress'], ingress: [{}], egress: [{}]}";

    assertThat(read(spec).isolates()).containsExactly(EGRESS);
    assertThat(problems(spec))
        .containsExactly(
            "spec.ingress has no effect, because policyTypes lacks Ingress: ingress stays open");
  }

  @Test
  void inertRulesNeitherAdmitNorIsolate() {
    PolicyFixture cluster = new PolicyFixture();
    Pod web = cluster.pod("shop/web");
    Pod cart = cluster.pod("shop/cart");
    cluster.with(
        "shop", "a", "{podSelector: {}, policyTypes: ['Egress'], ingress: [{ports: [{port: 1}]}]}");

    Verdict.Denied verdict = (Verdict.Denied) cluster.tcp(web, cart, 80);

    assertThat(verdict.ingress()).isEqualTo(new DirectionVerdict.NotIsolated());
    assertThat(verdict.egress().because()).isEqualTo("shop/a isolates it and has no rule");
  }

  @Test
  void aDirectionWithoutRulesAdmitsNothing() {
    PolicyFixture cluster = new PolicyFixture();
    Pod web = cluster.pod("shop/web");
    Pod cart = cluster.pod("shop/cart");
    cluster.with(
        "shop", "a", "{podSelector: {}, policyTypes: ['Ingress', 'Egress'], egress: [{}]}");

    Verdict.Denied verdict = (Verdict.Denied) cluster.tcp(web, cart, 80);

    assertThat(verdict.egress().allows()).isTrue();
    assertThat(verdict.ingress().allows()).isFalse();
  }

  @Test
  void aTypeNamedTwiceCountsOnce() {
    assertThat(read("{podSelector: {}, policyTypes: ['Egress', 'Egress']}").isolates())
        .containsExactly(EGRESS);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "['ingress']",
        "['INGRESS']",
        "['Both']",
        "['']",
        "[null]",
        "[1]",
        "'Ingress'",
        "['Ingress', 'Egress', 'Ingress']"
      })
  void otherPolicyTypesAreRefused(String types) {
    assertThat(
            PolicyLoader.load(
                    List.of(
                        PolicyTexts.object(
                            "shop", "a", "{podSelector: {}, policyTypes: " + types + "}")))
                .policies()
                .policies())
        .isEmpty();
  }

  @Test
  void aLiveObjectThatIsDefaultedAlreadyReadsTheSame() {
    NetworkPolicy file = read("{podSelector: {}, egress: [{ports: [{port: 53}]}]}");
    NetworkPolicy live =
        read(
            "{podSelector: {}, policyTypes: ['Ingress', 'Egress'], egress: [{ports: [{port: 53,"
                + " protocol: 'TCP'}]}]}");

    assertThat(file).isEqualTo(live);
  }

  private static NetworkPolicy read(String spec) {
    return PolicyTexts.policy("shop", "a", spec);
  }

  private static List<String> problems(String spec) {
    return PolicyLoader.load(List.of(PolicyTexts.object("shop", "a", spec))).problems().stream()
        .map(PolicyProblem::message)
        .toList();
  }
}
