package io.sluice.recommender.answer;

import io.sluice.analyzer.inventory.Inventory;
import io.sluice.analyzer.policy.NetworkPolicy;
import io.sluice.analyzer.policy.PolicySet;
import io.sluice.analyzer.policy.foreign.ForeignPolicies;
import io.sluice.analyzer.policy.load.PolicyLoader;
import io.sluice.analyzer.policy.load.PolicyProblem;
import io.sluice.analyzer.sighting.SeenPod;
import io.sluice.analyzer.snapshot.ClusterObject;
import io.sluice.recommender.audit.world.DirectOwners;
import io.sluice.recommender.recommend.OwnPolicies;
import io.sluice.recommender.recommend.schedule.CronJob;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The clusters as their objects describe them.
 *
 * @param inventory who had which address when
 * @param policies the policies in force: the cluster's own, or those that take their place
 * @param recorded the policies of the snapshot itself, which were in force when logs were written
 * @param foreign policies of other APIs, which are not evaluated
 * @param ownPolicies those of them that an earlier run proposed
 * @param problems what is wrong with policies that were read, sorted
 * @param warnings what else is odd, in the order of reading
 * @param cilium the oldest Cilium that runs; empty where no agent's image tells
 * @param owners what pods are also called by
 * @param cronJobs what runs by the clock
 */
public record ClusterFacts(
    Inventory inventory,
    PolicySet policies,
    PolicySet recorded,
    ForeignPolicies foreign,
    SortedSet<NetworkPolicy.Key> ownPolicies,
    List<PolicyProblem> problems,
    List<String> warnings,
    Optional<CiliumVersion> cilium,
    DirectOwners owners,
    List<CronJob> cronJobs) {

  /** No cluster: the names in the logs are all there is. */
  public static ClusterFacts none() {
    return new ClusterFacts(
        Inventory.empty(),
        PolicySet.none(),
        PolicySet.none(),
        ForeignPolicies.none(),
        new TreeSet<>(),
        List.of(),
        List.of(),
        Optional.empty(),
        DirectOwners.none(),
        List.of());
  }

  /**
   * What objects say.
   *
   * @param seenPods pods that recorders saw
   * @param odd what was odd about reading them
   */
  public static ClusterFacts of(
      List<ClusterObject> objects, List<SeenPod> seenPods, List<String> odd) {
    Inventory inventory = Inventory.of(objects, seenPods);
    PolicyLoader.Result loaded = PolicyLoader.load(objects);
    return new ClusterFacts(
        inventory,
        loaded.policies(),
        loaded.policies(),
        ForeignPolicies.of(objects),
        OwnPolicies.among(objects),
        loaded.problems(),
        Stream.concat(odd.stream(), inventory.warnings().stream()).toList(),
        CiliumVersion.among(objects),
        DirectOwners.among(objects),
        CronJob.among(objects));
  }

  /** The same with these policies in place of those of their clusters. */
  public ClusterFacts replacing(PolicyFacts given) {
    List<NetworkPolicy> kept =
        policies.policies().stream()
            .filter(policy -> !given.clusters().contains(policy.cluster()))
            .toList();
    List<PolicyProblem> keptProblems = kept.isEmpty() ? List.of() : problems;
    return with(PolicySet.of(kept).with(given.policies()), keptProblems, given);
  }

  /** The same with these policies besides its own. */
  public ClusterFacts adding(PolicyFacts given) {
    return with(policies.with(given.policies()), problems, given);
  }

  private ClusterFacts with(PolicySet set, List<PolicyProblem> before, PolicyFacts given) {
    List<PolicyProblem> all = new ArrayList<>(before);
    all.addAll(given.problems());
    List<String> allWarnings = new ArrayList<>(warnings);
    allWarnings.addAll(given.warnings());
    SortedSet<NetworkPolicy.Key> own = new TreeSet<>(ownPolicies);
    own.addAll(given.own());
    return new ClusterFacts(
        inventory,
        set,
        recorded,
        foreign.with(given.foreign()),
        own,
        all.stream().sorted().distinct().toList(),
        allWarnings,
        cilium,
        owners,
        cronJobs);
  }

  /** The same under these policies of other APIs, with these problems and warnings instead. */
  public ClusterFacts with(
      ForeignPolicies others, List<PolicyProblem> otherProblems, List<String> otherWarnings) {
    return new ClusterFacts(
        inventory,
        policies,
        recorded,
        others,
        ownPolicies,
        otherProblems,
        otherWarnings,
        cilium,
        owners,
        cronJobs);
  }
}
