package io.sluice.recommender.recommend.propose;

import io.sluice.analyzer.cluster.Workload;
import io.sluice.analyzer.policy.NetworkPolicy;
import io.sluice.recommender.recommend.Hold;
import io.sluice.recommender.recommend.decision.HoldDecision;
import io.sluice.recommender.recommend.evidence.HoldFinder;
import io.sluice.recommender.recommend.select.Selection;
import io.sluice.recommender.recommend.select.WorkloadGroup;
import io.sluice.recommender.recommend.situation.Situation;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/** What a reviewer must know of a proposed policy beside its rules. */
final class ReviewNotes {
  private final Situation situation;
  private final Drafts drafts;
  private final HoldFinder holds;
  private final Unseen unseen;
  private final EdgesOfGroups edges;

  ReviewNotes(
      Situation situation, Drafts drafts, HoldFinder holds, Unseen unseen, EdgesOfGroups edges) {
    this.situation = situation;
    this.drafts = drafts;
    this.holds = holds;
    this.unseen = unseen;
    this.edges = edges;
  }

  /** Sorted, with those of its rules. */
  List<String> of(
      WorkloadGroup group,
      Selection.Proven proven,
      NetworkPolicy policy,
      List<Hold> accepted,
      List<String> ofRules) {
    SortedSet<String> notes = new TreeSet<>(ofRules);
    if (!proven.remark().isEmpty()) {
      notes.add(proven.remark());
    }
    if (!situation.roster().anyAlive(group.members())) {
      notes.add("none of its pods runs at the end of the window: proven against its past pods");
    }
    if (drafts.gaveWay(group.first(), policy)) {
      notes.add(
          "named "
              + policy.name()
              + " because another policy of the cluster has the workload's name and differs");
    }
    for (Workload other : group.others()) {
      if (!edges.touch(other)) {
        notes.add(other.title() + " had no flow of its own but shares the policy");
      }
    }
    for (HoldDecision decision : unseen.accepted(group.members())) {
      notes.add(decision.sponsor().words() + ": closed although no traffic of it was seen");
    }
    for (Hold hold : accepted) {
      notes.add(
          holds.acceptedBy(hold, group)
              + ": "
              + hold.direction().word()
              + " closed despite "
              + hold.detail());
    }
    return new ArrayList<>(notes);
  }
}
