package io.sluice.recommender.recommend.declared;

import io.sluice.analyzer.cluster.Workload;
import io.sluice.analyzer.policy.Direction;
import io.sluice.recommender.recommend.select.WorkloadGroup;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** All declared rules and holds, by workload. */
public final class DeclaredRules {
  private final Map<Workload, List<DeclaredRule>> byWorkload = new HashMap<>();

  private final Map<Workload, List<DeclaredHold>> holds = new HashMap<>();

  public DeclaredRules(Collection<DeclaredRule> rules, Collection<DeclaredHold> holds) {
    rules.forEach(
        rule -> byWorkload.computeIfAbsent(rule.subject(), w -> new ArrayList<>()).add(rule));
    holds.forEach(
        hold -> this.holds.computeIfAbsent(hold.subject(), w -> new ArrayList<>()).add(hold));
  }

  /** Those of a group's members in a direction, in the order given. */
  public List<DeclaredRule> of(WorkloadGroup group, Direction direction) {
    return group.members().stream()
        .flatMap(workload -> byWorkload.getOrDefault(workload, List.of()).stream())
        .filter(rule -> rule.direction() == direction)
        .toList();
  }

  /** What no rule can say, of a group's members in a direction; sorted. */
  public List<String> unspeakable(WorkloadGroup group, Direction direction) {
    return group.members().stream()
        .flatMap(workload -> holds.getOrDefault(workload, List.of()).stream())
        .filter(hold -> hold.direction() == direction)
        .map(DeclaredHold::detail)
        .sorted()
        .distinct()
        .toList();
  }

  /** Whether one of a group's members gets a policy for what is declared alone. */
  public boolean suffice(WorkloadGroup group) {
    return group.members().stream()
        .flatMap(workload -> byWorkload.getOrDefault(workload, List.of()).stream())
        .anyMatch(DeclaredRule::suffices);
  }

  /** Whether any rule is declared for one of a group's members. */
  public boolean hasRules(WorkloadGroup group) {
    return group.members().stream().anyMatch(byWorkload::containsKey);
  }
}
