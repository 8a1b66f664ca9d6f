package io.sluice.analyzer.stream;

import java.nio.ByteBuffer;
import java.time.Duration;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Which batches were added, so that one that comes again is known; as long as it can come again.
 */
final class Digests {
  private final KeyValueStore<byte[], byte[]> wallMillis;

  Digests(KeyValueStore<byte[], byte[]> wallMillis) {
    this.wallMillis = wallMillis;
  }

  boolean has(byte[] digest) {
    return wallMillis.get(digest) != null;
  }

  void note(byte[] digest, long whenMillis) {
    wallMillis.put(digest, ByteBuffer.allocate(Long.BYTES).putLong(whenMillis).array());
  }

  /** Forgets batches that came longer ago than this: the topic does not have them any more. */
  void forget(long nowMillis, Duration remembered) {
    try (KeyValueIterator<byte[], byte[]> all = wallMillis.all()) {
      while (all.hasNext()) {
        KeyValue<byte[], byte[]> one = all.next();
        if (nowMillis - ByteBuffer.wrap(one.value).getLong() > remembered.toMillis()) {
          wallMillis.delete(one.key);
        }
      }
    }
  }
}
