package io.sluice.recommender.cli.read;

import io.sluice.analyzer.snapshot.ClusterReader;
import io.sluice.analyzer.stream.inventory.InventoryRecord;
import io.sluice.analyzer.stream.inventory.InventoryTable;
import io.sluice.analyzer.stream.inventory.SnapshotRecords;
import io.sluice.ingest.UnusableInputException;
import io.sluice.ingest.kafka.KafkaSettings;
import io.sluice.ingest.kafka.RecordPublisher;
import io.sluice.ingest.kafka.TopicDemand;
import io.sluice.ingest.kafka.TopicLocation;
import io.sluice.ingest.kafka.TopicTail;
import io.sluice.recommender.cli.cluster.ClusterOptions;
import io.sluice.recommender.cli.cluster.NamedPath;
import io.sluice.recommender.cli.run.Console;
import io.sluice.recommender.cli.run.UsageException;
import io.sluice.recommender.write.Wording;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Snapshots put into the inventory topic of the service. */
public final class InventoryPublishing {
  private final ClusterOptions options;
  private final TopicLocation topic;
  private final KafkaSettings kafka;

  /**
   * What to publish where.
   *
   * @param kafka with the environment's part
   */
  public InventoryPublishing(ClusterOptions options, TopicLocation topic, KafkaSettings kafka) {
    this.options = options;
    this.topic = topic;
    this.kafka = kafka;
  }

  /** Reads and publishes every snapshot; gives a line for each. */
  public List<String> run(Console console) {
    InventoryTable before = before(topic, kafka);
    try (RecordPublisher publisher = RecordPublisher.open(topic, kafka)) {
      return options.clusters.stream()
          .map(named -> publish(named, before, publisher, console))
          .toList();
    }
  }

  /**
   * What an inventory topic says.
   *
   * @throws UsageException where it has several partitions
   */
  public static InventoryTable before(TopicLocation topic, KafkaSettings kafka) {
    demandOnePartition(topic, kafka);
    InventoryTable before = new InventoryTable();
    try (TopicTail tail = TopicTail.open(topic, kafka)) {
      tail.toEnd(
          (key, value) -> {
            if (key != null) {
              before.put(key, value);
            }
          });
    }
    return before;
  }

  private static void demandOnePartition(TopicLocation topic, KafkaSettings kafka) {
    Map<String, Integer> partitions = TopicDemand.of(kafka, List.of(topic.topic()));
    if (partitions.getOrDefault(topic.topic(), 1) != 1) {
      throw new UsageException(
          topic + " must have one partition, because its records count in their order");
    }
  }

  private String publish(
      NamedPath named, InventoryTable before, RecordPublisher publisher, Console console) {
    OptionalLong time =
        options
            .snapshotTime
            .map(Instant::toEpochMilli)
            .map(OptionalLong::of)
            .orElse(OptionalLong.empty());
    ClusterReader.Result read = ClusterReader.read(named.cluster(), named.path(), time);
    read.warnings().forEach(console::warn);
    if (!read.seenPods().isEmpty()) {
      console.warn(named.path() + ": recorded history of pods is not published");
    }
    long takenAt = SnapshotRecords.takenAt(read.objects());
    if (takenAt == Long.MIN_VALUE) {
      throw new UnusableInputException(
          named.path() + ": nothing in it says when it was taken; give --snapshot-time");
    }
    demandNewer(named, takenAt, before);
    List<InventoryRecord> records =
        SnapshotRecords.of(named.cluster(), read.objects(), before.objects());
    records.forEach(record -> publisher.put(record.keyBytes(), record.valueBytes()));
    publisher.commit();
    return "Published "
        + Wording.count(records.size() - 1, "object", "objects")
        + (named.cluster().isEmpty() ? "" : " of " + named.cluster())
        + " to "
        + topic
        + " as of "
        + Wording.time(takenAt);
  }

  private static void demandNewer(NamedPath named, long takenAt, InventoryTable before) {
    Optional.ofNullable(before.current().watermarks().get(named.cluster()))
        .filter(mark -> mark.epochMillis() > takenAt)
        .ifPresent(
            mark -> {
              throw new UnusableInputException(
                  named.path()
                      + " is of "
                      + Instant.ofEpochMilli(takenAt)
                      + ", and the topic has the cluster as of "
                      + Instant.ofEpochMilli(mark.epochMillis())
                      + " already: an older snapshot would undo it");
            });
  }
}
