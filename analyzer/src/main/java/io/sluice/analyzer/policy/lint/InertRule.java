package io.sluice.analyzer.policy.lint;

import io.sluice.analyzer.policy.Direction;
import io.sluice.analyzer.policy.NetworkPolicy;
import io.sluice.analyzer.policy.PolicyRule;
import io.sluice.analyzer.policy.RuleRef;
import io.sluice.analyzer.policy.lint.known.KnownCluster;
import java.util.List;

/**
 * Looks for rules that can add nothing. Those of a direction that the policy does not isolate are
 * named by the loader, which knows whether policyTypes is there.
 */
final class InertRule implements LintRule {
  @Override
  public void check(NetworkPolicy policy, KnownCluster cluster, Report report) {
    for (Direction direction : policy.isolates()) {
      List<PolicyRule> rules = policy.rules(direction);
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
