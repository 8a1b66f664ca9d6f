package io.sluice.recommender.topic;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.ListOffsetsResult;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.test.KafkaClusterTestKit;
import org.apache.kafka.common.test.TestKitNodes;
import org.jspecify.annotations.Nullable;

/** A real broker, one for all tests of a JVM, or those of others; Kafka's test kit is used here. */
final class Broker {
  private static @Nullable Broker only;

  private final String servers;
  private final short copies;

  private Broker(String servers, int copies) {
    this.servers = servers;
    this.copies = (short) copies;
  }

  /** Brokers that somebody else has started, with so many copies of each topic. */
  static Broker at(String servers, int copies) {
    return new Broker(servers, copies);
  }

  /** The broker, which is started for the first who asks. */
  static synchronized Broker running() throws Exception {
    Broker running = only == null ? start() : only;
    only = running;
    return running;
  }

  private static Broker start() throws Exception {
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
    Runtime.getRuntime().addShutdownHook(new Thread(() -> close(kit)));
    return new Broker(kit.bootstrapServers(), 1);
  }

  private static void close(KafkaClusterTestKit kit) {
    try {
      kit.close();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  String servers() {
    return servers;
  }

  /** What a run is told of it. */
  Map<String, String> env() {
    return Map.of("SLUICE_KAFKA_BOOTSTRAP_SERVERS", servers());
  }

  private Properties properties() {
    Properties properties = new Properties();
    properties.put("bootstrap.servers", servers());
    return properties;
  }

  /** How many brokers know each other; 0 where none answers. */
  int brokers() throws InterruptedException {
    try (Admin admin = Admin.create(properties())) {
      return admin.describeCluster().nodes().get(5, TimeUnit.SECONDS).size();
    } catch (ExecutionException | TimeoutException e) {
      return 0;
    }
  }

  /** A new topic. */
  String topic(String name, int partitions) throws Exception {
    return topic(name, partitions, "delete");
  }

  /** The same with another policy of cleaning up. */
  String topic(String name, int partitions, String cleanup) throws Exception {
    String topic = name + "-" + UUID.randomUUID();
    try (Admin admin = Admin.create(properties())) {
      NewTopic wanted = new NewTopic(topic, partitions, copies);
      wanted.configs(Map.of("max.message.bytes", "4194304", "cleanup.policy", cleanup));
      admin.createTopics(List.of(wanted)).all().get(30, TimeUnit.SECONDS);
    }
    return topic;
  }

  /** Changes how a topic is kept. */
  void change(String topic, String key, String value) throws Exception {
    AlterConfigOp set = new AlterConfigOp(new ConfigEntry(key, value), AlterConfigOp.OpType.SET);
    ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
    try (Admin admin = Admin.create(properties())) {
      admin.incrementalAlterConfigs(Map.of(resource, List.of(set))).all().get(30, TimeUnit.SECONDS);
    }
  }

  /**
   * Whether a group has read all of some topics, and of the others that it reads.
   *
   * @param topics those that it reads, whether it has committed anything of them or not
   */
  boolean isDone(String group, List<String> topics) throws Exception {
    try (Admin admin = Admin.create(properties())) {
      Map<TopicPartition, Long> read = new HashMap<>();
      if (!admin.listTopics().names().get(30, TimeUnit.SECONDS).containsAll(topics)) {
        return false; // the inner ones come with the first instance
      }
      admin
          .describeTopics(topics)
          .allTopicNames()
          .get(30, TimeUnit.SECONDS)
          .forEach(
              (topic, described) ->
                  described
                      .partitions()
                      .forEach(one -> read.put(new TopicPartition(topic, one.partition()), 0L)));
      admin
          .listConsumerGroupOffsets(group)
          .partitionsToOffsetAndMetadata()
          .get(30, TimeUnit.SECONDS)
          .forEach((partition, committed) -> read.put(partition, committed.offset()));
      Map<TopicPartition, OffsetSpec> asked = new HashMap<>();
      read.keySet().forEach(partition -> asked.put(partition, OffsetSpec.latest()));
      Map<TopicPartition, ListOffsetsResult.ListOffsetsResultInfo> ends =
          admin.listOffsets(asked).all().get(30, TimeUnit.SECONDS);
      return read.entrySet().stream()
          .allMatch(one -> one.getValue() >= ends.get(one.getKey()).offset());
    }
  }

  /** All that is committed in a topic. */
  List<ConsumerRecord<byte[], byte[]>> all(String topic) {
    Properties properties = properties();
    properties.put("isolation.level", "read_committed");
    try (Consumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic).stream()
              .map(info -> new TopicPartition(topic, info.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
      while (ends.entrySet().stream()
          .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
        consumer.poll(Duration.ofMillis(200)).forEach(records::add);
      }
      return records;
    }
  }

  /**
   * Puts values into a topic as anybody would, one after another over its partitions.
   *
   * @return where they are
   */
  List<RecordMetadata> fill(String topic, List<byte[]> values, int partitions) throws Exception {
    try (Producer<byte[], byte[]> producer =
        new KafkaProducer<>(properties(), new ByteArraySerializer(), new ByteArraySerializer())) {
      List<Future<RecordMetadata>> sent = new ArrayList<>();
      int number = 0;
      for (byte[] value : values) {
        sent.add(producer.send(new ProducerRecord<>(topic, number++ % partitions, null, value)));
      }
      List<RecordMetadata> places = new ArrayList<>();
      for (Future<RecordMetadata> one : sent) {
        places.add(one.get(30, TimeUnit.SECONDS));
      }
      return places;
    }
  }
}
