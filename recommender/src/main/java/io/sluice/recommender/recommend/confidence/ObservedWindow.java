package io.sluice.recommender.recommend.confidence;

import io.sluice.analyzer.edge.Edge;
import io.sluice.analyzer.edge.Edges;
import java.util.stream.Stream;
import org.roaringbitmap.RoaringBitmap;

/**
 * The time in which anything at all was seen. Records without a time stand in 1970 and say nothing
 * of it.
 *
 * @param fromMillis the first record, or {@link Long#MAX_VALUE} without any
 * @param toMillis the last record, or {@link Long#MIN_VALUE} without any
 * @param hours hours since 1970 UTC with data
 */
public record ObservedWindow(long fromMillis, long toMillis, RoaringBitmap hours) {
  private static final long HOUR_MILLIS = 3_600_000L;

  /** The window of all edges, also of those that are no evidence. */
  public static ObservedWindow of(Edges edges) {
    RoaringBitmap hours = new RoaringBitmap();
    long from = Long.MAX_VALUE;
    long to = Long.MIN_VALUE;
    for (Edge edge :
        Stream.concat(edges.directed().stream(), edges.ambiguous().stream()).toList()) {
      hours.or(edge.hours());
      if (edge.lastMillis() > 0) {
        from = Math.min(from, firstMillis(edge));
        to = Math.max(to, edge.lastMillis());
      }
    }
    hours.remove(0);
    return new ObservedWindow(from, to, hours);
  }

  /** When an edge was seen first; where some of its records have no time, the hour of the rest. */
  public static long firstMillis(Edge edge) {
    if (edge.firstMillis() > 0 || edge.lastMillis() <= 0) {
      return edge.firstMillis();
    }
    return Math.min(edge.lastMillis(), edge.hours().nextValue(1) * HOUR_MILLIS);
  }

  static int hourOf(long epochMillis) {
    return (int) (Math.max(0, epochMillis) / HOUR_MILLIS);
  }

  /** How many hours have data. */
  public int hoursWithData() {
    return hours.getCardinality();
  }

  /** How many hours with data lie behind the hour of a moment. */
  int hoursAfter(long epochMillis) {
    return hours.getCardinality() - (int) hours.rankLong(hourOf(epochMillis));
  }

  /** How many hours with data lie from one hour to another, both counted. */
  int hoursBetween(int firstHour, int lastHour) {
    return (int) (hours.rankLong(lastHour) - (firstHour == 0 ? 0 : hours.rankLong(firstHour - 1)));
  }
}
