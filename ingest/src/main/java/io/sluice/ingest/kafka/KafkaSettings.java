package io.sluice.ingest.kafka;

import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How brokers are reached.
 *
 * @param bootstrapServers {@code host:port}, several with commas
 * @param properties further properties of Kafka's clients
 * @param flowBatches the topic of flow batches
 */
public record KafkaSettings(
    Optional<String> bootstrapServers, SortedMap<String, String> properties, String flowBatches) {
  public static final KafkaSettings DEFAULTS =
      new KafkaSettings(Optional.empty(), new TreeMap<>(), "sluice.flow-batches");

  /** Properties on which it depends that no record is lost or counted twice. */
  public static final Set<String> OURS =
      Set.of(
          "bootstrap.servers",
          "key.deserializer",
          "value.deserializer",
          "key.serializer",
          "value.serializer",
          "enable.auto.commit",
          "isolation.level",
          "auto.offset.reset",
          "allow.auto.create.topics",
          "enable.idempotence",
          "acks",
          "transactional.id");

  private static final String PREFIX = "SLUICE_KAFKA_";
  private static final String SERVERS = PREFIX + "BOOTSTRAP_SERVERS";

  public KafkaSettings {
    properties = Collections.unmodifiableSortedMap(new TreeMap<>(properties));
  }

  /**
   * The same with what the environment says, which wins: {@code SLUICE_KAFKA_SASL_JAAS_CONFIG} is
   * {@code sasl.jaas.config}.
   */
  public KafkaSettings with(Map<String, String> env) {
    SortedMap<String, String> all = new TreeMap<>(properties);
    env.forEach(
        (name, value) -> {
          String key = key(name);
          if (!value.isEmpty() && !key.isEmpty() && !OURS.contains(key)) {
            all.put(key, value);
          }
        });
    Optional<String> servers =
        Optional.ofNullable(env.get(SERVERS)).filter(given -> !given.isEmpty());
    return new KafkaSettings(servers.or(() -> bootstrapServers), all, flowBatches);
  }

  private static String key(String variable) {
    return variable.startsWith(PREFIX)
        ? variable.substring(PREFIX.length()).toLowerCase(Locale.ROOT).replace('_', '.')
        : "";
  }

  /** A text without the values of properties that open something. */
  String hidden(String text) {
    String hidden = text;
    for (Map.Entry<String, String> property : properties.entrySet()) {
      if (isSecret(property.getKey()) && property.getValue().length() > 3) {
        hidden = hidden.replace(property.getValue(), "***");
      }
    }
    return hidden;
  }

  private static boolean isSecret(String key) {
    return key.contains("jaas")
        || key.contains("password")
        || key.contains("secret")
        || key.endsWith(".key")
        || key.contains("token");
  }

  /** Names the properties and none of their values, some of which are secrets. */
  @Override
  public String toString() {
    return "KafkaSettings[" + bootstrapServers.orElse("") + ", " + properties.keySet() + "]";
  }
}
