package io.sluice.recommender.world.emit;

import io.sluice.recommender.example.Fields;
import io.sluice.recommender.world.WorldPod;
import io.sluice.recommender.world.WorldPort;
import io.sluice.recommender.world.WorldWorkload;
import java.time.Instant;
import java.util.List;
import java.util.SortedMap;

/** Pods as the API shows them at a point of their lives. */
final class PodObjects {
  /** What the API says of a pod's life. */
  enum Phase {
    PENDING,
    RUNNING,
    LEAVING,
    SUCCEEDED
  }

  private PodObjects() {}

  static SortedMap<String, Object> pod(WorldPod pod, Phase phase) {
    WorldWorkload workload = pod.workload();
    SortedMap<String, Object> metadata =
        Json.metadata("Pod", workload.namespace(), pod.name(), pod.labels(), created(pod));
    if (!pod.owner().isEmpty()) {
      metadata.put("ownerReferences", owner(pod));
    }
    if (phase == Phase.LEAVING) {
      metadata.put("deletionTimestamp", Json.time(pod.end()));
    }
    SortedMap<String, Object> spec = templateSpec(workload);
    if (phase != Phase.PENDING) {
      spec.put("nodeName", pod.node().name());
    }
    return Json.object("v1", "Pod", metadata, "spec", spec, "status", status(pod, phase));
  }

  private static Instant created(WorldPod pod) {
    return pod.start().minusSeconds(1);
  }

  private static List<Object> owner(WorldPod pod) {
    return switch (pod.workload().kind()) {
      case "Deployment", "Rollout" -> Json.ownedBy("apps/v1", "ReplicaSet", pod.owner());
      case "CronJob", "Job" -> Json.ownedBy("batch/v1", "Job", pod.owner());
      default -> Json.ownedBy("apps/v1", pod.workload().kind(), pod.owner());
    };
  }

  static SortedMap<String, Object> templateSpec(WorldWorkload workload) {
    String tag = workload.name().equals("cilium") ? "1.17.4" : "1.0.0";
    SortedMap<String, Object> container =
        Fields.of(
            "name",
            workload.name(),
            "image",
            "registry.example.com/" + workload.name() + ":" + tag);
    if (!workload.ports().isEmpty()) {
      container.put("ports", workload.ports().stream().map(PodObjects::port).toList());
    }
    SortedMap<String, Object> spec =
        Fields.of("containers", List.of(container), "serviceAccountName", "default");
    if (workload.hostNetwork()) {
      spec.put("hostNetwork", true);
    }
    return spec;
  }

  private static SortedMap<String, Object> port(WorldPort port) {
    return Fields.of(
        "name", port.name(), "containerPort", port.number(), "protocol", port.protocol());
  }

  private static SortedMap<String, Object> status(WorldPod pod, Phase phase) {
    if (phase == Phase.PENDING) {
      return Fields.of("phase", "Pending");
    }
    boolean over = phase == Phase.SUCCEEDED;
    String finished = Json.time(pod.end());
    Object state =
        over
            ? Fields.of("terminated", Fields.of("exitCode", 0, "finishedAt", finished))
            : Fields.of("running", Fields.of("startedAt", Json.time(pod.start())));
    Object ready =
        Fields.of(
            "type", "Ready",
            "status", over ? "False" : "True",
            "lastTransitionTime", over ? finished : Json.time(pod.start().plusSeconds(1)));
    return Fields.of(
        "phase", over ? "Succeeded" : "Running",
        "podIP", pod.ip(),
        "podIPs", pod.addresses().stream().map(ip -> Fields.of("ip", ip)).toList(),
        "hostIP", pod.node().ip(),
        "startTime", Json.time(pod.start()),
        "conditions", List.of(ready),
        "containerStatuses", List.of(Fields.of("name", pod.workload().name(), "state", state)));
  }
}
