package io.sluice.recommender.recommend.tightness;

import io.sluice.analyzer.cluster.Party;
import io.sluice.analyzer.cluster.Workload;
import io.sluice.analyzer.policy.PolicySet;
import io.sluice.analyzer.policy.evaluate.Evaluator;
import io.sluice.recommender.recommend.JudgedEdge;
import io.sluice.recommender.recommend.WorkloadProposal;
import io.sluice.recommender.recommend.evidence.RecordedFamilies;
import io.sluice.recommender.recommend.peer.PeerFinder;
import io.sluice.recommender.recommend.replay.EdgeConnections;
import io.sluice.recommender.recommend.situation.Situation;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * The last word before a loosening is taken: the evaluator is asked about every quarantined edge,
 * against what is in force with the exact proposals and with the loosened ones. Where one would
 * pass that did not, the proposals at its ends stay exact. Edges to and from outside are asked
 * about as well, because blocks that stand for addresses may hold one that was stopped.
 */
final class StaysDenied {
  private final Situation situation;
  private final PeerFinder peers;
  private final List<JudgedEdge> quarantined;
  private final Function<List<WorkloadProposal>, PolicySet> effective;

  /**
   * A check.
   *
   * @param effective what would be in force with some proposals
   */
  StaysDenied(
      Situation situation,
      PeerFinder peers,
      Collection<JudgedEdge> judged,
      Function<List<WorkloadProposal>, PolicySet> effective) {
    this.situation = situation;
    this.peers = peers;
    this.quarantined = judged.stream().filter(OffLimits::isQuarantined).toList();
    this.effective = effective;
  }

  /** The loosened proposals, but the exact ones where those would open what was stopped. */
  List<WorkloadProposal> keep(List<WorkloadProposal> exact, List<WorkloadProposal> loose) {
    if (quarantined.isEmpty() || exact.equals(loose)) {
      return loose;
    }
    PolicySet strict = effective.apply(exact);
    List<WorkloadProposal> kept = loose;
    Set<Workload> ends = opened(strict, effective.apply(kept));
    while (!ends.isEmpty()) {
      List<WorkloadProposal> next = reverted(exact, kept, ends);
      if (next.equals(kept)) {
        return exact;
      }
      kept = next;
      ends = opened(strict, effective.apply(kept));
    }
    return kept;
  }

  /** The workloads at the ends of edges that pass now and did not before. */
  private Set<Workload> opened(PolicySet strict, PolicySet loose) {
    Evaluator before = new Evaluator(strict, situation.inventory(), situation.options().engine());
    Evaluator after = new Evaluator(loose, situation.inventory(), situation.options().engine());
    EdgeConnections connections = new EdgeConnections(situation, peers, strict.with(loose));
    Set<Workload> ends = new TreeSet<>();
    for (JudgedEdge judged : quarantined) {
      boolean opens =
          connections.of(judged.edge()).stream()
              .map(RecordedFamilies.Asked::connection)
              .anyMatch(asked -> after.allows(asked) && !before.allows(asked));
      if (opens) {
        add(ends, judged.edge().key().client());
        add(ends, judged.edge().key().server());
      }
    }
    return ends;
  }

  private static void add(Set<Workload> ends, Party party) {
    if (party instanceof Workload workload) {
      ends.add(workload);
    }
  }

  private static List<WorkloadProposal> reverted(
      List<WorkloadProposal> exact, List<WorkloadProposal> loose, Set<Workload> ends) {
    List<WorkloadProposal> kept = new ArrayList<>();
    for (int i = 0; i < loose.size(); i++) {
      WorkloadProposal one = exact.get(i);
      boolean touched =
          ends.contains(one.workload()) || one.merged().stream().anyMatch(ends::contains);
      kept.add(touched ? one : loose.get(i));
    }
    return kept;
  }
}
