package io.sluice.recommender.recommend;

import io.sluice.analyzer.cluster.Workload;
import io.sluice.analyzer.policy.PolicySet;
import io.sluice.recommender.recommend.confidence.Maturity;
import io.sluice.recommender.recommend.confidence.ObservedWindow;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.stream.Stream;

/**
 * Everything that a run proposes, and what it rests on.
 *
 * @param proposals one per workload or merged group, sorted; workloads without a policy included
 * @param edges every edge and its standing, sorted
 * @param proposed the proposed policies
 * @param effective what would be in force: kept current ∪ proposed, or proposed alone with replace
 * @param defaults default denies of namespaces, or why there is none; empty unless asked for
 * @param pairs paths between namespaces of which an end gets a policy, sorted
 * @param window the time in which anything was seen
 * @param maturities whether new edges still turn up, by the workload that gives a proposal its name
 * @param excess allowed but never observed, over the pods that proposals select
 * @param warnings for people, in a stable order
 */
public record Recommendation(
    List<WorkloadProposal> proposals,
    List<JudgedEdge> edges,
    PolicySet proposed,
    PolicySet effective,
    List<NamespaceDefault> defaults,
    List<PathPair> pairs,
    ObservedWindow window,
    SortedMap<Workload, Maturity> maturities,
    Excess excess,
    List<String> warnings) {

  /** The same with more that a reviewer must know. */
  public Recommendation with(Collection<String> more) {
    List<String> all = Stream.concat(warnings.stream(), more.stream()).sorted().distinct().toList();
    return new Recommendation(
        proposals, edges, proposed, effective, defaults, pairs, window, maturities, excess, all);
  }

  /**
   * Least privilege as a number, over (source pod, destination pod, port) triples of live pods.
   *
   * @param allowed triples that the proposed rules allow between pods
   * @param observed those of them that were observed
   * @param neverObserved the rest
   */
  public record Excess(long allowed, long observed, long neverObserved) {}
}
