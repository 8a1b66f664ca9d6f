package io.sluice.recommender.recommend.ports;

import io.sluice.analyzer.edge.Edge;
import org.roaringbitmap.RoaringBitmap;

/**
 * One port as it was met between two ends.
 *
 * @param port the port
 * @param hours hours since 1970 UTC in which it was seen
 * @param connections connections opened to it, 0 where the formats cannot tell
 */
record PortSighting(int port, RoaringBitmap hours, long connections) {
  static PortSighting of(Edge edge) {
    return new PortSighting(edge.key().port(), edge.hours(), edge.connections());
  }

  /** The same port between the same ends, seen in two edges. */
  PortSighting and(PortSighting other) {
    return new PortSighting(
        port, RoaringBitmap.or(hours, other.hours), Math.max(connections, other.connections));
  }

  /** Whether it was met in one hour only, as a port is that is drawn anew each time. */
  boolean inOneHour() {
    return hours.getCardinality() <= 1;
  }

  /** Whether somebody came back to it. */
  boolean again() {
    return !inOneHour() || connections > 1;
  }
}
