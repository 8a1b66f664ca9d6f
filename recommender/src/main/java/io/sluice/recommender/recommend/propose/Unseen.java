package io.sluice.recommender.recommend.propose;

import io.sluice.analyzer.cluster.Party;
import io.sluice.analyzer.cluster.Workload;
import io.sluice.analyzer.policy.Direction;
import io.sluice.recommender.recommend.DefaultDeny;
import io.sluice.recommender.recommend.JudgedEdge;
import io.sluice.recommender.recommend.decision.HoldDecision;
import io.sluice.recommender.recommend.situation.Situation;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Workloads of which no traffic is known that went through, and those of them that a person lets a
 * namespace's default deny cut off. Whoever has such traffic is released by what holds it open, and
 * never by this.
 */
final class Unseen {
  private final Situation situation;
  private final Set<Workload> seen = new HashSet<>();

  Unseen(Situation situation, Collection<JudgedEdge> edges) {
    this.situation = situation;
    for (JudgedEdge judged : edges) {
      if (judged.wentThrough()) {
        see(judged.edge().key().client());
        see(judged.edge().key().server());
      }
    }
  }

  private void see(Party party) {
    if (party instanceof Workload workload) {
      seen.add(workload);
    }
  }

  /** The decisions that accept it of workloads that share a policy; none where not in full. */
  List<HoldDecision> accepted(Collection<Workload> members) {
    if (situation.options().defaultDeny() != DefaultDeny.NAMESPACE
        || members.stream().anyMatch(seen::contains)) {
      return List.of();
    }
    Set<Direction> directions = situation.options().isolate();
    List<HoldDecision> decisions =
        directions.stream()
            .sorted()
            .map(
                d -> situation.options().decisions().releasing(members, d, HoldDecision.NO_TRAFFIC))
            .flatMap(Optional::stream)
            .toList();
    return decisions.size() == directions.size()
        ? decisions.stream().distinct().toList()
        : List.of();
  }
}
