package io.sluice.analyzer.policy.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.analyzer.cluster.Pod;
import io.sluice.analyzer.policy.LabelRequirement;
import io.sluice.analyzer.policy.LabelRequirement.Operator;
import io.sluice.analyzer.policy.LabelSelector;
import io.sluice.analyzer.policy.PolicyTexts;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** What label selectors select. */
final class SelectorsTest {
  private static LabelSelector selector(String text) {
    return PolicyTexts.policy("shop", "a", "{podSelector: " + text + "}").podSelector();
  }

  private static boolean selects(String text, Map<String, String> labels) {
    return selector(text).matches(labels);
  }

  @Test
  void anEmptySelectorSelectsEverything() {
    assertThat(selects("{}", Map.of())).isTrue();
    assertThat(selects("{matchLabels: {}, matchExpressions: []}", Map.of("a", "b"))).isTrue();
  }

  @Test
  void labelsAndExpressionsMustAllHold() {
    String both =
        "{matchLabels: {app: 'cart', tier: 'web'}, matchExpressions: [{key: 'env', operator: 'In',"
            + " values: ['prod', 'stage']}, {key: 'old', operator: 'DoesNotExist'}]}";

    assertThat(selects(both, Map.of("app", "cart", "tier", "web", "env", "stage"))).isTrue();
    assertThat(selects(both, Map.of("app", "cart", "tier", "web", "env", "test"))).isFalse();
    assertThat(selects(both, Map.of("app", "cart", "env", "prod"))).isFalse();
    assertThat(selects(both, Map.of("app", "cart", "tier", "web", "env", "prod", "old", "1")))
        .isFalse();
  }

  @Test
  void inAndExistsNeedTheKey() {
    String in = "{matchExpressions: [{key: 'env', operator: 'In', values: ['prod']}]}";
    String exists = "{matchExpressions: [{key: 'env', operator: 'Exists'}]}";

    assertThat(selects(in, Map.of())).isFalse();
    assertThat(selects(in, Map.of("env", "prod"))).isTrue();
    assertThat(selects(exists, Map.of())).isFalse();
    assertThat(selects(exists, Map.of("env", ""))).isTrue();
  }

  @Test
  void notInAndDoesNotExistAlsoHoldWhereTheKeyIsAbsent() {
    String notIn = "{matchExpressions: [{key: 'env', operator: 'NotIn', values: ['prod']}]}";
    String absent = "{matchExpressions: [{key: 'env', operator: 'DoesNotExist'}]}";

    assertThat(selects(notIn, Map.of())).isTrue();
    assertThat(selects(notIn, Map.of("env", "test"))).isTrue();
    assertThat(selects(notIn, Map.of("env", "prod"))).isFalse();
    assertThat(selects(absent, Map.of())).isTrue();
    assertThat(selects(absent, Map.of("env", ""))).isFalse();
  }

  @Test
  void theEmptyValueIsAValue() {
    String in = "{matchExpressions: [{key: 'env', operator: 'In', values: ['']}]}";

    assertThat(selects(in, Map.of("env", ""))).isTrue();
    assertThat(selects(in, Map.of())).isFalse();
    assertThat(selects("{matchLabels: {env: ''}}", Map.of())).isFalse();
  }

  @Test
  void aSelectorThatIsNotGivenInAPeerIsNoCondition() {
    PolicyFixture cluster = new PolicyFixture().namespace("bank", "team=b");
    Pod cart = cluster.pod("shop/cart");
    Pod ledger = cluster.pod("bank/ledger");
    cluster.with(
        "shop",
        "a",
        "{podSelector: {}, ingress: [{from: [{namespaceSelector: {matchLabels: {team: 'b'}},"
            + " podSelector: null}]}]}");

    assertThat(cluster.tcp(ledger, cart, 80).allowed()).isTrue();
  }

  @Test
  void everyNamespaceHasItsNameAsALabel() {
    PolicyFixture cluster = new PolicyFixture();
    Pod cart = cluster.pod("shop/cart");
    Pod ledger = cluster.pod("bank/ledger");
    cluster.with(
        "shop",
        "a",
        "{podSelector: {}, ingress: [{from: [{namespaceSelector: {matchLabels:"
            + " {'kubernetes.io/metadata.name': 'bank'}}}]}]}");

    assertThat(cluster.tcp(ledger, cart, 80).allowed()).isTrue();
    assertThat(cluster.tcp(cluster.pod("shop/web"), cart, 80).allowed()).isFalse();
  }

  @Test
  void namespacesAreSelectedByExpressionsToo() {
    PolicyFixture cluster = new PolicyFixture().namespace("bank", "team=b");
    Pod cart = cluster.pod("shop/cart");
    cluster.with(
        "shop",
        "a",
        "{podSelector: {}, ingress: [{from: [{namespaceSelector: {matchExpressions: [{key: 'team',"
            + " operator: 'NotIn', values: ['b']}]}}]}]}");

    assertThat(cluster.tcp(cluster.pod("bank/ledger"), cart, 80).allowed()).isFalse();
    assertThat(cluster.tcp(cluster.pod("play/toy"), cart, 80).allowed()).isTrue();
  }

  @Test
  void theOrderOfConditionsDoesNotMatter() {
    assertThat(selector("{matchLabels: {b: '1', a: '2'}}"))
        .isEqualTo(
            selector(
                "{matchExpressions: [{key: 'a', operator: 'In', values: ['2', '2']}, {key: 'b',"
                    + " operator: 'In', values: ['1']}]}"));
  }

  @Test
  void aRequirementRefusesValuesThatItsOperatorCannotHave() {
    assertThatThrownBy(() -> new LabelRequirement("a", Operator.IN, new TreeSet<>()))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(
            () ->
                new LabelRequirement("a", Operator.EXISTS, new TreeSet<>(Map.of("x", "").keySet())))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
