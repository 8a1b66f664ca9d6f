package io.sluice.analyzer.policy;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Policies that are in force together, sorted by cluster, namespace and name. */
public final class PolicySet {
  private static final PolicySet NONE = new PolicySet(List.of());

  private final List<NetworkPolicy> policies;
  private final Map<Scope, List<NetworkPolicy>> byNamespace;

  private PolicySet(List<NetworkPolicy> sorted) {
    this.policies = sorted;
    this.byNamespace = byNamespace(sorted);
  }

  /** No policies: nothing is isolated. */
  public static PolicySet none() {
    return NONE;
  }

  /**
   * A set of policies in any order.
   *
   * @throws IllegalArgumentException where two of them have the same cluster, namespace and name
   */
  public static PolicySet of(Collection<NetworkPolicy> policies) {
    Map<NetworkPolicy.Key, NetworkPolicy> sorted = new TreeMap<>();
    for (NetworkPolicy policy : policies) {
      if (sorted.put(policy.key(), policy) != null) {
        throw new IllegalArgumentException("two policies are called " + policy.title());
      }
    }
    return ofSorted(sorted);
  }

  public List<NetworkPolicy> policies() {
    return policies;
  }

  /** The policies of a namespace, sorted by name. */
  public List<NetworkPolicy> in(String cluster, String namespace) {
    return byNamespace.getOrDefault(new Scope(cluster, namespace), List.of());
  }

  /**
   * This set and another one; a policy of the same cluster, namespace and name is replaced by the
   * other's.
   */
  public PolicySet with(PolicySet other) {
    Map<NetworkPolicy.Key, NetworkPolicy> sorted = new TreeMap<>();
    policies.forEach(p -> sorted.put(p.key(), p));
    other.policies.forEach(p -> sorted.put(p.key(), p));
    return ofSorted(sorted);
  }

  private static PolicySet ofSorted(Map<NetworkPolicy.Key, NetworkPolicy> sorted) {
    return sorted.isEmpty() ? NONE : new PolicySet(List.copyOf(sorted.values()));
  }

  private record Scope(String cluster, String namespace) {}

  private static Map<Scope, List<NetworkPolicy>> byNamespace(List<NetworkPolicy> sorted) {
    Map<Scope, List<NetworkPolicy>> lists = new HashMap<>();
    for (NetworkPolicy policy : sorted) {
      lists
          .computeIfAbsent(
              new Scope(policy.cluster(), policy.namespace()), scope -> new ArrayList<>())
          .add(policy);
    }
    lists.replaceAll((scope, list) -> List.copyOf(list));
    return Map.copyOf(lists);
  }

  @Override
  public String toString() {
    return policies.stream().map(NetworkPolicy::title).toList().toString();
  }
}
