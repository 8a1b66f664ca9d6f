package io.sluice.recommender.example;

import java.time.Instant;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A pod of the example cluster over its life.
 *
 * @param owner name of the object that made it (ReplicaSet, Job …), or "" for a bare pod
 * @param ip its address; the node's for a pod on the host's network
 * @param end when it finished; empty while it runs
 */
public record ExamplePod(
    ExampleWorkload workload,
    String name,
    String owner,
    ExampleNode node,
    String ip,
    Instant start,
    Optional<Instant> end) {

  boolean aliveAt(Instant time) {
    return !time.isBefore(start) && end.map(time::isBefore).orElse(true);
  }

  /** The template's labels and those that its controller adds. */
  SortedMap<String, String> labels() {
    SortedMap<String, String> all = new TreeMap<>(workload.labels());
    switch (workload.kind()) {
      case "Deployment" ->
          all.put("pod-template-hash", owner.substring(workload.name().length() + 1));
      case "StatefulSet" -> {
        all.put("apps.kubernetes.io/pod-index", name.substring(name.lastIndexOf('-') + 1));
        all.put("controller-revision-hash", Snapshot.revision(workload));
        all.put("statefulset.kubernetes.io/pod-name", name);
      }
      case "DaemonSet" -> {
        all.put("controller-revision-hash", Snapshot.revision(workload));
        all.put("pod-template-generation", "1");
      }
      case "CronJob" -> {
        all.put("batch.kubernetes.io/controller-uid", Snapshot.uid("Job", owner));
        all.put("batch.kubernetes.io/job-name", owner);
        all.put("controller-uid", Snapshot.uid("Job", owner));
        all.put("job-name", owner);
      }
      default -> {}
    }
    return all;
  }
}
