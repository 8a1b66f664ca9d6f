package io.sluice.recommender.example;

import java.time.Instant;
import java.util.List;
import java.util.SortedMap;

/**
 * A cluster over the window of a log: everything that its snapshot at the end shows.
 *
 * @param namespaces names of its namespaces, sorted
 * @param pods all pods that the snapshot shows, finished ones included
 * @param policies its NetworkPolicies, as trees
 * @param takenAt when the snapshot was taken; only the nodes' heartbeats show it
 */
record Cluster(
    List<ExampleNode> nodes,
    List<String> namespaces,
    List<ExampleWorkload> workloads,
    List<ExamplePod> pods,
    List<ExampleService> services,
    List<SortedMap<String, Object>> policies,
    Instant takenAt) {

  /** Pods of a workload that run at a time. */
  List<ExamplePod> podsOf(ExampleWorkload workload, Instant time) {
    return podsOf(workload).stream().filter(p -> p.aliveAt(time)).toList();
  }

  /** All pods that a workload ever had. */
  List<ExamplePod> podsOf(ExampleWorkload workload) {
    return pods.stream().filter(p -> p.workload().equals(workload)).toList();
  }
}
