package io.sluice.analyzer.stream;

import java.nio.ByteBuffer;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Batches that wait, in the order in which they came. They stand in the store; what is in memory is
 * found there again.
 */
final class Arrivals {
  private final KeyValueStore<byte[], byte[]> store;

  /** The next number; below zero before anybody looked. */
  private long next = -1;

  /** No batch with a lower number waits: what was removed need not be passed over again. */
  private long first;

  private long count;

  /** The sum of what waits. */
  private long bytes;

  Arrivals(KeyValueStore<byte[], byte[]> store) {
    this.store = store;
  }

  private void look() {
    if (next >= 0) {
      return;
    }
    next = 0;
    try (KeyValueIterator<byte[], byte[]> all = store.all()) {
      while (all.hasNext()) {
        KeyValue<byte[], byte[]> one = all.next();
        next = ByteBuffer.wrap(one.key).getLong() + 1;
        count++;
        bytes += one.value.length;
      }
    }
  }

  boolean isEmpty() {
    return count() == 0;
  }

  long count() {
    look();
    return count;
  }

  void add(Arrival arrival) {
    look();
    byte[] value = arrival.toByteArray();
    store.put(key(next++), value);
    count++;
    bytes += value.length;
  }

  /** The bytes of all that wait. */
  long bytes() {
    look();
    return bytes;
  }

  /** The one that came first, where there is any. */
  KeyValue<byte[], Arrival> oldest() {
    try (KeyValueIterator<byte[], byte[]> all = store.range(key(first), key(next))) {
      KeyValue<byte[], byte[]> oldest = all.next();
      return KeyValue.pair(oldest.key, Arrival.read(oldest.value));
    }
  }

  void remove(byte[] key) {
    byte[] value = store.delete(key);
    first = ByteBuffer.wrap(key).getLong() + 1;
    count--;
    bytes -= value == null ? 0 : value.length;
  }

  private static byte[] key(long number) {
    return ByteBuffer.allocate(Long.BYTES).putLong(number).array();
  }
}
