package io.sluice.recommender.cli.cluster;

import io.sluice.recommender.cli.run.UsageException;

/** How a user gets what {@code --cluster} wants. */
public final class Snapshot {
  static final String KUBECTL =
      "kubectl get pods,services,endpointslices,nodes,namespaces,networkpolicies,deployments,"
          + "replicasets,statefulsets,daemonsets,jobs,cronjobs -A -o json > cluster.json";

  /** For people. */
  static final String HOW =
      "Take a snapshot with: sluice snapshot take -o cluster.json\nor with: " + KUBECTL;

  private Snapshot() {}

  /** For a command that cannot do without. */
  public static void demand(ClusterOptions options, String command) {
    if (options.clusters.isEmpty()) {
      throw new UsageException(
          command
              + " needs --cluster PATH: the pods and workloads behind the addresses in the logs.\n"
              + HOW);
    }
  }
}
