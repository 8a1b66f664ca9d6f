package io.sluice.analyzer.edge;

import java.util.Arrays;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/** Records by day since 1970 UTC, as two sorted arrays: a row lives for few days. */
final class DayCounts {
  private static final long DAY_MILLIS = 86_400_000L;

  private int[] days = new int[2];
  private long[] counts = new long[2];
  private int size;
  private int last;

  void add(long epochMillis) {
    add((int) (epochMillis / DAY_MILLIS), 1);
  }

  void add(int day, long count) {
    if (last < size && days[last] == day) {
      counts[last] += count;
      return;
    }
    int at = Arrays.binarySearch(days, 0, size, day);
    if (at < 0) {
      at = -at - 1;
      insert(at, day);
    }
    counts[at] += count;
    last = at;
  }

  private void insert(int at, int day) {
    if (size == days.length) {
      days = Arrays.copyOf(days, size * 2);
      counts = Arrays.copyOf(counts, size * 2);
    }
    System.arraycopy(days, at, days, at + 1, size - at);
    System.arraycopy(counts, at, counts, at + 1, size - at);
    days[at] = day;
    counts[at] = 0;
    size++;
  }

  void merge(DayCounts other) {
    for (int i = 0; i < other.size; i++) {
      add(other.days[i], other.counts[i]);
    }
  }

  SortedMap<Integer, Long> read() {
    TreeMap<Integer, Long> map = new TreeMap<>();
    for (int i = 0; i < size; i++) {
      map.put(days[i], counts[i]);
    }
    return Collections.unmodifiableSortedMap(map);
  }
}
