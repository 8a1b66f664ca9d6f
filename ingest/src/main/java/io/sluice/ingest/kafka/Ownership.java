package io.sluice.ingest.kafka;

import io.sluice.ingest.UnusableInputException;
import io.sluice.ingest.follow.Checkpoint;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.zip.CRC32C;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * Which logs are this instance's, and how far each of them was read: an instance has partitions of
 * the topic of checkpoints, and reads them from the start before it reads a log.
 */
final class Ownership implements ConsumerRebalanceListener {
  private final Consumer<byte[], byte[]> consumer;
  private final String topic;

  /** Partitions that are being read, and up to where. */
  private final Map<TopicPartition, Long> coming = new HashMap<>();

  private final Set<TopicPartition> owned = new HashSet<>();
  private final Map<String, Checkpoint> checkpoints = new HashMap<>();
  private int partitions;

  Ownership(Consumer<byte[], byte[]> consumer, String topic) {
    this.consumer = consumer;
    this.topic = topic;
  }

  void join() {
    consumer.subscribe(List.of(topic), this);
  }

  @Override
  public void onPartitionsAssigned(Collection<TopicPartition> given) {
    partitions = consumer.partitionsFor(topic).size();
    begin(given);
  }

  @Override
  public void onPartitionsRevoked(Collection<TopicPartition> taken) {
    taken.forEach(coming::remove);
    owned.removeAll(taken);
    checkpoints.keySet().removeIf(log -> taken.contains(partition(log)));
  }

  /** Reads everything anew, as nobody knows whether the last transaction was committed. */
  void doubt() {
    Set<TopicPartition> all = new HashSet<>(consumer.assignment());
    owned.clear();
    checkpoints.clear();
    coming.clear();
    begin(all);
  }

  private void begin(Collection<TopicPartition> given) {
    if (given.isEmpty()) {
      return;
    }
    // Answers only when no transaction that has to do with them is open any more.
    Map<TopicPartition, OffsetAndMetadata> unused = consumer.committed(new HashSet<>(given));
    coming.putAll(consumer.endOffsets(given));
    consumer.seekToBeginning(given);
    consumer.resume(given);
  }

  /** Takes part in the group, and reads checkpoints while some are to be read. */
  void poll(Duration timeout) {
    for (ConsumerRecord<byte[], byte[]> record : consumer.poll(timeout)) {
      if (coming.containsKey(new TopicPartition(record.topic(), record.partition()))) {
        take(record);
      }
    }
    for (TopicPartition partition : List.copyOf(coming.keySet())) {
      if (consumer.position(partition) >= coming.getOrDefault(partition, 0L)) {
        coming.remove(partition);
        owned.add(partition);
        consumer.pause(List.of(partition));
      }
    }
  }

  private void take(ConsumerRecord<byte[], byte[]> record) {
    String log = new String(record.key(), StandardCharsets.UTF_8);
    if (record.value() == null) {
      checkpoints.remove(log);
      return;
    }
    try {
      checkpoints.put(log, Checkpoint.read(record.value()));
    } catch (UnusableInputException e) {
      throw KafkaTrouble.said(
          new TopicLocation(topic).partition(record.partition())
              + "@"
              + record.offset()
              + ": "
              + e.getMessage());
    }
  }

  /** Whether all that is this instance's is known. */
  boolean isReady() {
    return coming.isEmpty();
  }

  boolean owns(String log) {
    return partitions > 0 && owned.contains(partition(log));
  }

  Optional<Checkpoint> checkpoint(String log) {
    return Optional.ofNullable(checkpoints.get(log));
  }

  void committed(String log, Checkpoint now) {
    checkpoints.put(log, now);
  }

  /** Where the checkpoints of a log stand; every instance of any version must say the same. */
  TopicPartition partition(String log) {
    CRC32C sum = new CRC32C();
    sum.update(log.getBytes(StandardCharsets.UTF_8));
    return new TopicPartition(topic, (int) (sum.getValue() % Math.max(1, partitions)));
  }
}
