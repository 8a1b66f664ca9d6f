package io.sluice.recommender.cli.settings;

import io.sluice.analyzer.stream.StreamSettings;
import io.sluice.ingest.kafka.TopicLocation;
import io.sluice.recommender.serve.FollowSettings;
import io.sluice.recommender.serve.OutputTopics;
import io.sluice.recommender.serve.ServeSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import org.snakeyaml.engine.v2.nodes.Node;

/** The key {@code serve} of the settings: how an instance of the service runs. */
final class SettingsServe {
  static final String PATH = "serve";

  private static final ServeSettings DEFAULTS = ServeSettings.DEFAULTS;
  private static final List<String> KEYS =
      List.of(
          "applicationId",
          "startFrom",
          "stateDir",
          "instanceId",
          "threads",
          "standbyReplicas",
          "commitIntervalMs",
          "rememberHours",
          "lateAfterSeconds",
          "singleRecordTopics",
          "follow",
          "topics",
          "edges",
          "inventory",
          "answers",
          "http");
  private static final List<String> TOPICS =
      List.of(
          "edges",
          "inventory",
          "deadLetters",
          "checkpoints",
          "recommendations",
          "findings",
          "announced");
  private static final List<String> EDGES = List.of("retentionDays");
  private static final List<String> INVENTORY = List.of("graceSeconds", "maxWaitSeconds");
  private static final List<String> FOLLOW =
      List.of("locations", "everySeconds", "settledAfterSeconds");

  private final SettingsReader reader;

  SettingsServe(SettingsReader reader) {
    this.reader = reader;
  }

  ServeSettings read(Optional<Node> node, String flowBatches) {
    SortedMap<String, Node> keys = reader.mapping(node, PATH, KEYS);
    Duration commit =
        Duration.ofMillis(
            reader.number(
                keys, PATH, "commitIntervalMs", (int) DEFAULTS.commitInterval().toMillis(), 1));
    return new ServeSettings(
        reader
            .text(
                keys,
                PATH,
                "applicationId",
                ServeSettings::isName,
                "letters, digits, '.', '_', '-'")
            .orElse(DEFAULTS.applicationId()),
        startFrom(keys),
        reader
            .text(keys, PATH, "stateDir", dir -> !dir.isBlank(), "a folder")
            .map(Path::of)
            .orElse(DEFAULTS.stateDir()),
        reader.text(
            keys, PATH, "instanceId", ServeSettings::isName, "letters, digits, '.', '_', '-'"),
        reader.number(keys, PATH, "threads", DEFAULTS.threads(), 1),
        reader.number(keys, PATH, "standbyReplicas", DEFAULTS.standbyReplicas(), 0),
        commit,
        topics(Optional.ofNullable(keys.get("singleRecordTopics")), flowBatches),
        follow(keys),
        outputs(section(keys, "topics", TOPICS)),
        stream(keys, flowBatches, commit));
  }

  private Optional<Instant> startFrom(SortedMap<String, Node> keys) {
    return reader
        .text(
            keys,
            PATH,
            "startFrom",
            text -> moment(text).isPresent(),
            "a time with its zone, such as 2026-11-01T06:00:00Z")
        .flatMap(SettingsServe::moment);
  }

  private static Optional<Instant> moment(String text) {
    try {
      return Optional.of(OffsetDateTime.parse(text).toInstant());
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }

  private OutputTopics outputs(SortedMap<String, Node> topics) {
    OutputTopics defaults = DEFAULTS.outputs();
    return new OutputTopics(
        topic(topics, "recommendations", defaults.recommendations()),
        topic(topics, "findings", defaults.findings()),
        topic(topics, "announced", defaults.announced()));
  }

  private FollowSettings follow(SortedMap<String, Node> keys) {
    FollowSettings defaults = DEFAULTS.follow();
    String path = PATH + ".follow";
    SortedMap<String, Node> follow = section(keys, "follow", FOLLOW);
    List<FollowSettings.Location> locations = new ArrayList<>();
    Optional<Node> list = Optional.ofNullable(follow.get("locations"));
    for (SettingsReader.Text item : reader.texts(list, path + ".locations")) {
      String problem = FollowSettings.Location.problem(item.text());
      if (problem.isEmpty()) {
        locations.add(FollowSettings.Location.parse(item.text()));
      } else {
        reader.problem(item.line(), path + ".locations: " + problem);
      }
    }
    return new FollowSettings(
        locations,
        seconds(follow, path, "everySeconds", defaults.every()),
        seconds(follow, path, "settledAfterSeconds", defaults.settledAfter()),
        topic(section(keys, "topics", TOPICS), "checkpoints", defaults.checkpoints()));
  }

  private StreamSettings stream(SortedMap<String, Node> keys, String flowBatches, Duration commit) {
    StreamSettings defaults = DEFAULTS.stream();
    SortedMap<String, Node> topics = section(keys, "topics", TOPICS);
    SortedMap<String, Node> inventory = section(keys, "inventory", INVENTORY);
    String path = PATH + ".inventory";
    return new StreamSettings(
        flowBatches,
        topic(topics, "edges", defaults.edges()),
        topic(topics, "inventory", defaults.inventory()),
        topic(topics, "deadLetters", defaults.deadLetters()),
        seconds(inventory, path, "graceSeconds", defaults.grace()),
        seconds(inventory, path, "maxWaitSeconds", defaults.maxWait()),
        seconds(keys, PATH, "lateAfterSeconds", defaults.lateAfter()),
        commit,
        Duration.ofDays(
            reader.number(section(keys, "edges", EDGES), PATH + ".edges", "retentionDays", 0, 0)),
        Duration.ofHours(
            reader.number(keys, PATH, "rememberHours", (int) defaults.remember().toHours(), 1)));
  }

  private SortedMap<String, Node> section(
      SortedMap<String, Node> keys, String key, List<String> known) {
    return reader.mapping(Optional.ofNullable(keys.get(key)), PATH + "." + key, known);
  }

  private Duration seconds(
      SortedMap<String, Node> keys, String path, String key, Duration byDefault) {
    return Duration.ofSeconds(reader.number(keys, path, key, (int) byDefault.toSeconds(), 0));
  }

  private String topic(SortedMap<String, Node> keys, String key, String byDefault) {
    return reader
        .text(
            keys,
            PATH + ".topics",
            key,
            TopicLocation::isName,
            "the name of a topic: letters, digits, '.', '_' and '-'")
        .orElse(byDefault);
  }

  private List<String> topics(Optional<Node> node, String flowBatches) {
    String path = PATH + ".singleRecordTopics";
    List<String> topics = new ArrayList<>();
    for (SettingsReader.Text item : reader.texts(node, path)) {
      if (TopicLocation.isName(item.text()) && !item.text().equals(flowBatches)) {
        topics.add(item.text());
      } else {
        reader.problem(
            item.line(),
            path
                + " must hold names of topics other than that of flow batches, but has \""
                + item.text()
                + "\"");
      }
    }
    return topics;
  }
}
