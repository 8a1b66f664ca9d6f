package io.sluice.analyzer.attribute;

import org.jspecify.annotations.Nullable;

/**
 * A map from two longs to a value: open addressing, so that a look-up allocates nothing.
 *
 * <p>HOT PATH: one look-up per record. One thread's; grows at two thirds and never shrinks.
 */
final class PairMap<V> {
  /** Both longs of a key side by side, so that they share a cache line. */
  private long[] keys = new long[128];

  private @Nullable Object[] values = new Object[64];
  private int size;

  @SuppressWarnings("unchecked") // only put writes, and only values of V
  @Nullable V get(long high, long low) {
    return (V) values[slot(high, low)];
  }

  void put(long high, long low, V value) {
    if (size * 3 > values.length * 2) {
      grow();
    }
    int slot = slot(high, low);
    if (values[slot] == null) {
      size++;
    }
    set(slot, high, low, value);
  }

  private void set(int slot, long high, long low, Object value) {
    keys[2 * slot] = high;
    keys[2 * slot + 1] = low;
    values[slot] = value;
  }

  /** The slot of a key, or the free one where it belongs. */
  private int slot(long high, long low) {
    int mask = values.length - 1;
    int slot = hash(high, low) & mask;
    while ((keys[2 * slot] != high || keys[2 * slot + 1] != low) && values[slot] != null) {
      slot = slot + 1 & mask;
    }
    return slot;
  }

  private static int hash(long high, long low) {
    long mixed = (high * 0x9E3779B97F4A7C15L ^ low) * 0xD6E8FEB86659FD93L;
    return (int) (mixed ^ mixed >>> 32);
  }

  private void grow() {
    long[] oldKeys = keys;
    @Nullable Object[] oldValues = values;
    keys = new long[oldKeys.length * 2];
    values = new Object[oldValues.length * 2];
    for (int i = 0; i < oldValues.length; i++) {
      Object value = oldValues[i];
      if (value != null) {
        long high = oldKeys[2 * i];
        long low = oldKeys[2 * i + 1];
        set(slot(high, low), high, low, value);
      }
    }
  }
}
