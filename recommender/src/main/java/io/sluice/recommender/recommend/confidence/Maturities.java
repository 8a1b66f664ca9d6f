package io.sluice.recommender.recommend.confidence;

import io.sluice.analyzer.cluster.Party;
import io.sluice.analyzer.cluster.Workload;
import io.sluice.recommender.recommend.JudgedEdge;
import io.sluice.recommender.recommend.WorkloadProposal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** The maturity of every proposal's workloads of which anything was seen. */
public final class Maturities {
  private Maturities() {}

  /** By the workload that gives the proposal its name. */
  public static SortedMap<Workload, Maturity> of(
      Collection<WorkloadProposal> proposals, List<JudgedEdge> edges, ObservedWindow window) {
    Map<Workload, List<JudgedEdge>> touching = touching(edges);
    SortedMap<Workload, Maturity> maturities = new TreeMap<>();
    for (WorkloadProposal proposal : proposals) {
      TreeSet<JudgedEdge> those =
          new TreeSet<>(touching.getOrDefault(proposal.workload(), List.of()));
      proposal.merged().forEach(other -> those.addAll(touching.getOrDefault(other, List.of())));
      if (!those.isEmpty()) {
        maturities.put(proposal.workload(), Maturity.of(those, window));
      }
    }
    return maturities;
  }

  private static Map<Workload, List<JudgedEdge>> touching(List<JudgedEdge> edges) {
    Map<Workload, List<JudgedEdge>> touching = new HashMap<>();
    for (JudgedEdge edge : edges) {
      touch(touching, edge.edge().key().client(), edge);
      touch(touching, edge.edge().key().server(), edge);
    }
    return touching;
  }

  private static void touch(
      Map<Workload, List<JudgedEdge>> touching, Party party, JudgedEdge edge) {
    if (party instanceof Workload workload) {
      touching.computeIfAbsent(workload, w -> new ArrayList<>()).add(edge);
    }
  }
}
