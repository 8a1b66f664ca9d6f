package io.sluice.recommender.recommend;

import io.sluice.analyzer.policy.NetworkPolicy;
import java.util.Comparator;

/**
 * What makes two policies the same object in a cluster.
 *
 * @param cluster cluster name, or ""
 * @param namespace namespace
 * @param name name
 */
public record PolicyId(String cluster, String namespace, String name)
    implements Comparable<PolicyId> {
  private static final Comparator<PolicyId> ORDER =
      Comparator.comparing(PolicyId::cluster)
          .thenComparing(PolicyId::namespace)
          .thenComparing(PolicyId::name);

  /** The identity of a policy. */
  public static PolicyId of(NetworkPolicy policy) {
    return new PolicyId(policy.cluster(), policy.namespace(), policy.name());
  }

  @Override
  public int compareTo(PolicyId other) {
    return ORDER.compare(this, other);
  }
}
