package io.sluice.analyzer.policy;

import java.util.Collection;
import java.util.List;

/** Policies that are in force together, sorted by cluster, namespace and name. */
public final class PolicySet {
  private final List<NetworkPolicy> policies;

  private PolicySet(List<NetworkPolicy> policies) {
    this.policies = policies;
  }

  /** No policies: nothing is isolated. */
  public static PolicySet none() {
    return new PolicySet(List.of());
  }

  /** A set of policies in any order. */
  public static PolicySet of(Collection<NetworkPolicy> policies) {
    throw new IllegalStateException("stub");
  }

  public List<NetworkPolicy> policies() {
    return policies;
  }

  /** The policies of a namespace, sorted by name. */
  public List<NetworkPolicy> in(String cluster, String namespace) {
    throw new IllegalStateException("stub");
  }

  /**
   * This set and another one; a policy of the same cluster, namespace and name is replaced by the
   * other's.
   */
  public PolicySet with(PolicySet other) {
    throw new IllegalStateException("stub");
  }
}
