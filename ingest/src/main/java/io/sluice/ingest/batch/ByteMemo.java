package io.sluice.ingest.batch;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/** Numbers of byte strings that were seen before. One thread's; allocates only as it grows. */
final class ByteMemo {
  private static final int NONE = -1;
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private byte[][] keys = new byte[256][];
  private int[] hashes = new int[256];
  private int[] numbers = new int[256];
  private int size;

  /** The number of a byte string, or -1. */
  int find(byte[] key) {
    int at = slot(key, hash(key));
    return keys[at] == null ? NONE : numbers[at];
  }

  /** Keeps a number for a byte string that has none. */
  void put(byte[] key, int number) {
    if (size * 2 >= keys.length) {
      grow();
    }
    int hash = hash(key);
    int at = slot(key, hash);
    keys[at] = key;
    hashes[at] = hash;
    numbers[at] = number;
    size++;
  }

  private static int hash(byte[] key) {
    long hash = key.length;
    int i = 0;
    for (; i + 8 <= key.length; i += 8) {
      hash = (hash ^ (long) LONGS.get(key, i)) * 0x9E3779B97F4A7C15L;
      hash ^= hash >>> 32;
    }
    for (; i < key.length; i++) {
      hash = (hash ^ key[i]) * 0x9E3779B97F4A7C15L;
    }
    return (int) (hash ^ hash >>> 32);
  }

  private int slot(byte[] key, int hash) {
    int at = hash & keys.length - 1;
    for (byte[] held = keys[at];
        held != null && !(hashes[at] == hash && Arrays.equals(held, key));
        held = keys[at]) {
      at = at + 1 & keys.length - 1;
    }
    return at;
  }

  private void grow() {
    byte[][] oldKeys = keys;
    int[] oldNumbers = numbers;
    keys = new byte[oldKeys.length * 2][];
    hashes = new int[keys.length];
    numbers = new int[keys.length];
    size = 0;
    for (int i = 0; i < oldKeys.length; i++) {
      if (oldKeys[i] != null) {
        put(oldKeys[i], oldNumbers[i]);
      }
    }
  }
}
