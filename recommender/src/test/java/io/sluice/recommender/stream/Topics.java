package io.sluice.recommender.stream;

import io.sluice.analyzer.edge.file.EdgeFile;
import io.sluice.analyzer.edge.file.StoredTable;
import io.sluice.analyzer.snapshot.ClusterObject;
import io.sluice.analyzer.stream.Delays;
import io.sluice.analyzer.stream.EdgeTopology;
import io.sluice.analyzer.stream.EdgesTopic;
import io.sluice.analyzer.stream.StreamSettings;
import io.sluice.analyzer.stream.WaitingMetrics;
import io.sluice.analyzer.stream.inventory.InventoryRecord;
import io.sluice.analyzer.stream.inventory.InventoryRecords;
import io.sluice.analyzer.stream.inventory.Watermark;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.test.TestRecord;

/** The topology with its topics and without a broker; it can be restarted from its changelogs. */
final class Topics implements AutoCloseable {
  private static final List<String> STORES =
      List.of("digests", "logs", "waiting", "newest", "rows", "changed", "times");

  private final StreamSettings settings;
  private final List<InventoryRecord> inventory = new ArrayList<>();
  private final EdgesTopic edges = new EdgesTopic();
  private final List<TestRecord<byte[], byte[]>> dead = new ArrayList<>();
  private Instant now = Instant.parse("2026-11-03T20:00:00Z");
  private TopologyTestDriver driver;
  private int emitted;

  Topics(StreamSettings settings) {
    this.settings = settings;
    this.driver = driver();
  }

  /** With rows kept for a while, and nobody who waits. */
  static Topics keeping(Duration kept) {
    StreamSettings all = StreamSettings.DEFAULTS;
    Topics topics =
        new Topics(
            new StreamSettings(
                all.flowBatches(),
                all.edges(),
                all.inventory(),
                all.deadLetters(),
                all.grace(),
                all.maxWait(),
                all.lateAfter(),
                all.emitEvery(),
                kept,
                all.remember()));
    topics.watermark("", 0, Watermark.Source.SNAPSHOT);
    return topics;
  }

  private TopologyTestDriver driver() {
    Properties properties = new Properties();
    properties.put("application.id", "law");
    properties.put("state.dir", folder().toString());
    properties.put("processing.guarantee", "exactly_once_v2");
    TopologyTestDriver made =
        new TopologyTestDriver(EdgeTopology.of(settings).topology(), properties, now);
    inventory.forEach(record -> pipe(made, settings.inventory(), record));
    return made;
  }

  private static Path folder() {
    try {
      return Files.createTempDirectory("sluice-topics-");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void pipe(TopologyTestDriver to, String topic, InventoryRecord record) {
    pipe(to, topic, record.keyBytes(), record.valueBytes());
  }

  /** Records are published now, as the topology's clock has it. */
  private void pipe(TopologyTestDriver to, String topic, byte[] key, byte[] value) {
    to.createInputTopic(topic, new ByteArraySerializer(), new ByteArraySerializer())
        .pipeInput(key, value, now);
  }

  /** Objects of a cluster, without anything that says how far they are complete. */
  void objects(String cluster, List<ClusterObject> objects) {
    InventoryRecords records = new InventoryRecords(cluster);
    objects.forEach(object -> inventory(records.of(object)));
  }

  void watermark(String cluster, long epochMillis, Watermark.Source source) {
    inventory(new InventoryRecords(cluster).watermark(epochMillis, source));
  }

  private void inventory(InventoryRecord record) {
    inventory.add(record);
    pipe(driver, settings.inventory(), record);
  }

  void batch(byte[] value) {
    pipe(driver, settings.flowBatches(), new byte[] {1}, value);
    drain();
  }

  void time(Duration passes) {
    now = now.plus(passes);
    driver.advanceWallClockTime(passes);
    drain();
  }

  /** The process ends, with or without what it had in mind, and begins with what stores have. */
  void restart() {
    Map<String, List<KeyValue<byte[], byte[]>>> kept = new HashMap<>();
    for (String store : STORES) {
      List<KeyValue<byte[], byte[]>> all = new ArrayList<>();
      KeyValueStore<byte[], byte[]> from = driver.getKeyValueStore(store);
      try (KeyValueIterator<byte[], byte[]> each = from.all()) {
        each.forEachRemaining(all::add);
      }
      kept.put(store, all);
    }
    driver.close();
    driver = driver();
    kept.forEach(
        (store, all) -> {
          KeyValueStore<byte[], byte[]> to = driver.getKeyValueStore(store);
          all.forEach(one -> to.put(one.key, one.value));
        });
  }

  private void drain() {
    driver
        .createOutputTopic(
            settings.edges(), new ByteArrayDeserializer(), new ByteArrayDeserializer())
        .readRecordsToList()
        .forEach(
            record -> {
              edges.take(record.key(), record.value());
              emitted++;
            });
    dead.addAll(
        driver
            .createOutputTopic(
                settings.deadLetters(), new ByteArrayDeserializer(), new ByteArrayDeserializer())
            .readRecordsToList());
  }

  /** How many rows and logs there are. */
  int size() {
    return edges.size();
  }

  Delays delays() throws IOException {
    gather();
    return edges.delays();
  }

  /** How many records the topic of edges got. */
  int emitted() {
    return emitted;
  }

  List<TestRecord<byte[], byte[]>> dead() {
    return dead;
  }

  /** What the one task says of batches that wait, by a name of {@link WaitingMetrics}. */
  double waiting(String name) {
    return driver.metrics().entrySet().stream()
        .filter(one -> one.getKey().group().equals(WaitingMetrics.GROUP))
        .filter(one -> one.getKey().name().equals(name))
        .mapToDouble(one -> (Double) one.getValue().metricValue())
        .sum();
  }

  long nowMillis() {
    return now.toEpochMilli();
  }

  /** What came is attributed, however little of it at a time, then written. */
  void gather() {
    time(settings.emitEvery());
    double before;
    do {
      before = waiting(WaitingMetrics.BATCHES);
      time(settings.emitEvery());
    } while (waiting(WaitingMetrics.BATCHES) < before);
  }

  StoredTable table() throws IOException {
    gather();
    return edges.table();
  }

  byte[] edgeFile() throws IOException {
    return EdgeFile.write(table());
  }

  @Override
  public void close() {
    driver.close();
  }
}
