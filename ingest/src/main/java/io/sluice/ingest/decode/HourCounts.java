package io.sluice.ingest.decode;

import java.util.SortedMap;
import java.util.TreeMap;

/** Counts records by hour; the records of one hour stand together for the most part. */
final class HourCounts {
  private static final long HOUR_MILLIS = 3_600_000L;

  private final SortedMap<Long, Long> counts = new TreeMap<>();

  /** The hour of the last record, and its records that are not in the map yet. */
  private long hour = Long.MIN_VALUE;

  private long waiting;

  void count(long epochMillis) {
    long of = Math.floorDiv(epochMillis, HOUR_MILLIS);
    if (of != hour) {
      settle();
      hour = of;
    }
    waiting++;
  }

  private void settle() {
    if (waiting > 0) {
      counts.merge(hour, waiting, Long::sum);
    }
    waiting = 0;
  }

  void add(SortedMap<Long, Long> more) {
    more.forEach((of, count) -> counts.merge(of, count, Long::sum));
  }

  /** Records by hour since 1970 UTC. */
  SortedMap<Long, Long> all() {
    settle();
    return counts;
  }

  void clear() {
    counts.clear();
    waiting = 0;
  }
}
