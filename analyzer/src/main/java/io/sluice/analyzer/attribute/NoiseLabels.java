package io.sluice.analyzer.attribute;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Labels that change from rollout to rollout or come from tools, and so do not say which workload a
 * pod belongs to. {@code version} is none of them: it often tells two Deployments apart.
 */
final class NoiseLabels {
  private static final Set<String> KEYS =
      Set.of(
          "pod-template-hash",
          "controller-revision-hash",
          "pod-template-generation",
          "rollouts-pod-template-hash",
          "statefulset.kubernetes.io/pod-name",
          "apps.kubernetes.io/pod-index",
          "job-name",
          "controller-uid",
          "kubernetes.io/psp",
          "kubernetes.azure.com/managedby",
          "helm.sh/chart",
          "chart",
          "heritage",
          "app.kubernetes.io/version",
          "app.kubernetes.io/managed-by",
          "istio.io/rev",
          "azure.workload.identity/use",
          "aadpodidbinding",
          "sidecar.istio.io/inject",
          "sidecar.opentelemetry.io/inject",
          "sidecar.jaegertracing.io/injected",
          "argocd.argoproj.io/instance",
          "spark-app-name",
          "spark-app-selector",
          "spark-exec-id",
          "tags.datadoghq.com/version");
  private static final List<String> PREFIXES =
      List.of(
          "batch.kubernetes.io/",
          "batch.volcano.sh/",
          "workflows.argoproj.io/",
          "service.istio.io/",
          "security.istio.io/",
          "topology.istio.io/",
          "linkerd.io/",
          "kustomize.toolkit.fluxcd.io/",
          "helm.toolkit.fluxcd.io/",
          "io.cilium.k8s.",
          "io.kubernetes.pod.",
          "topology.kubernetes.io/",
          "pod-security.kubernetes.io/");
  private static final Pattern HASH_OR_TIME =
      Pattern.compile("(?=.*[0-9])[0-9a-f]{8,}|[0-9]{4}-?[0-9]{2}-?[0-9]{2}.*");

  private NoiseLabels() {}

  /** Whether {@code key=value} says nothing of the workload. */
  static boolean isNoise(String label) {
    int at = label.indexOf('=');
    String key = at < 0 ? label : label.substring(0, at);
    String value = at < 0 ? "" : label.substring(at + 1);
    return KEYS.contains(key)
        || PREFIXES.stream().anyMatch(key::startsWith)
        || HASH_OR_TIME.matcher(value).matches();
  }

  /** The labels that are no noise, in their order. */
  static List<String> without(List<String> labels) {
    return labels.stream().filter(label -> !isNoise(label)).toList();
  }
}
