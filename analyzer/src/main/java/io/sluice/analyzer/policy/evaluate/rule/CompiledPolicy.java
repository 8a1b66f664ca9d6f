package io.sluice.analyzer.policy.evaluate.rule;

import io.sluice.analyzer.policy.Direction;
import io.sluice.analyzer.policy.NetworkPolicy;
import io.sluice.analyzer.policy.PolicyRule;
import io.sluice.analyzer.policy.RuleRef;
import io.sluice.analyzer.policy.evaluate.match.Answer;
import io.sluice.analyzer.policy.evaluate.match.LabelClass;
import io.sluice.analyzer.policy.translate.NotApplied;
import io.sluice.analyzer.policy.translate.Translation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A policy with its selectors numbered and its rules ready to be asked.
 *
 * @param policy the policy
 * @param notApplied why the engine leaves it out; empty where it is in force
 * @param podSelector number of its pod selector
 * @param ingress its ingress rules that are in force, in order
 * @param egress its egress rules that are in force, in order
 */
public record CompiledPolicy(
    NetworkPolicy policy,
    Optional<NotApplied> notApplied,
    int podSelector,
    List<CompiledRule> ingress,
    List<CompiledRule> egress) {

  public static CompiledPolicy of(NetworkPolicy policy, Translation translation, Reading reading) {
    return new CompiledPolicy(
        policy,
        translation.notApplied(policy),
        reading.selectors().numberOf(policy.podSelector()),
        rules(policy, Direction.INGRESS, translation, reading),
        rules(policy, Direction.EGRESS, translation, reading));
  }

  public List<CompiledRule> rules(Direction direction) {
    return direction == Direction.INGRESS ? ingress : egress;
  }

  /** Whether it is made to isolate pods of its own namespace that carry these labels. */
  public boolean isolates(LabelClass pods, Direction direction) {
    return policy.isolates().contains(direction) && pods.answer(podSelector) == Answer.YES;
  }

  private static List<CompiledRule> rules(
      NetworkPolicy policy, Direction direction, Translation translation, Reading reading) {
    List<PolicyRule> rules = policy.rules(direction);
    List<CompiledRule> compiled = new ArrayList<>();
    for (int i = 0; i < rules.size(); i++) {
      RuleRef ref = new RuleRef(policy, direction, i);
      if (translation.applies(ref)) {
        compiled.add(CompiledRule.of(ref, rules.get(i), reading));
      }
    }
    return List.copyOf(compiled);
  }
}
