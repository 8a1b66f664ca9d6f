package io.sluice.recommender.world.emit;

import io.sluice.recommender.world.Spot;
import io.sluice.recommender.world.World;
import io.sluice.recommender.world.WorldNode;
import io.sluice.recommender.world.WorldPod;
import java.util.HashMap;
import java.util.Map;

/**
 * The {@code source} or {@code destination} of a Hubble flow as a node describes it. Only a pod's
 * own node gives its endpoint id and its workload.
 */
final class HubbleEnds {
  private static final int FIRST_IDENTITY = 20_000;

  private final Map<WorldPod, String> local = new HashMap<>();
  private final Map<WorldPod, String> remote = new HashMap<>();

  String of(Spot spot, WorldNode reporter) {
    if (spot instanceof Spot.OfPod of) {
      return of.pod().node().equals(reporter)
          ? local.computeIfAbsent(of.pod(), pod -> text(pod, true))
          : remote.computeIfAbsent(of.pod(), pod -> text(pod, false));
    }
    if (spot instanceof Spot.OfNode of) {
      return of.node().equals(reporter)
          ? reserved(1, "reserved:host")
          : reserved(6, "reserved:remote-node");
    }
    return switch (((Spot.OfAddress) spot).address()) {
      case World.API_SERVER ->
          "{\"identity\":7,\"labels\":[\"reserved:kube-apiserver\",\"reserved:world\"]}";
      case World.NODE_RESOLVER -> reserved(1, "reserved:host");
      default -> reserved(2, "reserved:world");
    };
  }

  private static String reserved(int identity, String label) {
    return "{\"identity\":" + identity + ",\"labels\":[\"" + label + "\"]}";
  }

  private static String text(WorldPod pod, boolean local) {
    String namespace = pod.workload().namespace();
    StringBuilder text = new StringBuilder("{");
    if (local) {
      text.append("\"ID\":").append(300 + pod.number() % 3_000).append(',');
    }
    text.append("\"identity\":").append(FIRST_IDENTITY + Math.floorMod(security(pod), 40_000));
    text.append(",\"cluster_name\":\"default\",\"namespace\":\"").append(namespace);
    text.append("\",\"labels\":[");
    pod.labels()
        .forEach(
            (key, value) -> {
              if (isKept(key)) {
                text.append("\"k8s:").append(key).append('=').append(value).append("\",");
              }
            });
    text.append("\"k8s:io.cilium.k8s.namespace.labels.kubernetes.io/metadata.name=");
    text.append(namespace).append("\",\"k8s:io.cilium.k8s.policy.cluster=default\",");
    text.append("\"k8s:io.cilium.k8s.policy.serviceaccount=default\",");
    text.append("\"k8s:io.kubernetes.pod.namespace=").append(namespace).append("\"]");
    text.append(",\"pod_name\":\"").append(pod.name()).append('"');
    if (local) {
      text.append(",\"workloads\":[{\"name\":\"").append(workloadName(pod));
      text.append("\",\"kind\":\"").append(workloadKind(pod)).append("\"}]");
    }
    return text.append('}').toString();
  }

  private static int security(WorldPod pod) {
    return pod.workload().hashCode() * 31 + pod.workload().labels().hashCode();
  }

  /** Cilium's label filter takes away what would make an identity for each pod. */
  private static boolean isKept(String key) {
    return !key.equals("pod-template-hash")
        && !key.equals("controller-revision-hash")
        && !key.equals("pod-template-generation")
        && !key.startsWith("statefulset.kubernetes.io/")
        && !key.startsWith("apps.kubernetes.io/")
        && !key.contains("job-name")
        && !key.contains("controller-uid");
  }

  /** Cilium names a CronJob's pods by the CronJob, and a Rollout's by its ReplicaSet. */
  static String workloadName(WorldPod pod) {
    return switch (pod.workload().kind()) {
      case "Rollout", "Job" -> pod.owner();
      default -> pod.workload().name();
    };
  }

  static String workloadKind(WorldPod pod) {
    return pod.workload().kind().equals("Rollout") ? "ReplicaSet" : pod.workload().kind();
  }
}
