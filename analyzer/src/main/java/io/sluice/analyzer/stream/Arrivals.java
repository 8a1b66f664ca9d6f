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
        next = ByteBuffer.wrap(all.next().key).getLong() + 1;
        count++;
      }
    }
  }

  boolean isEmpty() {
    look();
    return count == 0;
  }

  void add(Arrival arrival) {
    look();
    store.put(key(next++), arrival.toByteArray());
    count++;
  }

  /** The one that came first, where there is any. */
  KeyValue<byte[], Arrival> oldest() {
    try (KeyValueIterator<byte[], byte[]> all = store.range(key(first), key(next))) {
      KeyValue<byte[], byte[]> oldest = all.next();
      return KeyValue.pair(oldest.key, Arrival.read(oldest.value));
    }
  }

  void remove(byte[] key) {
    store.delete(key);
    first = ByteBuffer.wrap(key).getLong() + 1;
    count--;
  }

  private static byte[] key(long number) {
    return ByteBuffer.allocate(Long.BYTES).putLong(number).array();
  }
}
