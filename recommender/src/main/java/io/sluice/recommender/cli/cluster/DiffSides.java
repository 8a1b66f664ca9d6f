package io.sluice.recommender.cli.cluster;

import io.sluice.analyzer.inventory.Inventory;
import io.sluice.analyzer.policy.load.PolicyProblem;
import io.sluice.recommender.cli.run.UsageException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * One cluster with the policies of either side in place of its own.
 *
 * @param old the cluster under the old policies
 * @param now the cluster under the new ones
 */
public record DiffSides(ClusterState old, ClusterState now) {
  /** Reads the cluster once and the policies of both sides. */
  public static DiffSides read(NamedPath before, NamedPath after, ClusterOptions options) {
    if (!before.cluster().equals(after.cluster())) {
      throw new UsageException(
          "OLD and NEW are compared for one cluster, but are for \""
              + before.cluster()
              + "\" and \""
              + after.cluster()
              + "\": give both the same NAME=");
    }
    ClusterState cluster = ClusterState.read(options);
    return new DiffSides(
        cluster.withPolicies(List.of(before), options),
        cluster.withPolicies(List.of(after), options));
  }

  public Inventory inventory() {
    return now.inventory();
  }

  /** The cluster under the new policies, with what is odd about either side. */
  public ClusterState both() {
    List<PolicyProblem> problems = new ArrayList<>(old.problems());
    problems.addAll(now.problems());
    Set<String> warnings = new LinkedHashSet<>(old.warnings());
    warnings.addAll(now.warnings());
    return new ClusterState(
        now.facts()
            .with(
                old.foreign().with(now.foreign()),
                problems.stream().sorted().distinct().toList(),
                List.copyOf(warnings)));
  }
}
