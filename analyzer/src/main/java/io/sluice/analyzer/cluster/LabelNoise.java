package io.sluice.analyzer.cluster;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What is known of label keys: which name a workload, which change with each release or pod, and in
 * which order the others are preferred.
 */
public final class LabelNoise {
  /** Made by Kubernetes or a controller for one pod, one revision or one run. */
  private static final Set<String> GENERATED =
      Set.of(
          "pod-template-hash",
          "controller-revision-hash",
          "pod-template-generation",
          "rollouts-pod-template-hash",
          "statefulset.kubernetes.io/pod-name",
          "apps.kubernetes.io/pod-index",
          "job-name",
          "controller-uid",
          "batch.kubernetes.io/job-name",
          "batch.kubernetes.io/controller-uid",
          "batch.kubernetes.io/job-completion-index",
          "batch.kubernetes.io/cronjob-scheduled-timestamp",
          "deployment.kubernetes.io/revision",
          "spark-exec-id",
          "spark-app-selector");

  /**
   * Labels of which the value changes with every run of a Job, while that they are there does not:
   * pods of Jobs have them and no others. The first is preferred.
   */
  public static final List<String> RUN_MARKS = List.of("batch.kubernetes.io/job-name", "job-name");

  /** Says how or by whom a pod is run, never which workload it is of. */
  private static final Set<String> NOISE =
      Set.of(
          "helm.sh/chart",
          "chart",
          "heritage",
          "app.kubernetes.io/managed-by",
          "app.kubernetes.io/created-by",
          "app.kubernetes.io/owner",
          "app.kubernetes.io/revision",
          "scheduler.alpha.kubernetes.io/node-selector",
          "failure-domain.beta.kubernetes.io/region",
          "failure-domain.beta.kubernetes.io/zone",
          "commit",
          "kubernetes.io/psp",
          "kubernetes.azure.com/managedby",
          "istio.io/rev",
          "service.istio.io/canonical-revision",
          "sidecar.istio.io/inject",
          "sidecar.opentelemetry.io/inject",
          "sidecar.opentelemetry.io/injected",
          "sidecar.jaegertracing.io/injected",
          "azure.workload.identity/use",
          "aadpodidbinding",
          "tags.datadoghq.com/version");

  private static final List<String> NOISE_PREFIXES =
      List.of(
          "io.cilium.k8s.",
          "io.kubernetes.pod.",
          "topology.kubernetes.io/",
          "topology.istio.io/",
          "security.istio.io/",
          "pod-security.kubernetes.io/",
          "linkerd.io/",
          "kustomize.toolkit.fluxcd.io/",
          "helm.toolkit.fluxcd.io/",
          "batch.volcano.sh/",
          "workflows.argoproj.io/",
          "eks.amazonaws.com/",
          "cloud.google.com/");

  /** Tells workloads apart, but may change with a release: only where nothing else does. */
  private static final Set<String> LAST_RESORT =
      Set.of(
          "version",
          "app.kubernetes.io/version",
          "release",
          "service.istio.io/canonical-name",
          "argocd.argoproj.io/instance",
          "spark-app-name");

  /** Keys that name a workload, best first. */
  private static final List<String> NAMING =
      List.of(
          "app.kubernetes.io/name",
          "app.kubernetes.io/component",
          "app.kubernetes.io/instance",
          "app",
          "k8s-app",
          "component",
          "name",
          "run");

  /** Keys that often part the workloads of one application, after the naming ones. */
  private static final List<String> PARTING = List.of("tier", "role", "track");

  /** A hash or a time stamp: eight or more hex digits with at least one decimal among them. */
  private static final Pattern HASH_LIKE = Pattern.compile("(?=.*[0-9])[0-9a-f]{8,}");

  private LabelNoise() {}

  /**
   * Whether a label is of one pod, revision or run: not even a controller's own selector counts.
   */
  public static boolean isGenerated(String key) {
    return GENERATED.contains(key);
  }

  /** Whether a label must not stand in a selector that we choose. */
  public static boolean isNoise(String key) {
    return GENERATED.contains(key)
        || NOISE.contains(key)
        || NOISE_PREFIXES.stream().anyMatch(key::startsWith);
  }

  /**
   * Whether a label may change with a release, so that it is used only where nothing else helps.
   */
  public static boolean isLastResort(String key, String value) {
    return LAST_RESORT.contains(key) || HASH_LIKE.matcher(value).matches();
  }

  /** Whether a label may stand in any selector without a remark. */
  public static boolean isStable(String key, String value) {
    return !isNoise(key) && !isLastResort(key, value);
  }

  /** Whether a key names a workload; a selector holds one of these where the pods have one. */
  public static boolean isNaming(String key) {
    return NAMING.contains(key);
  }

  /**
   * The labels, as {@code key=value}, that tell one workload from another where a log is all there
   * is. {@code version} stays: it often tells two Deployments apart.
   */
  public static List<String> telling(List<String> labels) {
    return labels.stream().filter(LabelNoise::tells).toList();
  }

  private static boolean tells(String label) {
    int at = label.indexOf('=');
    String key = at < 0 ? label : label.substring(0, at);
    String value = at < 0 ? "" : label.substring(at + 1);
    return !isNoise(key)
        && !key.equals("app.kubernetes.io/version")
        && !HASH_LIKE.matcher(value).matches();
  }

  /** Position in the order of preference; equal ranks are ordered by key. */
  public static int rank(String key) {
    int naming = NAMING.indexOf(key);
    if (naming >= 0) {
      return naming;
    }
    int parting = PARTING.indexOf(key);
    if (parting >= 0) {
      return NAMING.size() + parting;
    }
    return NAMING.size() + PARTING.size() + (LAST_RESORT.contains(key) ? 1 : 0);
  }
}
