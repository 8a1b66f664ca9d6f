package io.sluice.recommender.recommend;

import io.sluice.analyzer.cluster.Workload;
import io.sluice.analyzer.policy.PolicySet;
import io.sluice.recommender.recommend.confidence.Maturity;
import io.sluice.recommender.recommend.confidence.ObservedWindow;
import io.sluice.recommender.recommend.privilege.Excess;
import io.sluice.recommender.recommend.privilege.LeastPrivilege;
import io.sluice.recommender.recommend.tightness.TightnessStep;
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
 * @param leastPrivilege allowed but never observed, over the pods that proposals select
 * @param tightness what each setting of {@code --tightness} would come to, tightest first
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
    LeastPrivilege leastPrivilege,
    List<TightnessStep> tightness,
    List<String> warnings) {

  /** The same with more that a reviewer must know. */
  public Recommendation with(Collection<String> more) {
    List<String> all = Stream.concat(warnings.stream(), more.stream()).sorted().distinct().toList();
    return new Recommendation(
        proposals,
        edges,
        proposed,
        effective,
        defaults,
        pairs,
        window,
        maturities,
        leastPrivilege,
        tightness,
        all);
  }

  /** Allowed but never observed, over all proposed policies. */
  public Excess excess() {
    return leastPrivilege.total();
  }
}
