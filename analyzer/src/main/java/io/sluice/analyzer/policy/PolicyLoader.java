package io.sluice.analyzer.policy;

import io.sluice.analyzer.cluster.ClusterObject;
import java.util.Collection;
import java.util.List;

/** Reads NetworkPolicies strictly out of cluster objects and applies every default, once, here. */
public final class PolicyLoader {
  private PolicyLoader() {}

  /**
   * What was read.
   *
   * @param policies the policies that the API server would accept
   * @param problems what is wrong, sorted by file and line
   */
  public record Result(PolicySet policies, List<PolicyProblem> problems) {}

  /** Loads the policies among the objects; other kinds are passed over. */
  public static Result load(Collection<ClusterObject> objects) {
    throw new IllegalStateException("stub");
  }
}
