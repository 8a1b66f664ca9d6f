package io.sluice.recommender.example;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;

/** The snapshot's pods, finished ones included. */
final class SnapshotPods {
  private SnapshotPods() {}

  static List<SortedMap<String, Object>> pods(Cluster cluster) {
    List<SortedMap<String, Object>> pods = new ArrayList<>();
    for (ExamplePod pod : cluster.pods()) {
      pods.add(
          Snapshot.object("v1", "Pod", metadata(pod), "spec", spec(pod), "status", status(pod)));
    }
    return pods;
  }

  private static SortedMap<String, Object> metadata(ExamplePod pod) {
    ExampleWorkload workload = pod.workload();
    SortedMap<String, Object> metadata =
        Snapshot.metadata("Pod", workload.namespace(), pod.name(), pod.labels(), created(pod));
    if (!pod.owner().isEmpty()) {
      metadata.put("generateName", pod.owner() + "-");
      metadata.put("ownerReferences", owner(pod));
    }
    return metadata;
  }

  private static List<Object> owner(ExamplePod pod) {
    return switch (pod.workload().kind()) {
      case "Deployment" -> Snapshot.ownedBy("apps/v1", "ReplicaSet", pod.owner());
      case "CronJob" -> Snapshot.ownedBy("batch/v1", "Job", pod.owner());
      default -> Snapshot.ownedBy("apps/v1", pod.workload().kind(), pod.owner());
    };
  }

  private static Instant created(ExamplePod pod) {
    return pod.start().minusSeconds(1);
  }

  /** The agents' tag matters: it tells which Cilium runs. */
  private static String image(ExampleWorkload workload) {
    String tag = workload.name().equals("cilium") ? "1.17.4" : "1.4.2";
    return "registry.example.com/" + workload.title() + ":" + tag;
  }

  /** A pod template's spec, also for controllers. */
  static SortedMap<String, Object> templateSpec(ExampleWorkload workload) {
    SortedMap<String, Object> container =
        Fields.of(
            "image",
            image(workload),
            "imagePullPolicy",
            "IfNotPresent",
            "name",
            workload.name(),
            "resources",
            Fields.of("requests", Fields.of("cpu", "100m", "memory", "128Mi")));
    if (!workload.ports().isEmpty()) {
      container.put("ports", workload.ports().stream().map(p -> port(workload, p)).toList());
    }
    if (workload.probePort() != 0) {
      SortedMap<String, Object> socket =
          Fields.of("tcpSocket", Fields.of("port", workload.probePort()), "periodSeconds", 10);
      container.put("readinessProbe", socket);
    }
    SortedMap<String, Object> spec =
        Fields.of(
            "containers",
            List.of(container),
            "dnsPolicy",
            workload.hostNetwork() ? "ClusterFirstWithHostNet" : "ClusterFirst",
            "restartPolicy",
            workload.kind().equals("CronJob") ? "Never" : "Always",
            "schedulerName",
            "default-scheduler",
            "serviceAccountName",
            Snapshot.serviceAccount(workload));
    if (workload.hostNetwork()) {
      spec.put("hostNetwork", true);
    }
    return spec;
  }

  private static SortedMap<String, Object> port(ExampleWorkload workload, ExamplePort port) {
    SortedMap<String, Object> fields =
        Fields.of("containerPort", port.number(), "name", port.name(), "protocol", port.protocol());
    if (workload.hostNetwork()) {
      fields.put("hostPort", port.number());
    }
    return fields;
  }

  private static SortedMap<String, Object> spec(ExamplePod pod) {
    return Fields.join(
        templateSpec(pod.workload()),
        Fields.of("nodeName", pod.node().name(), "enableServiceLinks", true, "priority", 0));
  }

  private static SortedMap<String, Object> status(ExamplePod pod) {
    boolean finished = pod.end().isPresent();
    Instant ready = pod.end().orElse(pod.start().plusSeconds(14));
    return Fields.of(
        "conditions",
        List.of(
            condition("Initialized", true, pod.start()),
            condition("Ready", !finished, ready),
            condition("ContainersReady", !finished, ready),
            condition("PodScheduled", true, created(pod))),
        "containerStatuses",
        List.of(containerStatus(pod)),
        "hostIP",
        pod.node().ip(),
        "hostIPs",
        List.of(Fields.of("ip", pod.node().ip())),
        "phase",
        finished ? "Succeeded" : "Running",
        "podIP",
        pod.ip(),
        "podIPs",
        List.of(Fields.of("ip", pod.ip())),
        "qosClass",
        "Burstable",
        "startTime",
        pod.start().toString());
  }

  private static SortedMap<String, Object> condition(String type, boolean holds, Instant since) {
    SortedMap<String, Object> condition =
        Fields.of(
            "lastTransitionTime",
            since.toString(),
            "status",
            holds ? "True" : "False",
            "type",
            type);
    if (!holds) {
      condition.put("reason", "PodCompleted");
    }
    return condition;
  }

  private static SortedMap<String, Object> containerStatus(ExamplePod pod) {
    Instant started = pod.start().plusSeconds(3);
    SortedMap<String, Object> state =
        pod.end()
            .map(
                end ->
                    Fields.of(
                        "terminated",
                        Fields.of(
                            "exitCode",
                            0,
                            "finishedAt",
                            end.toString(),
                            "reason",
                            "Completed",
                            "startedAt",
                            started.toString())))
            .orElseGet(() -> Fields.of("running", Fields.of("startedAt", started.toString())));
    return Fields.of(
        "image",
        image(pod.workload()),
        "name",
        pod.workload().name(),
        "ready",
        pod.end().isEmpty(),
        "restartCount",
        0,
        "started",
        pod.end().isEmpty(),
        "state",
        state);
  }
}
