package io.sluice.ingest.kafka;

import io.sluice.ingest.batch.BatchPart;
import io.sluice.ingest.batch.LogBatches;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Puts the batches of logs into a topic, those of a log in one transaction while they are few. All
 * batches of a log have its name as their key, and so stand in one partition, in their order.
 *
 * <p>A log that is published again, because publishing broke off or by mistake, has the same
 * batches: whoever reads the topic counts each once.
 */
public final class BatchPublisher implements Consumer<LogBatches.Finished>, AutoCloseable {
  private final RecordPublisher records;
  private long batches;
  private long flows;

  private BatchPublisher(RecordPublisher records) {
    this.records = records;
  }

  /**
   * A publisher into a topic, which must be there.
   *
   * @param settings with the environment's part
   * @throws java.io.UncheckedIOException where the brokers fail, refuse or have no such topic
   */
  public static BatchPublisher open(TopicLocation topic, KafkaSettings settings) {
    Map<String, Integer> unused = TopicDemand.of(settings, List.of(topic.topic()));
    return new BatchPublisher(RecordPublisher.open(topic, settings));
  }

  @Override
  public void accept(LogBatches.Finished batch) {
    records.put(batch.part().source().getBytes(StandardCharsets.UTF_8), batch.value());
    batches++;
    flows += batch.flows();
    if (batch.part().extent() != BatchPart.Extent.MORE) {
      records.commit();
    }
  }

  /** How many batches were put into the topic. */
  public long batches() {
    return batches;
  }

  /** How many flows they have. */
  public long flows() {
    return flows;
  }

  /** Takes back what was begun and not finished, and ends. */
  @Override
  public void close() {
    records.close();
  }
}
