package io.sluice.recommender.example;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** The snapshot's Deployments, ReplicaSets, StatefulSets, DaemonSets, CronJobs and Jobs. */
final class SnapshotWorkloads {
  private SnapshotWorkloads() {}

  static List<SortedMap<String, Object>> controllers(Cluster cluster) {
    List<SortedMap<String, Object>> objects = new ArrayList<>();
    for (ExampleWorkload workload : cluster.workloads()) {
      switch (workload.kind()) {
        case "Deployment" -> {
          objects.add(
              controller(cluster, workload, "Deployment", workload.name(), workload.labels()));
          objects.add(replicaSet(cluster, workload));
        }
        case "StatefulSet", "DaemonSet" ->
            objects.add(
                controller(cluster, workload, workload.kind(), workload.name(), workload.labels()));
        case "CronJob" -> {
          objects.add(cronJob(cluster, workload));
          cluster.podsOf(workload).forEach(pod -> objects.add(job(pod)));
        }
        default -> {}
      }
    }
    return objects;
  }

  private static SortedMap<String, Object> controller(
      Cluster cluster,
      ExampleWorkload workload,
      String kind,
      String name,
      SortedMap<String, String> labels) {
    int pods = cluster.podsOf(workload).size();
    SortedMap<String, Object> spec =
        Fields.of(
            "selector", Fields.of("matchLabels", labels), "template", template(workload, labels));
    if (!kind.equals("DaemonSet")) {
      spec.put("replicas", pods);
    }
    if (kind.equals("StatefulSet")) {
      spec.put("serviceName", workload.name());
    }
    SortedMap<String, Object> status =
        kind.equals("DaemonSet")
            ? Fields.of("desiredNumberScheduled", pods, "numberReady", pods)
            : Fields.of("readyReplicas", pods, "replicas", pods);
    return Snapshot.object(
        "apps/v1",
        kind,
        Snapshot.metadata(
            kind,
            workload.namespace(),
            name,
            workload.labels(),
            Snapshot.INSTALLED.plusSeconds(900)),
        "spec",
        spec,
        "status",
        status);
  }

  private static SortedMap<String, Object> replicaSet(Cluster cluster, ExampleWorkload workload) {
    SortedSet<String> names = new TreeSet<>();
    cluster.podsOf(workload).forEach(p -> names.add(p.owner()));
    SortedMap<String, String> labels = new TreeMap<>(workload.labels());
    labels.put("pod-template-hash", names.first().substring(workload.name().length() + 1));
    SortedMap<String, Object> replicaSet =
        controller(cluster, workload, "ReplicaSet", names.first(), labels);
    SortedMap<String, Object> metadata =
        Snapshot.metadata(
            "ReplicaSet",
            workload.namespace(),
            names.first(),
            labels,
            Snapshot.INSTALLED.plusSeconds(901));
    metadata.put("ownerReferences", Snapshot.ownedBy("apps/v1", "Deployment", workload.name()));
    replicaSet.put("metadata", metadata);
    return replicaSet;
  }

  private static SortedMap<String, Object> cronJob(Cluster cluster, ExampleWorkload workload) {
    List<ExamplePod> pods = cluster.podsOf(workload);
    Instant last = pods.get(pods.size() - 1).start().minusSeconds(2);
    return Snapshot.object(
        "batch/v1",
        "CronJob",
        Snapshot.metadata(
            "CronJob",
            workload.namespace(),
            workload.name(),
            workload.labels(),
            Snapshot.INSTALLED.plusSeconds(1_200)),
        "spec",
        Fields.of(
            "concurrencyPolicy",
            "Forbid",
            "jobTemplate",
            Fields.of("spec", Fields.of("template", template(workload, workload.labels()))),
            "schedule",
            "15 1 * * *",
            "successfulJobsHistoryLimit",
            3,
            "suspend",
            false),
        "status",
        Fields.of("lastScheduleTime", last.toString()));
  }

  private static SortedMap<String, Object> job(ExamplePod pod) {
    ExampleWorkload workload = pod.workload();
    Instant end = pod.end().orElseThrow();
    SortedMap<String, Object> metadata =
        Snapshot.metadata(
            "Job", workload.namespace(), pod.owner(), pod.labels(), pod.start().minusSeconds(2));
    metadata.put("ownerReferences", Snapshot.ownedBy("batch/v1", "CronJob", workload.name()));
    String uid = Snapshot.uid("Job", pod.owner());
    return Snapshot.object(
        "batch/v1",
        "Job",
        metadata,
        "spec",
        Fields.of(
            "completions",
            1,
            "parallelism",
            1,
            "selector",
            Fields.of("matchLabels", Fields.of("batch.kubernetes.io/controller-uid", uid)),
            "template",
            template(workload, pod.labels())),
        "status",
        Fields.of(
            "completionTime",
            end.toString(),
            "startTime",
            pod.start().minusSeconds(1).toString(),
            "succeeded",
            1));
  }

  private static SortedMap<String, Object> template(
      ExampleWorkload workload, SortedMap<String, String> labels) {
    return Fields.of(
        "metadata", Fields.of("labels", labels), "spec", SnapshotPods.templateSpec(workload));
  }
}
