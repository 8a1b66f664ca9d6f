package io.sluice.recommender.world;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;

/**
 * What runs pods.
 *
 * @param kind {@code Deployment}, {@code StatefulSet}, {@code DaemonSet}, {@code CronJob}, {@code
 *     Job}, {@code Rollout} or {@code Pod}
 * @param labels labels of its pods that outlive a release; empty for pods without labels
 * @param matchLabels its own selector, a part of its labels
 * @param changing keys of labels that each release gives another value
 * @param replicas how many pods run at a time
 * @param ports what its pods listen on, all declared
 * @param hostNetwork whether its pods share their node's address
 */
public record WorldWorkload(
    String namespace,
    String kind,
    String name,
    SortedMap<String, String> labels,
    SortedMap<String, String> matchLabels,
    SortedSet<String> changing,
    int replicas,
    List<WorldPort> ports,
    boolean hostNetwork) {

  /** {@code namespace/name}. */
  public String title() {
    return namespace + "/" + name;
  }

  /** Whether its pods come, do their work and go. */
  public boolean runsJobs() {
    return kind.equals("CronJob") || kind.equals("Job");
  }

  /** Whether it is of the cluster itself. */
  public boolean system() {
    return namespace.equals("kube-system");
  }

  /** The port of that name. */
  public Optional<WorldPort> port(String portName) {
    return ports.stream().filter(p -> p.name().equals(portName)).findFirst();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof WorldWorkload workload
        && workload.title().equals(title())
        && workload.kind.equals(kind);
  }

  @Override
  public int hashCode() {
    return title().hashCode() * 31 + kind.hashCode();
  }

  @Override
  public String toString() {
    return title() + "[" + kind + "]";
  }
}
