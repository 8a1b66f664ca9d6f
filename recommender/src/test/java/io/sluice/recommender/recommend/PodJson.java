package io.sluice.recommender.recommend;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** Pods as the API server has them, with the owner and the labels that each kind gives its own. */
final class PodJson {
  private PodJson() {}

  /**
   * A pod.
   *
   * @param index among its workload's pods
   * @param number among all pods, which its node and its address follow
   * @param host whether it shares its node's network
   */
  static ObjectNode pod(
      String kind, String title, String labels, int index, int number, boolean host, String phase) {
    String name = ClusterJson.name(title);
    ObjectNode pod =
        ClusterJson.object(
            "v1", "Pod", ClusterJson.namespaceOf(title), podName(kind, name, index, number));
    ObjectNode metadata = (ObjectNode) pod.get("metadata");
    metadata.put("uid", "uid-" + number);
    metadata.put("creationTimestamp", "2026-02-01T00:00:00Z");
    ObjectNode map = ClusterJson.labels(metadata, labels);
    owner(kind, name, index, metadata, map);
    ObjectNode spec = pod.putObject("spec");
    spec.put("nodeName", "aks-" + number % 2);
    if (host) {
      spec.put("hostNetwork", true);
    }
    spec.putArray("containers").addObject().put("name", "main");
    ObjectNode status = pod.putObject("status");
    status.put("phase", phase);
    status.put("startTime", "2026-02-01T00:00:00Z");
    status.put("hostIP", "10.224.0." + (4 + number % 2));
    status.put("podIP", host ? "10.224.0." + (4 + number % 2) : podAddress(number));
    if (phase.equals("Succeeded")) {
      status
          .putArray("containerStatuses")
          .addObject()
          .putObject("state")
          .putObject("terminated")
          .put("finishedAt", "2026-03-02T09:00:00Z");
    }
    return pod;
  }

  static String podAddress(int number) {
    return "10.244." + number % 2 + "." + (10 + number);
  }

  private static String podName(String kind, String name, int index, int number) {
    return switch (kind) {
      case "Pod" -> name;
      case "StatefulSet" -> name + "-" + index;
      case "Deployment" -> name + "-6b7c8d9f54-" + number;
      default -> name + "-" + number;
    };
  }

  private static void owner(
      String kind, String name, int index, ObjectNode metadata, ObjectNode labels) {
    if (kind.equals("Pod")) {
      return;
    }
    ObjectNode owner = metadata.putArray("ownerReferences").addObject();
    owner.put("controller", true);
    switch (kind) {
      case "Deployment" -> {
        owner.put("kind", "ReplicaSet").put("name", name + "-6b7c8d9f54");
        labels.put("pod-template-hash", "6b7c8d9f54");
      }
      case "CronJob" -> {
        String job = name + "-2900000" + index;
        owner.put("kind", "Job").put("name", job);
        labels.put("job-name", job).put("batch.kubernetes.io/job-name", job);
        labels.put("controller-uid", "c0ffee-" + index);
      }
      default -> owner.put("kind", kind).put("name", name);
    }
    if (kind.equals("StatefulSet")) {
      labels.put("statefulset.kubernetes.io/pod-name", name + "-" + index);
      labels.put("controller-revision-hash", name + "-7d9");
    }
  }
}
