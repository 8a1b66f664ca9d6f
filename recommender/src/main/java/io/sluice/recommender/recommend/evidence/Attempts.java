package io.sluice.recommender.recommend.evidence;

import io.sluice.analyzer.edge.Edge;
import io.sluice.recommender.recommend.confidence.ObservedWindow;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.roaringbitmap.RoaringBitmap;

/** What one source tried in vain. */
final class Attempts {
  /**
   * A source that tried fewer ports in vain may be a monitor of which many targets are down: its
   * answered calls are its work.
   */
  private static final int SEVERAL_PORTS = 4;

  /** A client of one server may well touch many of its ports: passive FTP does. */
  private static final int SEVERAL_SERVERS = 4;

  /** Clocks of observers differ, and aggregates are stamped late. */
  private static final long SLACK_MILLIS = 60_000;

  /**
   * A touched connection that nobody closes ends with a time-out, long after the scan; attempts
   * farther apart have little to do with each other.
   */
  private static final long HOUR_MILLIS = 3_600_000;

  static final Attempts NONE = new Attempts();

  /** By server and protocol, because a scan tries tens of thousands of ports of a server. */
  private final Map<String, RoaringBitmap> targets = new HashMap<>();

  private final Set<String> servers = new HashSet<>();
  private final RoaringBitmap ports = new RoaringBitmap();

  /** Ports of several edges. */
  private final RoaringBitmap repeated = new RoaringBitmap();

  private final TreeMap<Long, Integer> begun = new TreeMap<>();
  private long first = Long.MAX_VALUE;
  private long last = Long.MIN_VALUE;

  void add(Edge edge) {
    RoaringBitmap some = EdgeFacts.portSet(edge);
    targets.computeIfAbsent(server(edge), s -> new RoaringBitmap()).or(some);
    servers.add(edge.key().server().toString());
    repeated.or(RoaringBitmap.and(ports, some));
    ports.or(some);
    begun.merge(ObservedWindow.firstMillis(edge), attempts(edge), Integer::sum);
    first = Math.min(first, ObservedWindow.firstMillis(edge));
    last = Math.max(last, edge.lastMillis());
  }

  /** A row that folded many ports is an attempt on each. */
  private static int attempts(Edge edge) {
    return Math.max(1, edge.ports().getCardinality());
  }

  /** What has ports that an edge may lead to. */
  static String server(Edge edge) {
    return edge.key().server() + " " + edge.key().protocol();
  }

  /** How many targets it tried. */
  int size() {
    return targets.values().stream().mapToInt(RoaringBitmap::getCardinality).sum();
  }

  /** Whether it tried several servers on several ports. */
  boolean isWide() {
    return servers.size() >= SEVERAL_SERVERS && ports.getCardinality() >= SEVERAL_PORTS;
  }

  /** One attempt on a port of its own, at a time of its own, is a call that found nobody. */
  boolean includes(Edge edge) {
    return near(edge) > 1 || RoaringBitmap.intersects(repeated, EdgeFacts.portSet(edge));
  }

  /** Attempts that began within an hour of an edge. */
  int near(Edge edge) {
    long at = ObservedWindow.firstMillis(edge);
    return begun.subMap(at - HOUR_MILLIS, at + HOUR_MILLIS).values().stream()
        .mapToInt(Integer::intValue)
        .sum();
  }

  /** Whether an edge began and ended with it, on ports that it tried. */
  boolean surround(Edge edge) {
    return ports.getCardinality() >= SEVERAL_PORTS
        && ports.contains(EdgeFacts.portSet(edge))
        && ObservedWindow.firstMillis(edge) >= first - SLACK_MILLIS
        && ObservedWindow.firstMillis(edge) <= last + SLACK_MILLIS
        && edge.lastMillis() <= last + HOUR_MILLIS;
  }
}
