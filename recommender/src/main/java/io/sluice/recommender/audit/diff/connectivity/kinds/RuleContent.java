package io.sluice.recommender.audit.diff.connectivity.kinds;

import io.sluice.analyzer.policy.Direction;
import io.sluice.analyzer.policy.NetworkPolicy;
import io.sluice.analyzer.policy.PolicyRule;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** What the rules of a policy say, whatever their order. */
public final class RuleContent {
  private RuleContent() {}

  /** The rules of a direction without order or repetition; none where it is not isolated. */
  public static Set<PolicyRule> of(NetworkPolicy policy, Direction direction) {
    return policy.isolates().contains(direction)
        ? policy.rules(direction).stream()
            .map(RuleContent::sorted)
            .collect(Collectors.toUnmodifiableSet())
        : Set.of();
  }

  /** The same over several policies, which add up. */
  static Set<PolicyRule> of(List<NetworkPolicy> policies, Direction direction) {
    return policies.stream()
        .flatMap(policy -> of(policy, direction).stream())
        .collect(Collectors.toUnmodifiableSet());
  }

  private static PolicyRule sorted(PolicyRule rule) {
    return new PolicyRule(
        rule.peers().stream().sorted().distinct().toList(),
        rule.ports().stream().sorted().distinct().toList());
  }
}
