package io.sluice.analyzer.cluster;

import java.util.Comparator;

/**
 * What runs pods under one name: a Deployment, StatefulSet, DaemonSet, CronJob, Job, ReplicaSet,
 * Rollout, or a bare Pod. The unit of a recommendation.
 *
 * @param cluster cluster name, "" where there is only one without a name
 * @param namespace namespace
 * @param kind such as {@code Deployment}
 * @param name name
 */
public record Workload(String cluster, String namespace, String kind, String name)
    implements Party {
  /** As people look for them; field by field, because tables of edges are sorted by it. */
  static final Comparator<Workload> ORDER =
      Comparator.comparing(Workload::namespace)
          .thenComparing(Workload::name)
          .thenComparing(Workload::cluster)
          .thenComparing(Workload::kind);

  @Override
  public int rank() {
    return 0;
  }

  @Override
  public String title() {
    return namespace + "/" + name;
  }

  /** {@code shop/Deployment/cart}, with the cluster in front where it has a name. */
  public String path() {
    String path = namespace + "/" + kind + "/" + name;
    return cluster.isEmpty() ? path : cluster + "/" + path;
  }
}
