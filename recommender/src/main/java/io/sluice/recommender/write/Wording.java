package io.sluice.recommender.write;

import io.sluice.analyzer.edge.Edge;
import io.sluice.analyzer.policy.Direction;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Locale;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** How numbers, times and names read in reports, the same everywhere. */
public final class Wording {
  private Wording() {}

  /** {@code 2026-11-08T00:02:11Z}; a dash for 1970, where records without a time stand. */
  public static String time(long epochMillis) {
    return epochMillis == 0
        ? "-"
        : Instant.ofEpochMilli(epochMillis).truncatedTo(ChronoUnit.SECONDS).toString();
  }

  /** With its milliseconds, for machines. */
  public static String exactTime(long epochMillis) {
    return Instant.ofEpochMilli(epochMillis).toString();
  }

  /** {@code 1,234,567}. */
  public static String count(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  /** {@code 1 edge}, {@code 2,000 edges}. */
  public static String count(long number, String one, String many) {
    return count(number) + " " + (number == 1 ? one : many);
  }

  /** {@code 97.1 %}. */
  public static String percent(double share) {
    return String.format(Locale.ROOT, "%.1f %%", 100 * share);
  }

  /** Connections; where the format cannot tell, records with a tilde. */
  public static String connections(Edge edge) {
    return edge.connections() > 0 ? count(edge.connections()) : "~" + count(edge.records());
  }

  /** The same of several edges together. */
  public static String connections(Collection<Edge> edges) {
    long connections = edges.stream().mapToLong(Edge::connections).sum();
    return connections > 0
        ? count(connections)
        : "~" + count(edges.stream().mapToLong(Edge::records).sum());
  }

  /** {@code ingress, egress}, or {@code none}. */
  public static String directions(Collection<Direction> directions) {
    return directions.isEmpty()
        ? "none"
        : new TreeSet<>(directions).stream().map(Direction::word).collect(Collectors.joining(", "));
  }
}
