package io.sluice.analyzer.policy.load;

import io.sluice.analyzer.policy.NetworkPolicy;
import io.sluice.analyzer.policy.PolicySet;
import io.sluice.analyzer.policy.load.PolicyProblem.Severity;
import io.sluice.analyzer.policy.load.PolicyReader.Reading;
import io.sluice.analyzer.snapshot.ClusterObject;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Reads NetworkPolicies strictly out of cluster objects and applies every default, once, here.
 *
 * <p>A policy that the API server would refuse is not in force, not even in part. One with unknown
 * fields is in force without them: kubectl refuses it, but the server and some controllers drop
 * them.
 *
 * <p>Where a policy was read several times at different times (two snapshots, a recorded watch),
 * the last one counts; one that was deleted, or that a later snapshot of its namespace no longer
 * has, is gone. Where two of one name stand in the same snapshot, the first by file and line counts
 * and the other is reported, because what a cluster would hold depends on the order of applying
 * them.
 */
public final class PolicyLoader {
  private PolicyLoader() {}

  /**
   * What was read.
   *
   * @param policies the policies that the API server would accept
   * @param problems what is wrong, sorted by file and line
   */
  public record Result(PolicySet policies, List<PolicyProblem> problems) {}

  /** Loads the policies among the objects, given in any order; other kinds are passed over. */
  public static Result load(Collection<ClusterObject> objects) {
    List<ClusterObject> inOrder = new ArrayList<>(objects);
    inOrder.sort(Comparator.comparing(ClusterObject::origin));
    List<PolicyProblem> problems = new ArrayList<>();
    SortedMap<NetworkPolicy.Key, PolicyHistory> histories = new TreeMap<>();
    for (ClusterObject object : inOrder) {
      PolicyKind kind = PolicyKind.of(object);
      if (kind == PolicyKind.POLICY) {
        keep(PolicyReader.read(object), histories, problems);
      } else {
        kind.problem(object).ifPresent(problems::add);
      }
    }
    PolicySnapshots snapshots = new PolicySnapshots(objects);
    List<NetworkPolicy> policies = new ArrayList<>();
    for (PolicyHistory history : histories.values()) {
      Optional<Reading> last = history.last(snapshots);
      last.flatMap(Reading::policy).ifPresent(policies::add);
      last.ifPresent(reading -> problems.addAll(reading.problems()));
      problems.addAll(history.duplicates());
    }
    problems.sort(null);
    return new Result(PolicySet.of(policies), problems.stream().distinct().toList());
  }

  private static void keep(
      Reading reading,
      Map<NetworkPolicy.Key, PolicyHistory> histories,
      List<PolicyProblem> problems) {
    Optional<NetworkPolicy> policy = reading.policy();
    if (policy.isEmpty()) {
      problems.addAll(reading.problems());
      return;
    }
    histories
        .computeIfAbsent(policy.get().key(), key -> new PolicyHistory())
        .add(reading, policy.get());
  }

  /** A problem that concerns a whole object. */
  static PolicyProblem problem(ClusterObject object, Severity severity, String message) {
    return problem(object, severity, "", message);
  }

  /** A problem of one field, given by its JSON pointer. */
  static PolicyProblem problem(
      ClusterObject object, Severity severity, String pointer, String message) {
    return new PolicyProblem(
        severity,
        PolicyReader.title(object.tree()),
        object.origin().file(),
        object.lineOf(pointer),
        message);
  }
}
