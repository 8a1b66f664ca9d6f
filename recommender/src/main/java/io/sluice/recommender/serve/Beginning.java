package io.sluice.recommender.serve;

import io.sluice.ingest.kafka.GroupPlace;
import io.sluice.ingest.kafka.KafkaSettings;
import io.sluice.ingest.kafka.TopicDemand;
import io.sluice.ingest.kafka.TopicLocation;
import io.sluice.ingest.kafka.TopicTail;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** What must hold before an instance begins, and where an application begins that never did. */
final class Beginning {
  private final ServeSettings settings;
  private final KafkaSettings kafka;
  private final Consumer<String> say;

  Beginning(ServeSettings settings, KafkaSettings kafka, Consumer<String> say) {
    this.settings = settings;
    this.kafka = kafka;
    this.say = say;
  }

  /**
   * Demands its topics, and places a new application.
   *
   * @return from when on it reads what was published, where it was placed now
   * @throws UncheckedIOException where topics are missing, the edges are those of another
   *     application, or the brokers fail or refuse
   */
  Optional<Instant> settle() {
    Map<String, Integer> topics = TopicDemand.of(kafka, settings.topics());
    demandOnePartition(
        topics, settings.stream().inventory(), "because its records count in their order");
    demandOnePartition(
        topics, settings.outputs().announced(), "because one instance speaks for all");
    GroupPlace place = new GroupPlace(kafka, settings.applicationId());
    if (place.isKnown()) {
      return Optional.empty();
    }
    demandOwnEdges(place);
    return settings.startFrom().filter(from -> begun(place, from));
  }

  private static void demandOnePartition(Map<String, Integer> topics, String topic, String why) {
    if (topics.getOrDefault(topic, 1) != 1) {
      throw said(
          "kafka://"
              + topic
              + " must have one partition, "
              + why
              + ", but has "
              + topics.get(topic)
              + "; config/topics.yaml says how topics are made");
    }
  }

  /** Edges and the places of their application are committed together. */
  private void demandOwnEdges(GroupPlace place) {
    TopicLocation edges = new TopicLocation(settings.stream().edges());
    boolean empty;
    try (TopicTail tail = TopicTail.open(edges, kafka)) {
      empty = tail.isEmpty();
    }
    // Another instance may have begun meanwhile.
    if (!empty && !place.isKnown()) {
      throw said(
          edges
              + " has edges already, but the application "
              + settings.applicationId()
              + " has read nothing yet (or so long ago that the brokers forgot its place): its edges"
              + " would count beside those. Name an empty topic in serve.topics.edges, or the"
              + " application of these edges in serve.applicationId; docs/operations.md, Beginning"
              + " anew, says how");
    }
  }

  private boolean begun(GroupPlace place, Instant from) {
    boolean begun = place.begin(settings.stream().flowBatches(), from);
    if (!begun) {
      say.accept(
          "serve.startFrom does not count: another instance of "
              + settings.applicationId()
              + " has begun");
    }
    return begun;
  }

  private static UncheckedIOException said(String message) {
    return new UncheckedIOException(message, new IOException(message));
  }
}
