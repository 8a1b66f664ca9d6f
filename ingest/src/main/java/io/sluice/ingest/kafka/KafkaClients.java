package io.sluice.ingest.kafka;

import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Makes Kafka's clients: what the user wants, and what must be so whatever the user wants. */
public final class KafkaClients {
  private final KafkaSettings settings;

  /** Clients of some brokers; the settings hold the environment's part already. */
  public KafkaClients(KafkaSettings settings) {
    this.settings = settings;
  }

  /** A text of Kafka's without secrets. */
  String hidden(String text) {
    return settings.hidden(text);
  }

  /** Which brokers, for messages. */
  String servers() {
    return settings.bootstrapServers().orElse("");
  }

  /** What a failure of the brokers, or of a client of theirs, is in our words. */
  public UncheckedIOException outside(String topic, KafkaException failure) {
    return new KafkaTrouble(this).outside(topic, failure);
  }

  /** Reads what is committed, and commits nothing by itself. */
  Consumer<byte[], byte[]> reader() {
    return consumer(Map.of());
  }

  /** One of a group of consumers. */
  Consumer<byte[], byte[]> member(String group) {
    return consumer(Map.of("group.id", group));
  }

  private Consumer<byte[], byte[]> consumer(Map<String, String> more) {
    Map<String, String> ours = new HashMap<>(more);
    ours.put("enable.auto.commit", "false");
    ours.put("isolation.level", "read_committed");
    ours.put("auto.offset.reset", "earliest");
    ours.put("allow.auto.create.topics", "false");
    return opened(
        () ->
            new KafkaConsumer<>(
                properties(Map.of("fetch.max.bytes", "16777216", "max.poll.records", "2000"), ours),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer()));
  }

  /** Writes all of a transaction or nothing. */
  Producer<byte[], byte[]> writer(String transactionalId) {
    Map<String, String> defaults =
        Map.of(
            "max.request.size", "4194304",
            "linger.ms", "20",
            "max.block.ms", "30000",
            "transaction.timeout.ms", "120000");
    Map<String, String> ours =
        Map.of("enable.idempotence", "true", "acks", "all", "transactional.id", transactionalId);
    return opened(
        () ->
            new KafkaProducer<>(
                properties(defaults, ours), new ByteArraySerializer(), new ByteArraySerializer()));
  }

  Admin admin() {
    return opened(() -> Admin.create(properties(Map.of(), Map.of())));
  }

  /**
   * What Kafka Streams is told of the brokers: the user's properties, which it hands to its
   * clients. Records that stand in stores for a while may be larger than those of topics.
   */
  public Properties streams() {
    Properties properties =
        properties(
            Map.of(
                "producer.max.request.size", "8388608",
                "consumer.max.poll.records", "100",
                "consumer.fetch.max.bytes", "16777216"),
            Map.of("allow.auto.create.topics", "false"));
    properties.remove("client.id");
    properties.remove("default.api.timeout.ms");
    properties.remove("request.timeout.ms");
    properties.putAll(settings.properties());
    return properties;
  }

  private interface Opening<T> {
    T open();
  }

  private <T> T opened(Opening<T> opening) {
    try {
      return opening.open();
    } catch (KafkaException e) {
      throw new KafkaTrouble(this).outside("the brokers", e);
    }
  }

  private Properties properties(Map<String, String> defaults, Map<String, String> ours) {
    Properties properties = new Properties();
    properties.put("client.id", "sluice");
    properties.put("default.api.timeout.ms", "30000");
    properties.put("request.timeout.ms", "20000");
    properties.putAll(defaults);
    properties.putAll(settings.properties());
    properties.putAll(ours);
    properties.put("bootstrap.servers", servers());
    return properties;
  }
}
