package io.sluice.recommender.answer;

import io.sluice.analyzer.policy.NetworkPolicy;
import io.sluice.analyzer.policy.PolicySet;
import io.sluice.analyzer.policy.foreign.ForeignPolicies;
import io.sluice.analyzer.policy.load.PolicyLoader;
import io.sluice.analyzer.policy.load.PolicyProblem;
import io.sluice.analyzer.snapshot.ClusterObject;
import io.sluice.recommender.recommend.OwnPolicies;
import java.util.Collection;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Policies that come from somewhere else than the cluster.
 *
 * @param policies those that are evaluated
 * @param foreign those of other APIs
 * @param own those of them that an earlier run proposed
 * @param problems what is wrong with them
 * @param warnings what else is odd about where they stand
 * @param clusters the clusters that they are for
 */
public record PolicyFacts(
    PolicySet policies,
    ForeignPolicies foreign,
    SortedSet<NetworkPolicy.Key> own,
    List<PolicyProblem> problems,
    List<String> warnings,
    SortedSet<String> clusters) {

  /** The policies among objects. */
  public static PolicyFacts of(
      List<ClusterObject> objects, List<String> warnings, Collection<String> clusters) {
    PolicyLoader.Result loaded = PolicyLoader.load(objects);
    return new PolicyFacts(
        loaded.policies(),
        ForeignPolicies.of(objects),
        OwnPolicies.among(objects),
        loaded.problems(),
        warnings,
        new TreeSet<>(clusters));
  }
}
