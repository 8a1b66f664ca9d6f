package io.sluice.recommender.recommend.declared;

import io.sluice.analyzer.cluster.Workload;
import io.sluice.analyzer.policy.Direction;
import io.sluice.recommender.recommend.select.WorkloadGroup;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** All declared rules, by workload. */
public final class DeclaredRules {
  private final Map<Workload, List<DeclaredRule>> byWorkload = new HashMap<>();

  public DeclaredRules(Collection<DeclaredRule> rules) {
    rules.forEach(
        rule -> byWorkload.computeIfAbsent(rule.subject(), w -> new ArrayList<>()).add(rule));
  }

  /** Those of a group's members in a direction, in the order given. */
  public List<DeclaredRule> of(WorkloadGroup group, Direction direction) {
    return group.members().stream()
        .flatMap(workload -> byWorkload.getOrDefault(workload, List.of()).stream())
        .filter(rule -> rule.direction() == direction)
        .toList();
  }

  /** Whether one of a group's members gets a policy for what is declared alone. */
  public boolean suffice(WorkloadGroup group) {
    return group.members().stream()
        .flatMap(workload -> byWorkload.getOrDefault(workload, List.of()).stream())
        .anyMatch(DeclaredRule::suffices);
  }
}
