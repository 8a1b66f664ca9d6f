package io.sluice.analyzer.sighting;

import io.sluice.ingest.IpAddress;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.roaringbitmap.RoaringBitmap;

/** All that recorders saw of one cluster. */
public final class ClusterSightings {
  /** How often Container Insights collects, by its settings: once a minute to every half hour. */
  private static final long MIN_INTERVAL_MILLIS = 60_000;

  private static final long MAX_INTERVAL_MILLIS = 30 * 60_000;

  /** How many intervals without a sign of a pod are a gap, and how long it is at least. */
  private static final int GAP_INTERVALS = 3;

  public static final long MIN_GAP_MILLIS = 5 * 60_000;

  private record Place(IpAddress address, String node) {}

  private record Stay(PodTrace pod, long from, long to) {}

  private final Map<PodKey, PodTrace> pods = new TreeMap<>();
  private final Map<String, Long> rowsUntil = new HashMap<>();
  private final Map<String, Long> samplesUntil = new HashMap<>();
  private final RoaringBitmap batchSeconds = new RoaringBitmap();

  /** The trace of a pod, a new one where it was not seen yet. */
  public PodTrace pod(PodKey key) {
    return pods.computeIfAbsent(key, k -> new PodTrace());
  }

  /** A time of which there is a row of a namespace. */
  public void batch(String namespace, long millis) {
    rowsUntil.merge(namespace, millis, Math::max);
    batchSeconds.add((int) (millis / 1000));
  }

  /** A time of which there is a sample of a namespace. */
  public void sample(String namespace, long millis) {
    samplesUntil.merge(namespace, millis, Math::max);
  }

  /** From how long a silence on nobody is claimed, where signs come at that interval. */
  public static long gapMillis(long intervalMillis) {
    return Math.max(MIN_GAP_MILLIS, GAP_INTERVALS * intervalMillis);
  }

  /** The shortest time between two batches of rows, within what can be set. */
  private long intervalMillis() {
    long shortest = Long.MAX_VALUE;
    long before = Long.MIN_VALUE;
    for (int second : batchSeconds) {
      long now = Integer.toUnsignedLong(second) * 1000;
      shortest = before == Long.MIN_VALUE ? shortest : Math.min(shortest, now - before);
      before = now;
    }
    return shortest == Long.MAX_VALUE
        ? MIN_INTERVAL_MILLIS
        : Math.max(MIN_INTERVAL_MILLIS, Math.min(MAX_INTERVAL_MILLIS, shortest));
  }

  /**
   * The pods, in order.
   *
   * @param cluster the cluster's name here
   * @param warnings takes what is odd
   */
  List<SeenPod> finished(String cluster, Consumer<String> warnings) {
    adoptFactsWithoutUid();
    long interval = intervalMillis();
    Set<Place> nodes = nodeAddresses();
    List<SeenPod> finished = new ArrayList<>();
    pods.forEach(
        (key, trace) -> {
          if (!trace.isEmpty()) {
            List<SeenHold> holds = trace.holds(interval);
            boolean shared =
                holds.stream()
                    .anyMatch(hold -> nodes.contains(new Place(hold.address(), trace.nodeName())));
            SeenLabels labels = LabelsJson.of(key, trace, warnings);
            finished.add(
                trace.pod(cluster, key, labels, shared, gone(key, trace, interval), holds));
          }
        });
    return finished;
  }

  /** Metrics of old versions have no uid: they speak of all pods of that name. */
  private void adoptFactsWithoutUid() {
    pods.forEach(
        (key, trace) -> {
          PodTrace facts = pods.get(new PodKey(key.namespace(), key.name(), ""));
          if (facts != null && !key.uid().isEmpty()) {
            trace.adopt(facts);
          }
        });
  }

  private long gone(PodKey key, PodTrace trace, long interval) {
    long rows = rowsUntil.getOrDefault(key.namespace(), Long.MIN_VALUE);
    long samples = samplesUntil.getOrDefault(key.namespace(), Long.MIN_VALUE);
    return Math.max(
        trace.goneByRows(rows, interval, gapMillis(interval)), trace.goneBySamples(samples));
  }

  /**
   * The addresses that are nodes': those that a pod names as its host's, and those that two pods on
   * one node had at one time, as only hostNetwork pods can.
   */
  private Set<Place> nodeAddresses() {
    Set<Place> nodes = new HashSet<>();
    Map<Place, List<Stay>> stays = new HashMap<>();
    for (PodTrace pod : pods.values()) {
      if (pod.nodeName().isEmpty()) {
        continue;
      }
      pod.hostAddress().ifPresent(address -> nodes.add(new Place(address, pod.nodeName())));
      pod.running()
          .forEach(
              (address, times) ->
                  stays
                      .computeIfAbsent(new Place(address, pod.nodeName()), p -> new ArrayList<>())
                      .add(new Stay(pod, times[0], times[1])));
    }
    stays.forEach(
        (place, of) -> {
          if (overlap(of)) {
            nodes.add(place);
          }
        });
    return nodes;
  }

  private static boolean overlap(List<Stay> stays) {
    stays.sort(Comparator.comparingLong(Stay::from).thenComparing(Stay::to));
    long until = Long.MIN_VALUE;
    for (Stay stay : stays) {
      if (stay.from <= until) {
        return true;
      }
      until = Math.max(until, stay.to);
    }
    return false;
  }
}
