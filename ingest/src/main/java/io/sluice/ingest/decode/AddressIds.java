package io.sluice.ingest.decode;

import io.sluice.ingest.AddressFamily;
import java.util.Arrays;

/**
 * What the ends are whose addresses are written in less than 16 bytes, as all of IPv4 are: their
 * text, two words of it, leads to the id without being read.
 *
 * <p>HOT PATH: asked twice for every tuple; allocates only where it grows, and forgets all when it
 * is full. One thread's. Oracle: {@code FastAzureOracleTest}.
 */
final class AddressIds {
  /** What is not known. */
  static final int NONE = -1;

  private static final int MOST = 1 << 17;
  private static final int ENTRY = 3;
  private static final int VALUE = 2;
  private static final long MIX = 0x9E37_79B9_7F4A_7C15L;

  /** The two words of a text and its value, three by three, so that they share a cache line. */
  private long[] table = table(64);

  /** 64 less the bits of an entry's number. */
  private int shift = 58;

  private int count;

  private static long[] table(int entries) {
    long[] table = new long[ENTRY * entries];
    Arrays.fill(table, NONE);
    return table;
  }

  /** Twice the id of a text, plus one for IPv6; or {@link #NONE}. */
  int get(long first, long second) {
    return (int) table[place(first, second) + VALUE];
  }

  static int id(int value) {
    return value >> 1;
  }

  static AddressFamily family(int value) {
    return (value & 1) == 1 ? AddressFamily.IPV6 : AddressFamily.IPV4;
  }

  static int value(int id, boolean v6) {
    return 2 * id + (v6 ? 1 : 0);
  }

  void put(long first, long second, int value) {
    if (count >= MOST) {
      Arrays.fill(table, NONE);
      count = 0;
    } else if (2 * ENTRY * count >= table.length) {
      grow();
    }
    int place = place(first, second);
    count += table[place + VALUE] == NONE ? 1 : 0;
    set(place, first, second, value);
  }

  private void set(int place, long first, long second, long value) {
    table[place] = first;
    table[place + 1] = second;
    table[place + VALUE] = value;
  }

  private int place(long first, long second) {
    // The highest bits of a product are the ones that every bit has a part in.
    long mixed = (first ^ Long.rotateLeft(second * MIX, 29)) * MIX;
    int entry = (int) (mixed >>> shift);
    while (true) {
      int place = ENTRY * entry;
      boolean same = table[place] == first && table[place + 1] == second;
      if (same || table[place + VALUE] == NONE) {
        return place;
      }
      entry = (entry + 1) & (-1 >>> (shift - 32));
    }
  }

  private void grow() {
    long[] old = table;
    table = table(2 * (old.length / ENTRY));
    shift--;
    for (int i = 0; i < old.length; i += ENTRY) {
      if (old[i + VALUE] != NONE) {
        set(place(old[i], old[i + 1]), old[i], old[i + 1], old[i + VALUE]);
      }
    }
  }
}
