package io.sluice.ingest;

import java.util.Arrays;

/**
 * A number for each of many IPv4 addresses.
 *
 * <p>HOT PATH: asked twice for every tuple of a VNet flow log; allocates only where it grows. One
 * thread's.
 */
final class Ipv4Ids {
  /** What is not known. */
  static final int NONE = -1;

  private static final int MIX = 0x9E37_79B9;

  private int[] addresses = new int[64];
  private int[] ids = new int[64];
  private int count;

  Ipv4Ids() {
    Arrays.fill(ids, NONE);
  }

  /** The number of an address, or {@link #NONE}. */
  int get(int bits) {
    return ids[slot(bits)];
  }

  void put(int bits, int id) {
    if (2 * count >= ids.length) {
      grow();
    }
    int slot = slot(bits);
    count += ids[slot] == NONE ? 1 : 0;
    addresses[slot] = bits;
    ids[slot] = id;
  }

  private int slot(int bits) {
    int mask = ids.length - 1;
    int slot = ((bits * MIX) >>> 7) & mask;
    while (ids[slot] != NONE && addresses[slot] != bits) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  private void grow() {
    int[] oldAddresses = addresses;
    int[] oldIds = ids;
    addresses = new int[2 * oldIds.length];
    ids = new int[2 * oldIds.length];
    Arrays.fill(ids, NONE);
    for (int i = 0; i < oldIds.length; i++) {
      if (oldIds[i] != NONE) {
        int slot = slot(oldAddresses[i]);
        addresses[slot] = oldAddresses[i];
        ids[slot] = oldIds[i];
      }
    }
  }
}
