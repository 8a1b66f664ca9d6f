package io.sluice.recommender.world.emit;

import io.sluice.recommender.example.Fields;
import io.sluice.recommender.world.WorldPod;
import io.sluice.recommender.world.WorldWorkload;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Controllers, and the ReplicaSets and Jobs between them and their pods. */
final class OwnerObjects {
  private static final Instant CREATED = Json.INSTALLED.plusSeconds(3_600);

  private OwnerObjects() {}

  /**
   * The controllers of all workloads, and what stands between them and these pods.
   *
   * @param shown pods that the snapshot shows
   */
  static List<Object> of(Collection<WorldWorkload> workloads, Collection<WorldPod> shown) {
    Map<WorldWorkload, WorldPod> newest = new TreeMap<>(Order.WORKLOADS);
    Map<String, WorldPod> owners = new TreeMap<>();
    for (WorldPod pod : shown) {
      newest.merge(pod.workload(), pod, (a, b) -> a.start().isAfter(b.start()) ? a : b);
      owners.putIfAbsent(pod.workload().namespace() + "/" + pod.owner(), pod);
    }
    List<Object> objects = new ArrayList<>();
    for (WorldWorkload workload : workloads) {
      if (!workload.kind().equals("Job") && !workload.kind().equals("Pod")) {
        WorldPod pod = newest.get(workload);
        SortedMap<String, String> labels = pod == null ? workload.labels() : template(pod);
        objects.add(controller(workload, labels));
      }
    }
    for (WorldPod pod : owners.values()) {
      intermediate(pod, objects);
    }
    return objects;
  }

  /** The labels of the pod without those that are made for it alone. */
  private static SortedMap<String, String> template(WorldPod pod) {
    SortedMap<String, String> labels = new TreeMap<>(pod.labels());
    labels
        .keySet()
        .removeIf(
            key ->
                !pod.workload().labels().containsKey(key)
                    && !pod.workload().changing().contains(key));
    return labels;
  }

  private static Object controller(WorldWorkload workload, SortedMap<String, String> labels) {
    String group =
        switch (workload.kind()) {
          case "Rollout" -> "argoproj.io/v1alpha1";
          case "CronJob" -> "batch/v1";
          default -> "apps/v1";
        };
    SortedMap<String, Object> metadata =
        Json.metadata(
            workload.kind(), workload.namespace(), workload.name(), workload.labels(), CREATED);
    Object template = template(workload, labels);
    if (workload.kind().equals("CronJob")) {
      Object job = Fields.of("spec", Fields.of("template", template));
      return Json.object(
          group,
          "CronJob",
          metadata,
          "spec",
          Fields.of("jobTemplate", job, "schedule", "7 * * * *"));
    }
    return Json.object(
        group, workload.kind(), metadata, "spec", spec(workload, template, Map.of()));
  }

  private static Object template(WorldWorkload workload, Map<String, String> labels) {
    return Fields.of(
        "metadata", Fields.of("labels", labels), "spec", PodObjects.templateSpec(workload));
  }

  private static Object spec(WorldWorkload workload, Object template, Map<String, String> more) {
    SortedMap<String, String> match = new TreeMap<>(workload.matchLabels());
    match.putAll(more);
    SortedMap<String, Object> spec =
        Fields.of("selector", Fields.of("matchLabels", match), "template", template);
    if (!workload.kind().equals("DaemonSet")) {
      spec.put("replicas", workload.replicas());
    }
    return spec;
  }

  private static void intermediate(WorldPod pod, List<Object> objects) {
    WorldWorkload workload = pod.workload();
    switch (workload.kind()) {
      case "Deployment" -> objects.add(replicaSet(pod, "pod-template-hash", "apps/v1"));
      case "Rollout" ->
          objects.add(replicaSet(pod, "rollouts-pod-template-hash", "argoproj.io/v1alpha1"));
      case "CronJob", "Job" -> objects.add(job(pod));
      default -> {}
    }
  }

  private static Object replicaSet(WorldPod pod, String hash, String group) {
    WorldWorkload workload = pod.workload();
    SortedMap<String, Object> metadata =
        Json.metadata("ReplicaSet", workload.namespace(), pod.owner(), pod.labels(), CREATED);
    metadata.put("ownerReferences", Json.ownedBy(group, workload.kind(), workload.name()));
    Map<String, String> more = Map.of(hash, pod.labels().get(hash));
    Object spec = spec(workload, template(workload, pod.labels()), more);
    return Json.object("apps/v1", "ReplicaSet", metadata, "spec", spec);
  }

  private static Object job(WorldPod pod) {
    WorldWorkload workload = pod.workload();
    Instant created = pod.start().minusSeconds(2);
    SortedMap<String, Object> metadata =
        Json.metadata("Job", workload.namespace(), pod.owner(), pod.labels(), created);
    if (workload.kind().equals("CronJob")) {
      metadata.put("ownerReferences", Json.ownedBy("batch/v1", "CronJob", workload.name()));
    }
    return Json.object(
        "batch/v1",
        "Job",
        metadata,
        "spec",
        Fields.of("template", template(workload, pod.labels())),
        "status",
        Fields.of("completionTime", Json.time(pod.end()), "succeeded", 1));
  }
}
