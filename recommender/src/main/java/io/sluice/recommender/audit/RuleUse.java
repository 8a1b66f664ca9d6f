package io.sluice.recommender.audit;

import io.sluice.analyzer.inventory.Inventory;
import io.sluice.analyzer.inventory.PodDirectory;
import io.sluice.analyzer.policy.Direction;
import io.sluice.analyzer.policy.NetworkPolicy;
import io.sluice.analyzer.policy.PolicySet;
import io.sluice.analyzer.policy.RuleRef;
import io.sluice.analyzer.policy.evaluate.Evaluator;
import io.sluice.recommender.recommend.JudgedEdge;
import io.sluice.recommender.recommend.evidence.RecordedFamilies;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Which rules recorded traffic needed: those that admit at least one forwarded edge. */
final class RuleUse {
  private record Rule(NetworkPolicy.Key policy, Direction direction, int index) {}

  private final Set<Rule> used = new HashSet<>();

  private RuleUse() {}

  /** Asks about every edge that was forwarded, whatever it counts for. */
  static RuleUse of(
      Collection<JudgedEdge> edges,
      Inventory inventory,
      PodDirectory pods,
      PolicySet policies,
      Evaluator evaluator) {
    RuleUse use = new RuleUse();
    EdgeQuestions questions = new EdgeQuestions(inventory, pods, List.of(policies));
    for (JudgedEdge edge : edges) {
      if (!edge.edge().key().denied()) {
        for (EdgeQuestions.Question question : questions.of(edge).all()) {
          for (Direction direction : Direction.values()) {
            for (RecordedFamilies.Asked asked : question.asked()) {
              evaluator.admitting(asked.connection(), direction).forEach(use::add);
            }
          }
        }
      }
    }
    return use;
  }

  private void add(RuleRef rule) {
    used.add(new Rule(rule.policy().key(), rule.direction(), rule.index()));
  }

  boolean uses(NetworkPolicy policy, Direction direction, int index) {
    return used.contains(new Rule(policy.key(), direction, index));
  }
}
