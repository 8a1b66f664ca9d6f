package io.sluice.analyzer.policy.lint;

import io.sluice.analyzer.policy.Direction;
import io.sluice.analyzer.policy.NetworkPolicy;
import io.sluice.analyzer.policy.PolicyRule;
import io.sluice.analyzer.policy.RuleRef;
import io.sluice.analyzer.policy.lint.known.KnownCluster;
import java.util.List;

/** Looks for one thing in a policy. */
interface LintRule {
  void check(NetworkPolicy policy, KnownCluster cluster, Report report);

  /** Looks for one thing in a rule that has an effect. */
  interface OfRule {
    void check(RuleRef ref, PolicyRule rule, KnownCluster cluster, Report report);
  }

  /** Asks about every rule that has an effect. */
  static LintRule each(OfRule asked) {
    return (policy, cluster, report) -> {
      for (Direction direction : policy.isolates()) {
        List<PolicyRule> rules = policy.rules(direction);
        for (int i = 0; i < rules.size(); i++) {
          asked.check(new RuleRef(policy, direction, i), rules.get(i), cluster, report);
        }
      }
    };
  }
}
