package io.sluice.ingest.kafka;

import io.sluice.ingest.batch.BatchLimits;
import java.time.Duration;
import java.util.List;

/**
 * What a {@link Batcher} does.
 *
 * @param topics topics with one flow, or one envelope of flows, per record
 * @param flowBatches the topic that batches go to
 * @param limits how large a batch may grow
 * @param linger how long a record waits for others to share its batch
 */
public record BatcherPlan(
    List<String> topics, String flowBatches, BatchLimits limits, Duration linger) {
  /** How often in a row a transaction may fail before the batcher gives up. */
  static final int MOST_FAILURES = 10;

  public BatcherPlan {
    topics = List.copyOf(topics);
    if (topics.isEmpty() || topics.contains(flowBatches) || linger.isNegative()) {
      throw new IllegalArgumentException(
          "batches need topics to read, another one to write to, and a time that is not negative");
    }
  }
}
