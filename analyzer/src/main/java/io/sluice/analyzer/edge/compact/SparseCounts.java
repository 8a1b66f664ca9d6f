package io.sluice.analyzer.edge.compact;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Up to 64 counters, of which only those that are not zero take memory: 40 bytes and 8 for each.
 *
 * <p>HOT PATH: {@link #add} counts bits and allocates only for a counter's first time. One
 * thread's.
 */
public final class SparseCounts {
  private static final long[] NONE = {};

  /** A bit for each counter that is not zero, the first one lowest. */
  private long seen;

  /** Those counters, in their order. */
  private long[] counts = NONE;

  /** Takes a counter that is not zero. */
  public interface Reader {
    /** Takes one. */
    void read(int index, long count);
  }

  /**
   * Adds to a counter.
   *
   * @param index 0 to 63
   * @param count what to add, not negative
   */
  public void add(int index, long count) {
    if (count == 0) {
      return;
    }
    long bit = 1L << index;
    int at = Long.bitCount(seen & bit - 1);
    if ((seen & bit) == 0) {
      insert(at);
      seen |= bit;
    }
    counts[at] += count;
  }

  private void insert(int at) {
    long[] grown = new long[counts.length + 1];
    System.arraycopy(counts, 0, grown, 0, at);
    System.arraycopy(counts, at, grown, at + 1, counts.length - at);
    counts = grown;
  }

  /** One counter. */
  public long get(int index) {
    long bit = 1L << index;
    return (seen & bit) == 0 ? 0 : counts[Long.bitCount(seen & bit - 1)];
  }

  /** Hands out the counters that are not zero, in their order. */
  public void forEach(Reader reader) {
    long left = seen;
    for (int at = 0; left != 0; at++) {
      reader.read(Long.numberOfTrailingZeros(left), counts[at]);
      left &= left - 1;
    }
  }

  /** Adds all counters of another one. */
  public void addAll(SparseCounts other) {
    if (seen == 0) {
      seen = other.seen;
      counts = other.counts.clone();
    } else {
      other.forEach(this::add);
    }
  }

  /**
   * The counters of a range.
   *
   * @param from the first one
   * @param length how many
   */
  public long[] range(int from, int length) {
    long[] range = new long[length];
    forEach(
        (index, count) -> {
          if (index >= from && index < from + length) {
            range[index - from] = count;
          }
        });
    return range;
  }

  @Override
  public boolean equals(@Nullable Object object) {
    return object instanceof SparseCounts other
        && seen == other.seen
        && Arrays.equals(counts, other.counts);
  }

  @Override
  public int hashCode() {
    return Long.hashCode(seen) * 31 + Arrays.hashCode(counts);
  }
}
