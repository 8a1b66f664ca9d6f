package io.sluice.recommender.recommend.evidence;

import io.sluice.analyzer.cluster.Party;
import io.sluice.analyzer.cluster.Workload;
import io.sluice.recommender.recommend.JudgedEdge;
import io.sluice.recommender.recommend.decision.HoldDecision;
import io.sluice.recommender.recommend.select.WorkloadGroup;
import io.sluice.recommender.recommend.situation.Situation;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Decisions of people that release what is not there: another log shows the workload by now, or the
 * peer that nobody knew is known. Left in place, they would close a direction in silence once
 * something holds it open again.
 */
public final class IdleHolds {
  private final Situation situation;
  private final HoldFinder finder;
  private final Map<Workload, Set<JudgedEdge>> touching = new HashMap<>();

  public IdleHolds(Situation situation, HoldFinder finder, Collection<JudgedEdge> edges) {
    this.situation = situation;
    this.finder = finder;
    for (JudgedEdge judged : edges) {
      touch(judged.edge().key().client(), judged);
      touch(judged.edge().key().server(), judged);
    }
  }

  private void touch(Party party, JudgedEdge judged) {
    if (party instanceof Workload workload) {
      touching.computeIfAbsent(workload, w -> new LinkedHashSet<>()).add(judged);
    }
  }

  /** Those in force that name a workload of the cluster, in the order of their file. */
  public List<HoldDecision> find() {
    List<HoldDecision> idle = new ArrayList<>();
    for (HoldDecision decision : situation.options().decisions().holds()) {
      if (situation.options().decisions().inForce(decision.sponsor())
          && situation.roster().workloads().stream()
              .anyMatch(workload -> decision.workload().matches(workload.title()))
          && situation.groups().all().stream().noneMatch(group -> isNeeded(decision, group))) {
        idle.add(decision);
      }
    }
    return idle;
  }

  private boolean isNeeded(HoldDecision decision, WorkloadGroup group) {
    if (!situation.inScope(group.first())
        || !group.members().stream().allMatch(w -> decision.workload().matches(w.title()))) {
      return false;
    }
    Set<JudgedEdge> edges = new LinkedHashSet<>();
    group.members().forEach(w -> edges.addAll(touching.getOrDefault(w, Set.of())));
    return decision.hold().equals(HoldDecision.NO_TRAFFIC)
        ? edges.stream().noneMatch(JudgedEdge::wentThrough)
        : finder.find(group, edges).stream()
            .anyMatch(h -> decision.releases(group.members(), h.direction(), h.word()));
  }
}
