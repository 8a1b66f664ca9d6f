package io.sluice.analyzer.policy.lint;

import io.sluice.analyzer.policy.Direction;
import io.sluice.analyzer.policy.NetworkPolicy;
import io.sluice.analyzer.policy.PolicyRule;
import io.sluice.analyzer.policy.RuleRef;
import io.sluice.analyzer.policy.lint.known.KnownCluster;
import java.util.List;

/** Looks for rules that can have no effect. */
final class InertRule implements LintRule {
  @Override
  public void check(NetworkPolicy policy, KnownCluster cluster, Report report) {
    for (Direction direction : Direction.values()) {
      List<PolicyRule> rules = policy.rules(direction);
      if (!policy.isolates().contains(direction)) {
        if (!rules.isEmpty()) {
          report.add(
              FindingKind.INERT_RULES,
              new RuleRef(policy, direction, 0),
              "has no effect, because policyTypes lacks "
                  + direction.policyType()
                  + ": "
                  + direction.word()
                  + " stays open");
        }
        continue;
      }
      for (int i = 0; i < rules.size(); i++) {
        if (rules.size() > 1 && admitsEverything(rules.get(i))) {
          report.add(
              FindingKind.INERT_RULES,
              new RuleRef(policy, direction, i),
              "admits everything, so the other rules of "
                  + direction.word()
                  + " add nothing; drop them, or this one");
          break;
        }
      }
    }
  }

  private static boolean admitsEverything(PolicyRule rule) {
    return rule.peers().isEmpty() && rule.ports().isEmpty();
  }
}
