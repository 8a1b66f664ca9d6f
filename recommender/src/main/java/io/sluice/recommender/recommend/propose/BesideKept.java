package io.sluice.recommender.recommend.propose;

import io.sluice.analyzer.policy.Direction;
import io.sluice.recommender.recommend.AllowedAlready;
import io.sluice.recommender.recommend.JudgedEdge;
import io.sluice.recommender.recommend.declared.DeclaredRules;
import io.sluice.recommender.recommend.select.WorkloadGroup;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;

/** What policies that stay leave for a proposal to do. */
final class BesideKept {
  private final KeptPolicies kept;
  private final DeclaredRules declared;

  BesideKept(KeptPolicies kept, DeclaredRules declared) {
    this.kept = kept;
    this.declared = declared;
  }

  /** What policies that stay admit in these directions, sorted. */
  List<AllowedAlready> admitted(
      WorkloadGroup group, Set<Direction> directions, List<JudgedEdge> used) {
    List<AllowedAlready> already = new ArrayList<>();
    for (Direction direction : directions) {
      for (JudgedEdge edge : EdgesOfGroups.concerning(group, direction, used)) {
        SortedSet<String> policies = kept.admitting(edge.edge(), direction);
        if (!policies.isEmpty()) {
          already.add(new AllowedAlready(direction, edge, policies));
        }
      }
    }
    return already.stream().sorted().toList();
  }

  /** What of a direction they do not admit. */
  static List<JudgedEdge> rest(
      List<AllowedAlready> already, Direction direction, List<JudgedEdge> edges) {
    Set<JudgedEdge> admitted = new HashSet<>();
    already.stream().filter(a -> a.direction() == direction).forEach(a -> admitted.add(a.edge()));
    return edges.stream().filter(edge -> !admitted.contains(edge)).toList();
  }

  /** Whether policies that stay isolate a direction and admit all that is known to be needed. */
  boolean isDone(
      WorkloadGroup group,
      Direction direction,
      List<JudgedEdge> used,
      List<AllowedAlready> already) {
    return declared.of(group, direction).isEmpty()
        && rest(already, direction, EdgesOfGroups.concerning(group, direction, used)).isEmpty()
        && kept.isolate(group, direction);
  }
}
