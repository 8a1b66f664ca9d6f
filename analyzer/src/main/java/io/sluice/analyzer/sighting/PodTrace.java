package io.sluice.analyzer.sighting;

import io.sluice.ingest.IpAddress;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What was seen of one pod so far, in any order.
 *
 * <p>A row of KubePodInventory tells a pod's uid and start: between two sights of one uid with one
 * address it held that address, however far apart they are, so the first and the last are enough. A
 * sample of Prometheus tells only its own time, so stretches of samples are kept apart by gaps.
 */
public final class PodTrace {
  /** What a pod's status says of its hold on its address. */
  public enum Phase {
    RUNNING,
    LEAVING,
    FINISHED;

    /** Of a {@code PodStatus}; one that is not known is one of a pod that holds its address. */
    public static Phase of(String status) {
      return switch (status.toLowerCase(Locale.ROOT)) {
        case "succeeded", "failed" -> FINISHED;
        case "terminating", "unknown" -> LEAVING;
        default -> RUNNING;
      };
    }
  }

  /** An address by rows, in milliseconds. */
  private static final class Rows {
    long first = Long.MAX_VALUE;
    long last = Long.MIN_VALUE;
    long firstRunning = Long.MAX_VALUE;
    long lastRunning = Long.MIN_VALUE;
    boolean held;
  }

  private final SortedMap<IpAddress, Rows> rows = new TreeMap<>();
  private final SortedMap<IpAddress, SampleRuns> samples = new TreeMap<>();
  private final Newest<String> node = new Newest<>("");
  private final Newest<String> owner = new Newest<>("");
  private final Newest<String> ownerMetric = new Newest<>("");
  private final Newest<String> labels = new Newest<>("");
  private final SortedMap<String, Newest<String>> mangled = new TreeMap<>();
  private Optional<IpAddress> hostAddress = Optional.empty();
  private boolean hostNetwork;
  private long start = Long.MAX_VALUE;
  private long finished = Long.MAX_VALUE;

  /** Its node at a time. */
  public void node(long millis, String name) {
    if (!name.isEmpty()) {
      node.offer(millis, name);
    }
  }

  /** Its controller at a time. */
  public void owner(long millis, String kind, String name) {
    if (!kind.isEmpty() && !name.isEmpty()) {
      owner.offer(millis, kind + "\u0000" + name);
    }
  }

  /** The owner by a metric of its own, which counts where the pod's metric names none. */
  public void ownerMetric(long millis, String kind, String name) {
    ownerMetric.offer(millis, kind + "\u0000" + name);
  }

  /** Its labels at a time, as JSON. */
  public void labels(long millis, String json) {
    if (!json.isEmpty()) {
      labels.offer(millis, json);
    }
  }

  /** A label at a time, under the name that kube-state-metrics gives it. */
  public void mangled(long millis, String name, String value) {
    mangled.computeIfAbsent(name, n -> new Newest<>("")).offer(millis, value);
  }

  /** It had started by then. */
  public void started(long millis) {
    start = Math.min(start, millis);
  }

  /** Its node's address, if told, and whether it shares its node's network. */
  public void host(Optional<IpAddress> address, boolean shared) {
    hostNetwork |= shared;
    if (address.isPresent() && hostAddress.map(a -> a.compareTo(address.get()) > 0).orElse(true)) {
      hostAddress = address;
    }
  }

  /** A row with an address. A finished pod keeps the address in its status, but not its hold. */
  public void row(IpAddress address, long millis, Phase phase) {
    Rows of = rows.computeIfAbsent(address, a -> new Rows());
    if (phase == Phase.FINISHED) {
      finished = Math.min(finished, millis);
      return;
    }
    of.held = true;
    of.first = Math.min(of.first, millis);
    of.last = Math.max(of.last, millis);
    if (phase == Phase.RUNNING) {
      of.firstRunning = Math.min(of.firstRunning, millis);
      of.lastRunning = Math.max(of.lastRunning, millis);
    }
  }

  /**
   * A stretch of samples.
   *
   * @param gapMillis how far apart two stretches are that are one
   */
  public void samples(IpAddress address, long from, long to, long gapMillis) {
    samples.computeIfAbsent(address, a -> new SampleRuns()).add(from, to, gapMillis);
    started(from);
  }

  boolean isEmpty() {
    return rows.isEmpty() && samples.isEmpty();
  }

  String nodeName() {
    return node.get();
  }

  Optional<IpAddress> hostAddress() {
    return hostAddress;
  }

  /** Takes over what the same pod's other metrics told without its uid. */
  void adopt(PodTrace facts) {
    facts.mangled.forEach((name, value) -> mangled.putIfAbsent(name, value));
    if (ownerMetric.get().isEmpty()) {
      ownerMetric.offer(0, facts.ownerMetric.get());
    }
  }

  /** The addresses that it had while it ran, each with the first and the last such moment. */
  Map<IpAddress, long[]> running() {
    Map<IpAddress, long[]> running = new TreeMap<>();
    rows.forEach(
        (address, of) -> {
          if (of.firstRunning <= of.lastRunning) {
            running.put(address, new long[] {of.firstRunning, of.lastRunning});
          }
        });
    return running;
  }

  /** What it held when, by all that was seen. */
  List<SeenHold> holds(long intervalMillis) {
    List<SeenHold> holds = new ArrayList<>();
    addRows(holds, intervalMillis);
    samples.forEach((address, of) -> holds.addAll(of.holds(address)));
    return holds;
  }

  private void addRows(List<SeenHold> holds, long intervalMillis) {
    List<Map.Entry<IpAddress, Rows>> held =
        rows.entrySet().stream()
            .filter(entry -> entry.getValue().held)
            .sorted(Comparator.comparingLong(entry -> entry.getValue().first))
            .toList();
    for (int i = 0; i < held.size(); i++) {
      Rows of = held.get(i).getValue();
      long next = i + 1 < held.size() ? held.get(i + 1).getValue().first : Long.MAX_VALUE;
      long from = i == 0 ? Math.min(start, of.first) : of.first;
      long end = Math.min(next, Math.max(finished, from));
      long certain = Math.min(Math.max(of.lastRunning, from), end);
      long until = Math.max(certain, Math.min(of.last + intervalMillis, end));
      holds.add(new SeenHold(held.get(i).getKey(), from, certain, until));
    }
    if (held.isEmpty()) { // never seen but finished: what it had, it had when it started
      rows.keySet().forEach(address -> holds.add(new SeenHold(address, start, start, start)));
    }
  }

  /** When rows no longer show it although they go on until {@code coveredMillis}. */
  long goneByRows(long coveredMillis, long intervalMillis, long gapMillis) {
    long last = rows.values().stream().mapToLong(of -> of.last).max().orElse(Long.MIN_VALUE);
    if (rows.isEmpty()) {
      return Long.MIN_VALUE;
    }
    if (finished != Long.MAX_VALUE) {
      return Math.min(finished, Math.max(last + intervalMillis, start));
    }
    return coveredMillis - last > gapMillis ? last + intervalMillis : Long.MAX_VALUE;
  }

  /** The same by samples. */
  long goneBySamples(long coveredMillis) {
    return samples.values().stream()
        .mapToLong(of -> of.gone(coveredMillis))
        .max()
        .orElse(Long.MIN_VALUE);
  }

  /** The whole of it. */
  SeenPod pod(
      String cluster,
      PodKey key,
      SeenLabels seen,
      boolean shared,
      long gone,
      List<SeenHold> holds) {
    String owns = owner.get().isEmpty() ? ownerMetric.get() : owner.get();
    int at = owns.indexOf('\u0000');
    return new SeenPod(
        cluster,
        key.namespace(),
        key.name(),
        key.uid(),
        node.get(),
        at < 0 ? "" : owns.substring(0, at),
        at < 0 ? "" : owns.substring(at + 1),
        seen,
        hostNetwork || shared,
        hostAddress,
        start,
        gone,
        holds);
  }

  String labelsJson() {
    return labels.get();
  }

  SortedMap<String, String> mangledLabels() {
    SortedMap<String, String> values = new TreeMap<>();
    mangled.forEach((name, value) -> values.put(name, value.get()));
    return values;
  }
}
