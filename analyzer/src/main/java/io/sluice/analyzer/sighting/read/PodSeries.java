package io.sluice.analyzer.sighting.read;

import io.sluice.analyzer.sighting.ClusterSightings;
import io.sluice.analyzer.sighting.PodKey;
import io.sluice.analyzer.sighting.PodTrace;
import io.sluice.analyzer.sighting.SeenLabels;
import io.sluice.ingest.IpAddress;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One series of kube-state-metrics about one pod: when it was there, under which labels.
 *
 * <p>See
 * https://github.com/kubernetes/kube-state-metrics/blob/main/docs/metrics/workload/pod-metrics.md
 */
final class PodSeries {
  private static final String INFO = "kube_pod_info";
  private static final String LABELS = "kube_pod_labels";
  private static final String OWNER = "kube_pod_owner";

  private final Map<String, String> labels;

  /** From and to, by turns: samples that no gap can be between are one stretch. */
  private final long[] stretches;

  private @Nullable ClusterSightings cluster;

  /**
   * A series.
   *
   * @param times its samples in milliseconds, sorted
   */
  PodSeries(Map<String, String> labels, long[] times) {
    this.labels = labels;
    this.stretches = stretches(times);
  }

  private static long[] stretches(long[] times) {
    long[] stretches = new long[2 * times.length];
    int count = 0;
    for (int i = 0; i < times.length; i++) {
      if (i == 0 || times[i] - times[i - 1] > ClusterSightings.MIN_GAP_MILLIS) {
        stretches[count++] = times[i];
        stretches[count++] = times[i];
      } else {
        stretches[count - 1] = times[i];
      }
    }
    return Arrays.copyOf(stretches, count);
  }

  /** A scrape that keeps its own labels puts the pod's under {@code exported_…}. */
  String label(String name) {
    String exported = labels.getOrDefault("exported_" + name, "");
    return exported.isEmpty() ? labels.getOrDefault(name, "") : exported;
  }

  private String metric() {
    return labels.getOrDefault("__name__", labels.containsKey("pod_ip") ? INFO : "");
  }

  boolean isInfo() {
    return metric().equals(INFO);
  }

  boolean isOfPods() {
    return isInfo() || metric().equals(LABELS) || metric().equals(OWNER);
  }

  boolean namesPod() {
    return !label("namespace").isEmpty() && !label("pod").isEmpty();
  }

  Optional<IpAddress> address() {
    return IpAddress.parse(label("pod_ip"));
  }

  private PodTrace trace(ClusterSightings of) {
    return of.pod(new PodKey(label("namespace"), label("pod"), label("uid")));
  }

  /** Hands over what the series says but for the times. */
  void describe(ClusterSightings of) {
    cluster = of;
    long last = stretches[stretches.length - 1];
    PodTrace trace = trace(of);
    if (isInfo()) {
      of.sample(label("namespace"), last);
      trace.node(last, label("node"));
      trace.owner(last, known("created_by_kind"), known("created_by_name"));
      Optional<IpAddress> host = IpAddress.parse(label("host_ip"));
      boolean shared = label("host_network").equals("true") || host.equals(address());
      trace.host(host, shared);
    } else if (metric().equals(LABELS)) {
      labels.forEach(
          (name, value) -> {
            if (SeenLabels.isMangledName(name)) {
              trace.mangled(last, name, value);
            }
          });
    } else if (!label("owner_is_controller").equals("false")) {
      if (!known("owner_kind").isEmpty()) {
        trace.ownerMetric(last, known("owner_kind"), known("owner_name"));
      }
    }
  }

  /** A label's value; none where kube-state-metrics says {@code <none>}. */
  private String known(String name) {
    String value = label(name);
    return value.equals("<none>") ? "" : value;
  }

  /** Hands over the times; samples further apart than {@code gapMillis} are two stretches. */
  void handOver(long gapMillis) {
    Optional<IpAddress> address = address();
    if (cluster == null || !isInfo() || address.isEmpty()) {
      return;
    }
    PodTrace trace = trace(cluster);
    long from = stretches[0];
    for (int i = 1; i < stretches.length; i += 2) {
      boolean last = i + 1 == stretches.length;
      if (last || stretches[i + 1] - stretches[i] > gapMillis) {
        trace.samples(address.get(), from, stretches[i], gapMillis);
        from = last ? from : stretches[i + 1];
      }
    }
  }
}
