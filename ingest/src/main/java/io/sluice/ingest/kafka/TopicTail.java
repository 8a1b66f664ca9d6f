package io.sluice.ingest.kafka;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * All committed records of a topic, from its beginning on and for as long as somebody asks for
 * more. One thread's.
 */
public final class TopicTail implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(200);

  /** So long nothing may come although more is there; brokers elect leaders in less. */
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final TopicLocation topic;
  private final Consumer<byte[], byte[]> consumer;
  private final KafkaTrouble trouble;
  private final List<TopicPartition> partitions;

  /** Takes records. */
  @FunctionalInterface
  public interface Sink {
    /** Takes the key and the value of one; either may be missing. */
    void accept(byte @Nullable [] key, byte @Nullable [] value);
  }

  private TopicTail(
      TopicLocation topic,
      Consumer<byte[], byte[]> consumer,
      KafkaTrouble trouble,
      List<TopicPartition> partitions) {
    this.topic = topic;
    this.consumer = consumer;
    this.trouble = trouble;
    this.partitions = partitions;
  }

  /**
   * Opens a topic, which must be there.
   *
   * @param settings with the environment's part
   * @throws java.io.UncheckedIOException where the brokers fail, refuse or have no such topic
   */
  public static TopicTail open(TopicLocation topic, KafkaSettings settings) {
    KafkaClients clients = new KafkaClients(settings);
    KafkaTrouble trouble = new KafkaTrouble(clients);
    TopicDemand.of(settings, List.of(topic.topic()));
    Consumer<byte[], byte[]> consumer = clients.reader();
    try {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic.topic()).stream()
              .map(info -> new TopicPartition(info.topic(), info.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      return new TopicTail(topic, consumer, trouble, partitions);
    } catch (KafkaException e) {
      consumer.close();
      throw trouble.outside(topic.toString(), e);
    }
  }

  /** Hands on what has come, after a short while at the latest; says whether anything has. */
  public boolean poll(Sink sink) {
    try {
      boolean any = false;
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
        sink.accept(record.key(), record.value());
        any = true;
      }
      return any;
    } catch (KafkaException e) {
      throw trouble.outside(topic.toString(), e);
    }
  }

  /** Whether the topic has no committed record with a value; hands on nothing. */
  public boolean isEmpty() {
    boolean[] any = {false};
    do {
      poll((key, value) -> any[0] |= value != null);
    } while (!any[0] && !caughtUp());
    return !any[0];
  }

  /** Whether everything was handed on that the topic has now. */
  public boolean caughtUp() {
    try {
      return reached(consumer.endOffsets(partitions));
    } catch (KafkaException e) {
      throw trouble.outside(topic.toString(), e);
    }
  }

  private boolean reached(Map<TopicPartition, Long> ends) {
    return partitions.stream()
        .allMatch(partition -> consumer.position(partition) >= ends.getOrDefault(partition, 0L));
  }

  /** Hands on everything that the topic has now. */
  public void toEnd(Sink sink) {
    try {
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      long lastNews = System.nanoTime();
      while (!reached(ends)) {
        lastNews = poll(sink) ? System.nanoTime() : lastNews;
        if (System.nanoTime() - lastNews > PATIENCE.toNanos()) {
          throw KafkaTrouble.said(
              topic
                  + ": nothing came for "
                  + PATIENCE.toSeconds()
                  + " s although more is there; is one of its partitions without a leader?");
        }
      }
    } catch (KafkaException e) {
      throw trouble.outside(topic.toString(), e);
    }
  }

  @Override
  public void close() {
    consumer.close();
  }
}
