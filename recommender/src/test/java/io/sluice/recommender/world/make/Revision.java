package io.sluice.recommender.world.make;

import io.sluice.recommender.world.WorldWorkload;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One release of a workload.
 *
 * @param number from 0
 */
record Revision(long seed, WorldWorkload workload, int number) {
  /** Name of the ReplicaSet or of the controller that owns the pods; "" for a bare pod. */
  String owner() {
    return switch (workload.kind()) {
      case "Deployment", "Rollout" -> workload.name() + "-" + hash();
      case "Pod" -> "";
      default -> workload.name();
    };
  }

  private String hash() {
    return new Draw(seed, "revision " + workload + number).suffix(9);
  }

  /** The labels of one of its pods. */
  SortedMap<String, String> labels(String pod, String owner) {
    SortedMap<String, String> labels = new TreeMap<>(workload.labels());
    workload.changing().forEach(key -> labels.put(key, value(key)));
    switch (workload.kind()) {
      case "Deployment" -> labels.put("pod-template-hash", hash());
      case "Rollout" -> labels.put("rollouts-pod-template-hash", hash());
      case "StatefulSet" -> {
        labels.put("controller-revision-hash", workload.name() + "-" + hash());
        labels.put("statefulset.kubernetes.io/pod-name", pod);
        labels.put("apps.kubernetes.io/pod-index", pod.substring(pod.lastIndexOf('-') + 1));
      }
      case "DaemonSet" -> {
        labels.put("controller-revision-hash", hash());
        labels.put("pod-template-generation", "1");
      }
      case "CronJob", "Job" -> {
        String uid = String.format("%08x-0000-4000-8000-000000000000", owner.hashCode());
        labels.put("job-name", owner);
        labels.put("batch.kubernetes.io/job-name", owner);
        labels.put("controller-uid", uid);
        labels.put("batch.kubernetes.io/controller-uid", uid);
      }
      default -> {}
    }
    return labels;
  }

  private String value(String key) {
    return switch (key) {
      case "commit" -> Integer.toHexString((workload.title() + number).hashCode() | 0x1000_0000);
      case "chart", "helm.sh/chart" -> workload.name() + "-1.2." + number;
      default -> "1." + (4 + number) + ".0";
    };
  }
}
