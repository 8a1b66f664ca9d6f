package io.sluice.ingest.kafka;

import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;

/** Puts records with keys into a topic, in their order, in transactions that are not too long. */
public final class RecordPublisher implements AutoCloseable {
  private static final long MOST_BYTES = 32L << 20;

  private final Producer<byte[], byte[]> producer;
  private final TopicLocation topic;
  private final KafkaTrouble trouble;
  private boolean open;
  private long bytes;

  private RecordPublisher(
      Producer<byte[], byte[]> producer, TopicLocation topic, KafkaTrouble trouble) {
    this.producer = producer;
    this.topic = topic;
    this.trouble = trouble;
  }

  /**
   * A publisher into a topic, which must be there.
   *
   * @param settings with the environment's part
   * @throws java.io.UncheckedIOException where the brokers fail or refuse
   */
  public static RecordPublisher open(TopicLocation topic, KafkaSettings settings) {
    KafkaClients clients = new KafkaClients(settings);
    KafkaTrouble trouble = new KafkaTrouble(clients);
    Producer<byte[], byte[]> producer = clients.writer("sluice-publish-" + UUID.randomUUID());
    try {
      producer.initTransactions();
      return new RecordPublisher(producer, topic, trouble);
    } catch (KafkaException e) {
      producer.close(Duration.ZERO);
      throw trouble.outside(topic.toString(), e);
    }
  }

  /** Puts a record; it can be read once {@link #commit} was called. */
  public void put(byte[] key, byte[] value) {
    try {
      if (!open) {
        producer.beginTransaction();
        open = true;
      }
      // What becomes of it is said when the transaction is committed.
      Future<RecordMetadata> unused =
          producer.send(new ProducerRecord<>(topic.topic(), key, value));
      bytes += key.length + value.length;
    } catch (KafkaException e) {
      throw trouble.outside(topic.toString(), e);
    }
    if (bytes > MOST_BYTES) {
      commit();
    }
  }

  /** What was put can be read now. */
  public void commit() {
    try {
      if (open) {
        producer.commitTransaction();
      }
      open = false;
      bytes = 0;
    } catch (KafkaException e) {
      throw trouble.outside(topic.toString(), e);
    }
  }

  /** Takes back what was not committed, and ends. */
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
