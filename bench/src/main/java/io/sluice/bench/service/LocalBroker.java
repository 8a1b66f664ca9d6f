package io.sluice.bench.service;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.test.KafkaClusterTestKit;
import org.apache.kafka.common.test.TestKitNodes;

/** A broker in this process; Kafka's own test kit is touched here alone. */
final class LocalBroker implements AutoCloseable {
  private final KafkaClusterTestKit kit;
  private final Admin admin;

  private LocalBroker(KafkaClusterTestKit kit) {
    this.kit = kit;
    this.admin = Admin.create(properties());
  }

  static LocalBroker start() throws Exception {
    TestKitNodes nodes =
        new TestKitNodes.Builder()
            .setCombined(true)
            .setNumBrokerNodes(1)
            .setNumControllerNodes(1)
            .build();
    KafkaClusterTestKit kit =
        new KafkaClusterTestKit.Builder(nodes)
            .setConfigProp("offsets.topic.replication.factor", "1")
            .setConfigProp("offsets.topic.num.partitions", "1")
            .setConfigProp("transaction.state.log.replication.factor", "1")
            .setConfigProp("transaction.state.log.min.isr", "1")
            .setConfigProp("transaction.state.log.num.partitions", "1")
            .setConfigProp("group.initial.rebalance.delay.ms", "0")
            .setConfigProp("auto.create.topics.enable", "false")
            .build();
    kit.format();
    kit.startup();
    kit.waitForReadyBrokers();
    return new LocalBroker(kit);
  }

  String servers() {
    return kit.bootstrapServers();
  }

  private Properties properties() {
    Properties properties = new Properties();
    properties.put("bootstrap.servers", servers());
    return properties;
  }

  void topic(String name, int partitions, boolean compacted)
      throws ExecutionException, InterruptedException {
    NewTopic wanted = new NewTopic(name, partitions, (short) 1);
    wanted.configs(
        Map.of("max.message.bytes", "8388608", "cleanup.policy", compacted ? "compact" : "delete"));
    admin.createTopics(List.of(wanted)).all().get();
  }

  /** Writes values into a topic, as a producer of others does; gives their bytes. */
  long write(String name, int records, IntFunction<byte[]> values) {
    Properties properties = properties();
    properties.put("linger.ms", "20");
    properties.put("batch.size", "262144");
    long bytes = 0;
    try (Producer<byte[], byte[]> producer =
        new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer())) {
      for (int i = 0; i < records; i++) {
        byte[] value = values.apply(i);
        bytes += value.length;
        Future<RecordMetadata> unused =
            producer.send(new ProducerRecord<>(name, i % partitions(producer, name), null, value));
      }
    }
    return bytes;
  }

  private static int partitions(Producer<byte[], byte[]> producer, String name) {
    return producer.partitionsFor(name).size();
  }

  /** How far a group has committed in a topic, as the sum over its partitions. */
  long committed(String group, String topic) throws ExecutionException, InterruptedException {
    return admin
        .listConsumerGroupOffsets(group)
        .partitionsToOffsetAndMetadata()
        .get()
        .entrySet()
        .stream()
        .filter(one -> one.getKey().topic().equals(topic) && one.getValue() != null)
        .mapToLong(one -> one.getValue().offset())
        .sum();
  }

  /** Where a topic ends, as the sum over its partitions. */
  long end(String topic) {
    try (Consumer<byte[], byte[]> consumer = reader()) {
      return consumer.endOffsets(partitions(consumer, topic)).values().stream()
          .mapToLong(Long::longValue)
          .sum();
    }
  }

  /** Reads a topic from its start to its end and does nothing with it; gives its bytes. */
  long read(String topic) {
    try (Consumer<byte[], byte[]> consumer = reader()) {
      List<TopicPartition> partitions = partitions(consumer, topic);
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = new HashMap<>(consumer.endOffsets(partitions));
      long[] bytes = {0};
      while (!ends.isEmpty()) {
        consumer
            .poll(Duration.ofMillis(200))
            .forEach(record -> bytes[0] += record.serializedValueSize());
        ends.entrySet().removeIf(one -> consumer.position(one.getKey()) >= one.getValue());
      }
      return bytes[0];
    }
  }

  private Consumer<byte[], byte[]> reader() {
    Properties properties = properties();
    properties.put("isolation.level", "read_committed");
    properties.put("fetch.max.bytes", "16777216");
    return new KafkaConsumer<>(
        properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  private static List<TopicPartition> partitions(Consumer<byte[], byte[]> consumer, String topic) {
    List<TopicPartition> all = new ArrayList<>();
    consumer
        .partitionsFor(topic)
        .forEach(info -> all.add(new TopicPartition(topic, info.partition())));
    return all;
  }

  @Override
  public void close() {
    admin.close();
    try {
      kit.close();
    } catch (Exception e) {
      throw new IllegalStateException("the broker does not end", e);
    }
  }
}
