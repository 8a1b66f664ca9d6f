package io.sluice.ingest.kafka;

import io.sluice.ingest.batch.BatchPart;
import io.sluice.ingest.batch.LogBatches;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;

/**
 * Puts the batches of logs into a topic, those of a log in one transaction while they are few. All
 * batches of a log have its name as their key, and so stand in one partition, in their order.
 *
 * <p>A log that is published again, because publishing broke off or by mistake, has the same
 * batches: whoever reads the topic counts each once.
 */
public final class BatchPublisher implements Consumer<LogBatches.Finished>, AutoCloseable {
  /** A transaction with more is committed before its log ends: brokers end long ones. */
  private static final long MOST_BYTES = 32L << 20;

  private final Producer<byte[], byte[]> producer;
  private final TopicLocation topic;
  private final KafkaTrouble trouble;
  private boolean open;
  private long bytes;
  private long batches;
  private long flows;

  BatchPublisher(Producer<byte[], byte[]> producer, TopicLocation topic, KafkaTrouble trouble) {
    this.producer = producer;
    this.topic = topic;
    this.trouble = trouble;
  }

  /**
   * A publisher into a topic, which must be there.
   *
   * @throws java.io.UncheckedIOException where the brokers fail, refuse or have no such topic
   */
  public static BatchPublisher open(TopicLocation topic, KafkaSettings settings) {
    KafkaClients clients = new KafkaClients(settings);
    KafkaTrouble trouble = new KafkaTrouble(clients);
    if (clients.servers().isEmpty()) {
      throw KafkaTrouble.noServers(topic.toString());
    }
    demand(topic, clients, trouble);
    Producer<byte[], byte[]> producer = clients.writer("sluice-publish-" + UUID.randomUUID());
    try {
      producer.initTransactions();
      return new BatchPublisher(producer, topic, trouble);
    } catch (KafkaException e) {
      producer.close(Duration.ZERO);
      throw trouble.outside(topic.toString(), e);
    }
  }

  private static void demand(TopicLocation topic, KafkaClients clients, KafkaTrouble trouble) {
    try (Admin admin = clients.admin()) {
      admin.describeTopics(List.of(topic.topic())).allTopicNames().get();
    } catch (ExecutionException e) {
      throw trouble.outside(topic.toString(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw KafkaTrouble.said(topic + ": interrupted while waiting for the brokers");
    }
  }

  @Override
  public void accept(LogBatches.Finished batch) {
    try {
      if (!open) {
        producer.beginTransaction();
        open = true;
      }
      byte[] key = batch.part().source().getBytes(StandardCharsets.UTF_8);
      // What becomes of it is said when the transaction is committed.
      Future<RecordMetadata> unused =
          producer.send(new ProducerRecord<>(topic.topic(), key, batch.value()));
      bytes += batch.value().length;
      batches++;
      flows += batch.flows();
      if (batch.part().extent() != BatchPart.Extent.MORE || bytes > MOST_BYTES) {
        producer.commitTransaction();
        open = false;
        bytes = 0;
      }
    } catch (KafkaException e) {
      throw trouble.outside(topic.toString(), e);
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
    try {
      if (open) {
        producer.abortTransaction();
      }
    } catch (KafkaException e) {
      // The broker takes it back itself after a while; what failed before is what is reported.
    } finally {
      producer.close();
    }
  }
}
