package io.sluice.recommender.cli.settings;

import io.sluice.ingest.kafka.KafkaSettings;
import io.sluice.ingest.kafka.TopicLocation;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.snakeyaml.engine.v2.nodes.Node;

/** The key {@code kafka} of the settings: which brokers, and what their clients are told. */
final class SettingsKafka {
  static final String PATH = "kafka";

  private static final List<String> KEYS = List.of("bootstrapServers", "properties", "flowBatches");
  private static final String PROPERTIES = PATH + ".properties";
  private static final String PROPERTY = "[a-z0-9._-]+";
  private static final String SERVERS = "[^,\\s]+:[0-9]{1,5}(,[^,\\s]+:[0-9]{1,5})*";

  private final SettingsReader reader;

  SettingsKafka(SettingsReader reader) {
    this.reader = reader;
  }

  KafkaSettings read(Optional<Node> node) {
    SortedMap<String, Node> keys = reader.mapping(node, PATH, KEYS);
    Optional<Node> servers = Optional.ofNullable(keys.get("bootstrapServers"));
    Optional<Node> topic = Optional.ofNullable(keys.get("flowBatches"));
    return new KafkaSettings(
        checked(
            servers,
            "bootstrapServers",
            text -> text.matches(SERVERS),
            "host:port, several with commas and without blanks"),
        properties(Optional.ofNullable(keys.get("properties"))),
        checked(
                topic,
                "flowBatches",
                TopicLocation::isName,
                "the name of a topic: letters, digits, '.', '_' and '-'")
            .orElse(KafkaSettings.DEFAULTS.flowBatches()));
  }

  private Optional<String> checked(
      Optional<Node> node, String key, Predicate<String> good, String expected) {
    Optional<String> text = reader.text(node, PATH + "." + key);
    if (text.filter(good.negate()).isPresent()) {
      reader.problem(
          node.map(reader::line).orElse(1),
          PATH + "." + key + " must be " + expected + ", but is \"" + text.get() + "\"");
    }
    return text.filter(good);
  }

  private SortedMap<String, String> properties(Optional<Node> node) {
    SortedMap<String, String> properties = new TreeMap<>();
    reader
        .anyMapping(node, PROPERTIES)
        .forEach(
            (key, value) -> {
              String path = PROPERTIES + "." + key;
              if (!key.matches(PROPERTY)) {
                reader.problem(
                    reader.line(value),
                    PROPERTIES + " must have names of client properties, but has \"" + key + "\"");
              } else if (KafkaSettings.OURS.contains(key)) {
                reader.problem(
                    reader.line(value),
                    path + " is set by Sluice itself: records would be lost or counted twice");
              } else {
                reader.text(Optional.of(value), path).ifPresent(text -> properties.put(key, text));
              }
            });
    return properties;
  }
}
