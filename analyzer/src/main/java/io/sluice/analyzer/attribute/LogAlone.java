package io.sluice.analyzer.attribute;

import io.sluice.analyzer.cluster.LabelNoise;
import io.sluice.analyzer.cluster.Pod;
import io.sluice.analyzer.cluster.UnknownReason;
import io.sluice.analyzer.cluster.Workload;
import io.sluice.analyzer.inventory.PodDirectory;
import io.sluice.ingest.Endpoint;
import java.util.List;
import org.roaringbitmap.RoaringBitmap;

/**
 * Tells who a named end is where there is no inventory: the workload that the log names, else all
 * its labels that are no noise, else the pod's name without its random endings.
 */
final class LogAlone {
  /** Kind of a workload that is known by its labels only. */
  static final String LABELS = "Labels";

  private final PodDirectory pods;

  LogAlone(PodDirectory pods) {
    this.pods = pods;
  }

  End resolve(String cluster, Endpoint endpoint) {
    List<String> labels = LabelNoise.telling(endpoint.labels());
    if (!endpoint.workloadKind().isEmpty()) {
      return end(cluster, endpoint, endpoint.workloadKind(), endpoint.workloadName());
    }
    if (!labels.isEmpty()) {
      return end(cluster, endpoint, LABELS, String.join(",", labels));
    }
    if (!endpoint.pod().isEmpty()) {
      return end(cluster, endpoint, "Pod", PodNamePattern.trimmed(endpoint.pod()));
    }
    if (!endpoint.workloadName().isEmpty()) {
      return end(cluster, endpoint, "Pod", PodNamePattern.trimmedOwner(endpoint.workloadName()));
    }
    String namespace = endpoint.namespace() + "/";
    return End.unknown(UnknownReason.AMBIGUOUS_NAME, namespace, endpoint.address());
  }

  private End end(String cluster, Endpoint endpoint, String kind, String name) {
    Workload workload = new Workload(cluster, endpoint.namespace(), kind, name);
    if (endpoint.pod().isEmpty()) {
      return End.workload(workload, new RoaringBitmap(), Origin.LOG_ALONE);
    }
    Pod pod = pods.logged(workload, endpoint);
    return End.pod(pod, Origin.LOG_ALONE).loggedOnly();
  }
}
