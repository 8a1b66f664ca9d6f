package io.sluice.analyzer.stream;

import io.sluice.analyzer.stream.retention.ClusterTimes;
import io.sluice.ingest.batch.FlowBatch;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * The newest time that a partition of flow batches has seen, cluster by cluster as records name
 * them. It depends on the partition alone: whoever reads it again finds the same flows late.
 */
final class Newest {
  private static final Set<String> UNNAMED = Set.of("");

  private final KeyValueStore<byte[], byte[]> times;

  Newest(KeyValueStore<byte[], byte[]> times) {
    this.times = times;
  }

  /**
   * Whether a batch ends so far behind the newest time of its clusters, which it may move.
   *
   * @param arrival the record that the batch is
   */
  boolean isLate(FlowBatch batch, Arrival arrival, Duration far) {
    long last = batch.tally().lastMillis();
    if (last == Long.MIN_VALUE) {
      return false; // no record has a time
    }
    boolean late = false;
    Set<String> named = batch.tally().clusters();
    for (String cluster : named.isEmpty() ? UNNAMED : named) {
      byte[] key = cluster.getBytes(StandardCharsets.UTF_8);
      byte[] before = times.get(key);
      long newest = before == null ? Long.MIN_VALUE : ByteBuffer.wrap(before).getLong();
      late |= newest != Long.MIN_VALUE && last < newest - far.toMillis();
      long believed = ClusterTimes.believed(last, arrival.timestamp());
      if (believed > newest) {
        times.put(key, ByteBuffer.allocate(Long.BYTES).putLong(believed).array());
      }
    }
    return late;
  }
}
