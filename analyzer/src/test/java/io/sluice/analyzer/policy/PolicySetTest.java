package io.sluice.analyzer.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

final class PolicySetTest {
  private static final NetworkPolicy SHOP_B = PolicyTexts.policy("shop", "b", "{podSelector: {}}");
  private static final NetworkPolicy SHOP_A = PolicyTexts.policy("shop", "a", "{podSelector: {}}");
  private static final NetworkPolicy BANK_Z = PolicyTexts.policy("bank", "z", "{podSelector: {}}");

  @Test
  void policiesAreSortedByNamespaceAndName() {
    PolicySet set = PolicySet.of(List.of(SHOP_B, SHOP_A, BANK_Z));

    assertThat(set.policies()).containsExactly(BANK_Z, SHOP_A, SHOP_B);
    assertThat(set.in("", "shop")).containsExactly(SHOP_A, SHOP_B);
    assertThat(set.in("", "play")).isEmpty();
    assertThat(set.in("west", "shop")).isEmpty();
  }

  @Test
  void twoPoliciesOfOneNameAreRefused() {
    assertThatThrownBy(() -> PolicySet.of(List.of(SHOP_A, SHOP_A)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("two policies are called shop/a");
  }

  @Test
  void anotherSetsPolicyReplacesTheOneOfTheSameName() {
    NetworkPolicy newer = PolicyTexts.policy("shop", "a", "{podSelector: {}, ingress: [{}]}");

    PolicySet both =
        PolicySet.of(List.of(SHOP_A, SHOP_B)).with(PolicySet.of(List.of(newer, BANK_Z)));

    assertThat(both.policies()).containsExactly(BANK_Z, newer, SHOP_B);
  }

  @Test
  void withoutPoliciesThereIsOneEmptySet() {
    assertThat(PolicySet.of(List.of())).isSameAs(PolicySet.none());
    assertThat(PolicySet.none().with(PolicySet.none()).policies()).isEmpty();
  }
}
