package io.sluice.ingest.kafka;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.zip.CRC32C;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/**
 * A compacted topic as a table that instances share: each has some of its partitions, knows what
 * stands there, and is the only one that can change it. What it writes elsewhere together with a
 * change is written exactly once.
 *
 * <p>An instance that gets a partition reads it from its start, once no transaction that has to do
 * with it is open any more; one that lost it cannot commit, because it is no member of the group's
 * present generation. The number of partitions must stay, as it says where a key stands.
 *
 * <p>One thread's, but for {@link #wakeup}. Throws what Kafka's clients throw.
 */
public final class OwnedTable implements AutoCloseable {
  private final Consumer<byte[], byte[]> consumer;
  private final Producer<byte[], byte[]> producer;
  private final String topic;

  /** Partitions that are being read, and up to where. */
  private final Map<TopicPartition, Long> coming = new HashMap<>();

  private final Set<TopicPartition> owned = new HashSet<>();
  private final Map<String, byte[]> values = new HashMap<>();
  private int partitions;
  private int failures;

  OwnedTable(Consumer<byte[], byte[]> consumer, Producer<byte[], byte[]> producer, String topic) {
    this.consumer = consumer;
    this.producer = producer;
    this.topic = topic;
  }

  /**
   * One instance's part of a table.
   *
   * @param group the group, whose instances share the table
   * @param instance this instance's name; another one of the same name takes over from it
   */
  public static OwnedTable open(KafkaClients clients, String topic, String group, String instance) {
    Consumer<byte[], byte[]> consumer = clients.member(group);
    try {
      return new OwnedTable(consumer, clients.writer(group + "-" + instance), topic);
    } catch (RuntimeException e) {
      consumer.close();
      throw e;
    }
  }

  private final class Handover implements ConsumerRebalanceListener {
    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> given) {
      partitions = consumer.partitionsFor(topic).size();
      begin(given);
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> taken) {
      taken.forEach(coming::remove);
      owned.removeAll(taken);
      values.keySet().removeIf(key -> taken.contains(partition(key)));
    }
  }

  /** Joins the group. */
  public void join() {
    producer.initTransactions();
    consumer.subscribe(List.of(topic), new Handover());
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

  /** Takes part in the group, and reads what is to be read. */
  public void poll(Duration timeout) {
    for (ConsumerRecord<byte[], byte[]> record : consumer.poll(timeout)) {
      if (record.key() != null
          && coming.containsKey(new TopicPartition(record.topic(), record.partition()))) {
        put(new String(record.key(), StandardCharsets.UTF_8), Optional.ofNullable(record.value()));
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

  private void put(String key, Optional<byte[]> value) {
    value.ifPresentOrElse(bytes -> values.put(key, bytes), () -> values.remove(key));
  }

  /** Whether all that is this instance's is known; it may be nothing. */
  public boolean isReady() {
    return coming.isEmpty();
  }

  /** Whether a key stands in what is this instance's. */
  public boolean owns(String key) {
    return partitions > 0 && owned.contains(partition(key));
  }

  /** What stands under a key that is this instance's. */
  public Optional<byte[]> value(String key) {
    return Optional.ofNullable(values.get(key));
  }

  /** All that is this instance's. */
  public Map<String, byte[]> values() {
    return Collections.unmodifiableMap(values);
  }

  /**
   * Writes all of it or nothing.
   *
   * @param more records of other topics
   * @param changes the new values of keys that are this instance's; empty where one goes
   * @return false where that failed in a way that passes; all is read again then, as nobody knows
   *     what was committed
   */
  public boolean commit(
      List<ProducerRecord<byte[], byte[]>> more, Map<String, Optional<byte[]>> changes) {
    try {
      producer.beginTransaction();
      more.forEach(this::send);
      Map<TopicPartition, OffsetAndMetadata> touched = new HashMap<>();
      changes.forEach(
          (key, value) -> {
            TopicPartition place = partition(key);
            byte[] name = key.getBytes(StandardCharsets.UTF_8);
            send(new ProducerRecord<>(topic, place.partition(), name, value.orElse(null)));
            touched.put(place, new OffsetAndMetadata(0));
          });
      // The offsets say nothing; who is no member of the group any more cannot commit them.
      producer.sendOffsetsToTransaction(touched, consumer.groupMetadata());
      producer.commitTransaction();
      changes.forEach(this::put);
      failures = 0;
      return true;
    } catch (KafkaException e) {
      if (KafkaTrouble.isFinal(e) || ++failures >= BatcherPlan.MOST_FAILURES) {
        throw e;
      }
      producer.abortTransaction();
      doubt();
      return false;
    }
  }

  private void doubt() {
    Set<TopicPartition> all = new HashSet<>(consumer.assignment());
    owned.clear();
    values.clear();
    coming.clear();
    begin(all);
  }

  private void send(ProducerRecord<byte[], byte[]> record) {
    // What becomes of it is said when the transaction is committed.
    Future<RecordMetadata> unused = producer.send(record);
  }

  /** Where a key stands; every instance of any version must say the same. */
  private TopicPartition partition(String key) {
    CRC32C sum = new CRC32C();
    sum.update(key.getBytes(StandardCharsets.UTF_8));
    return new TopicPartition(topic, (int) (sum.getValue() % Math.max(1, partitions)));
  }

  /** Ends a {@link #poll} under way with a WakeupException; any thread's. */
  public void wakeup() {
    consumer.wakeup();
  }

  /** Leaves the group. */
  @Override
  public void close() {
    try {
      consumer.close();
    } finally {
      producer.close();
    }
  }
}
