package io.sluice.recommender.recommend.traffic;

import io.sluice.analyzer.cluster.Pod;
import io.sluice.analyzer.cluster.Workload;
import io.sluice.recommender.recommend.situation.Situation;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the workloads of system namespaces are there for, by the labels that they really have. */
final class PlatformPods {
  /** Keys whose value names what runs. */
  private static final List<String> NAMING = List.of("app", "app.kubernetes.io/name", "k8s-app");

  private final Situation situation;
  private final Map<Workload, Optional<SystemRole>> known = new HashMap<>();

  PlatformPods(Situation situation) {
    this.situation = situation;
  }

  /** The role of a workload; empty where its namespace is not the platform's. */
  Optional<SystemRole> role(Workload workload) {
    return known.computeIfAbsent(workload, this::find);
  }

  private Optional<SystemRole> find(Workload workload) {
    if (!situation.system().isPlatforms(workload.cluster(), workload.namespace())) {
      return Optional.empty();
    }
    List<Pod> pods = situation.roster().sorted(situation.roster().podsOf(List.of(workload)));
    return Optional.of(
        pods.isEmpty() ? SystemRole.PLATFORM : role(workload, pods.get(pods.size() - 1)));
  }

  private static SystemRole role(Workload workload, Pod pod) {
    if (isNamed(pod, "konnectivity-agent")) {
      return SystemRole.KONNECTIVITY;
    }
    if (isNamed(pod, "metrics-server")) {
      return SystemRole.METRICS_SERVER;
    }
    if (collectsMetrics(pod)) {
      return SystemRole.SCRAPING;
    }
    return isIngress(workload, pod) ? SystemRole.INGRESS : SystemRole.PLATFORM;
  }

  private static boolean isNamed(Pod pod, String name) {
    return NAMING.stream().anyMatch(key -> name.equals(pod.labels().get(key)));
  }

  /** The Deployment and the DaemonSet of Azure Monitor's managed Prometheus. */
  private static boolean collectsMetrics(Pod pod) {
    return pod.labels().getOrDefault("rsName", "").startsWith("ama-metrics")
        || pod.labels().getOrDefault("dsName", "").startsWith("ama-metrics");
  }

  private static boolean isIngress(Workload workload, Pod pod) {
    return workload.namespace().equals("app-routing-system")
        || pod.labels().getOrDefault("istio", "").contains("ingressgateway")
        || NAMING.stream().anyMatch(key -> pod.labels().getOrDefault(key, "").contains("ingress"));
  }
}
