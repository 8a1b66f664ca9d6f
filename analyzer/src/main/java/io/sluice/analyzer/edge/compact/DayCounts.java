package io.sluice.analyzer.edge.compact;

import java.util.Arrays;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Records by day since 1970 UTC. The day that is counted now stands apart from the others, because
 * a row lives for few days and sees them one after another.
 *
 * <p>HOT PATH: another record of the same day is one addition. One thread's.
 */
public final class DayCounts {
  private static final long DAY_MILLIS = 86_400_000L;
  private static final int NO_DAY = -1;

  private int day = NO_DAY;
  private long count;

  /** Other days, sorted; the day that is counted now may have a part here. */
  private int @Nullable [] days;

  private long @Nullable [] counts;

  /** Counts a record; its time must not lie before 1970. */
  public void add(long epochMillis) {
    add((int) (epochMillis / DAY_MILLIS), 1);
  }

  /** Counts records of a day. */
  public void add(int day, long count) {
    if (day != this.day) {
      putAside();
      this.day = day;
      this.count = 0;
    }
    this.count += count;
  }

  private void putAside() {
    if (day == NO_DAY) {
      return;
    }
    if (days == null || counts == null) {
      days = new int[] {day};
      counts = new long[] {count};
      return;
    }
    int at = Arrays.binarySearch(days, day);
    if (at >= 0) {
      counts[at] += count;
      return;
    }
    insert(-at - 1, days, counts);
  }

  private void insert(int at, int[] oldDays, long[] oldCounts) {
    int[] moreDays = Arrays.copyOf(oldDays, oldDays.length + 1);
    long[] moreCounts = Arrays.copyOf(oldCounts, oldCounts.length + 1);
    System.arraycopy(oldDays, at, moreDays, at + 1, oldDays.length - at);
    System.arraycopy(oldCounts, at, moreCounts, at + 1, oldCounts.length - at);
    moreDays[at] = day;
    moreCounts[at] = count;
    days = moreDays;
    counts = moreCounts;
  }

  /** Adds what another one counted. */
  public void merge(DayCounts other) {
    if (other.days != null && other.counts != null) {
      for (int i = 0; i < other.days.length; i++) {
        add(other.days[i], other.counts[i]);
      }
    }
    if (other.day != NO_DAY) {
      add(other.day, other.count);
    }
  }

  /** All days with their counts. */
  public SortedMap<Integer, Long> read() {
    TreeMap<Integer, Long> map = new TreeMap<>();
    if (days != null && counts != null) {
      for (int i = 0; i < days.length; i++) {
        map.put(days[i], counts[i]);
      }
    }
    if (day != NO_DAY) {
      map.merge(day, count, Long::sum);
    }
    return Collections.unmodifiableSortedMap(map);
  }

  @Override
  public boolean equals(@Nullable Object object) {
    return object instanceof DayCounts other && read().equals(other.read());
  }

  @Override
  public int hashCode() {
    return read().hashCode();
  }
}
