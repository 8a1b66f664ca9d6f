package io.sluice.recommender.recommend.evidence;

import io.sluice.analyzer.cluster.Party;
import io.sluice.analyzer.edge.Edge;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Sources that fan out over many (server, port) targets without an answer. Their unanswered
 * attempts are quarantined, and so are the open doors that they found on the way: targets that did
 * answer, but were only touched. Whatever else they were answered stays evidence.
 *
 * <p>A source is a workload or a node; of parties that stand for many addresses, each address is a
 * source of its own, and a row is a scan only if all its addresses scan.
 */
public final class Scanners {
  /**
   * A source that tried fewer ports in vain may be a monitor of which many targets are down: its
   * answered calls are its work.
   */
  private static final int SEVERAL_PORTS = 4;

  /** Clocks of observers differ, and aggregates are stamped late. */
  private static final long SLACK_MILLIS = 60_000;

  /**
   * A touched connection that nobody closes ends with a time-out, long after the scan; attempts
   * farther apart have little to do with each other.
   */
  private static final long HOUR_MILLIS = 3_600_000;

  private final int threshold;
  private final Map<String, Attempts> attempts = new HashMap<>();

  public Scanners(Collection<Edge> edges, int threshold) {
    this.threshold = threshold;
    edges.stream().filter(Scanners::isUnanswered).forEach(this::count);
  }

  private void count(Edge edge) {
    for (String source : sources(edge)) {
      attempts.computeIfAbsent(source, s -> new Attempts()).add(edge);
    }
  }

  /** An attempt that went through, to which the log would have shown an answer and shows none. */
  private static boolean isUnanswered(Edge edge) {
    return !edge.key().denied() && edge.answerTold() && !edge.answered();
  }

  /** The fewest targets that a source of this edge tried; 0 where the edge is no scan. */
  int targets(Edge edge) {
    List<Attempts> all = attempts(edge);
    return isUnanswered(edge) && all.stream().allMatch(scan -> scan.includes(edge))
        ? fewest(all)
        : 0;
  }

  /**
   * The same of an edge that was answered, but is part of the scan: no two pods were connected
   * twice, while the scan went on, on ports that it tried in vain elsewhere; 0 where it is none.
   */
  int targetsBeside(Edge edge) {
    List<Attempts> all = attempts(edge);
    boolean part =
        edge.answered()
            && !edge.key().denied()
            && onceEach(edge)
            && all.stream().allMatch(scan -> scan.surround(edge));
    return part ? fewest(all) : 0;
  }

  private static boolean onceEach(Edge edge) {
    long pairs =
        Math.max(1, edge.clientPods().getLongCardinality())
            * Math.max(1, edge.serverPods().getLongCardinality())
            * Math.max(1, EdgeFacts.portNumbers(edge).size());
    return edge.connections() > 0 && edge.connections() <= pairs;
  }

  private List<Attempts> attempts(Edge edge) {
    return sources(edge).stream().map(s -> attempts.getOrDefault(s, Attempts.NONE)).toList();
  }

  /** Whether all sources of an edge are scanners, whatever this edge is. */
  public boolean isScanner(Edge edge) {
    return fewest(attempts(edge)) > 0;
  }

  private int fewest(List<Attempts> all) {
    int fewest = all.stream().mapToInt(scan -> scan.targets.size()).min().orElse(0);
    return fewest >= threshold ? fewest : 0;
  }

  private static List<String> sources(Edge edge) {
    Party client = edge.key().client();
    if (client instanceof Party.World) {
      return List.of();
    }
    String prefix = edge.key().cluster() + " " + client;
    boolean many = client instanceof Party.External || client instanceof Party.Unknown;
    if (!many || edge.addresses().isEmpty()) {
      return List.of(prefix);
    }
    List<String> sources = new ArrayList<>();
    edge.addresses().forEach(address -> sources.add(prefix + " " + address));
    return sources;
  }

  /** What one source tried without an answer. */
  private static final class Attempts {
    static final Attempts NONE = new Attempts();

    private final Set<String> targets = new HashSet<>();
    private final Map<Integer, Integer> ports = new HashMap<>();
    private final TreeMap<Long, Integer> begun = new TreeMap<>();
    private long first = Long.MAX_VALUE;
    private long last = Long.MIN_VALUE;

    void add(Edge edge) {
      for (int port : EdgeFacts.portNumbers(edge)) {
        targets.add(edge.key().server() + " " + edge.key().protocol() + "/" + port);
        ports.merge(port, 1, Integer::sum);
      }
      begun.merge(edge.firstMillis(), 1, Integer::sum);
      first = Math.min(first, edge.firstMillis());
      last = Math.max(last, edge.lastMillis());
    }

    /** One attempt on a port of its own, at a time of its own, is a call that found nobody. */
    boolean includes(Edge edge) {
      long at = edge.firstMillis();
      int near =
          begun.subMap(at - HOUR_MILLIS, at + HOUR_MILLIS).values().stream()
              .mapToInt(Integer::intValue)
              .sum();
      return near > 1
          || EdgeFacts.portNumbers(edge).stream().anyMatch(p -> ports.getOrDefault(p, 0) > 1);
    }

    boolean surround(Edge edge) {
      return ports.size() >= SEVERAL_PORTS
          && ports.keySet().containsAll(EdgeFacts.portNumbers(edge))
          && edge.firstMillis() >= first - SLACK_MILLIS
          && edge.firstMillis() <= last + SLACK_MILLIS
          && edge.lastMillis() <= last + HOUR_MILLIS;
    }
  }
}
