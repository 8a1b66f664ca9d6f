package io.sluice.analyzer.policy.evaluate;

import io.sluice.analyzer.policy.Direction;
import io.sluice.analyzer.policy.NetworkPolicy;
import io.sluice.analyzer.policy.PolicyRule;
import io.sluice.analyzer.policy.RuleRef;
import java.util.ArrayList;
import java.util.List;

/**
 * A policy with its selectors numbered and its rules ready to be asked.
 *
 * @param policy the policy
 * @param podSelector number of its pod selector
 * @param ingress its ingress rules, in order
 * @param egress its egress rules, in order
 */
record CompiledPolicy(
    NetworkPolicy policy, int podSelector, List<CompiledRule> ingress, List<CompiledRule> egress) {

  static CompiledPolicy of(NetworkPolicy policy, SelectorTable selectors) {
    return new CompiledPolicy(
        policy,
        selectors.numberOf(policy.podSelector()),
        rules(policy, Direction.INGRESS, selectors),
        rules(policy, Direction.EGRESS, selectors));
  }

  List<CompiledRule> rules(Direction direction) {
    return direction == Direction.INGRESS ? ingress : egress;
  }

  /** Whether it isolates pods of its own namespace that carry these labels. */
  boolean isolates(LabelClass pods, Direction direction) {
    return policy.isolates().contains(direction) && pods.answer(podSelector) == Answer.YES;
  }

  /** The policies as written. */
  static List<NetworkPolicy> titled(List<CompiledPolicy> compiled) {
    return compiled.stream().map(CompiledPolicy::policy).toList();
  }

  private static List<CompiledRule> rules(
      NetworkPolicy policy, Direction direction, SelectorTable selectors) {
    List<CompiledRule> compiled = new ArrayList<>();
    for (PolicyRule rule : policy.rules(direction)) {
      compiled.add(
          CompiledRule.of(new RuleRef(policy, direction, compiled.size()), rule, selectors));
    }
    return List.copyOf(compiled);
  }
}
