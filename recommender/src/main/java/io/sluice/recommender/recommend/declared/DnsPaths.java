package io.sluice.recommender.recommend.declared;

import io.sluice.analyzer.policy.Direction;
import io.sluice.recommender.recommend.select.WorkloadGroup;
import io.sluice.recommender.recommend.situation.Situation;
import io.sluice.recommender.recommend.traffic.DnsResolvers;
import java.util.ArrayList;
import java.util.List;

/** Keeps egress open where DNS is answered by somebody whom no rule can name. */
public final class DnsPaths {
  private DnsPaths() {}

  /** The holds of all workloads. */
  public static List<DeclaredHold> holds(Situation situation, DnsResolvers resolvers) {
    List<DeclaredHold> holds = new ArrayList<>();
    for (WorkloadGroup group : situation.groups().all()) {
      if (situation.inScope(group.first())) {
        resolvers
            .unspeakable(group.members())
            .ifPresent(why -> holds.add(new DeclaredHold(group.first(), Direction.EGRESS, why)));
      }
    }
    return holds;
  }
}
