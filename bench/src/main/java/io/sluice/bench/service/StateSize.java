package io.sluice.bench.service;

import io.sluice.analyzer.edge.file.StoredTable;
import io.sluice.analyzer.stream.EdgeTopology;
import io.sluice.analyzer.stream.EdgesTopic;
import io.sluice.analyzer.stream.StreamSettings;
import io.sluice.analyzer.stream.inventory.InventoryRecord;
import io.sluice.analyzer.stream.inventory.SnapshotRecords;
import io.sluice.bench.process.UsedHeap;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;

/**
 * How large the service's state is: distinct edges go through the topology, in Kafka Streams' own
 * test driver with stores on disk, as one partition. Printed are the stores, their changelogs, the
 * topic of edges, and what an instance holds of it on the heap.
 */
public final class StateSize {
  /** Of every key the bytes of its last record, and all bytes that were written. */
  private static final class Written {
    private final Map<ByteBuffer, Integer> last = new HashMap<>();
    private long bytes;

    void take(TestRecord<byte[], byte[]> record) {
      int size = record.value() == null ? 0 : record.key().length + record.value().length;
      bytes += size;
      last.put(ByteBuffer.wrap(record.key()), size);
    }

    long lastBytes() {
      return last.values().stream().mapToLong(Integer::longValue).sum();
    }
  }

  private static final List<String> ON_DISK =
      List.of("total-sst-files-size", "cur-size-all-mem-tables");

  private final StreamSettings settings = StreamSettings.DEFAULTS;
  private final Map<String, Written> topics = new TreeMap<>();
  private EdgesTopic edges = new EdgesTopic();
  private long flows;

  private StateSize() {}

  /** Runs it: {@code StateSize [--rows N] [--hours N]}. */
  public static void main(String[] arguments) throws IOException {
    Map<String, String> options = new HashMap<>();
    for (int i = 0; i + 1 < arguments.length; i += 2) {
      options.put(arguments[i], arguments[i + 1]);
    }
    Path folder = Files.createTempDirectory("sluice-state-");
    try {
      new StateSize()
          .run(
              folder,
              Integer.parseInt(options.getOrDefault("--rows", "250000")),
              Integer.parseInt(options.getOrDefault("--hours", "6")));
    } finally {
      try (Stream<Path> all = Files.walk(folder)) {
        all.sorted(Comparator.reverseOrder()).forEach(StateSize::delete);
      }
    }
  }

  private static void delete(Path path) {
    try {
      Files.deleteIfExists(path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void run(Path folder, int rows, int hours) throws IOException {
    Properties properties = new Properties();
    properties.put("application.id", "state");
    properties.put("state.dir", folder.resolve("state").toString());
    properties.put("processing.guarantee", "exactly_once_v2");
    EdgeTopology topology = EdgeTopology.of(settings);
    try (TopologyTestDriver driver = new TopologyTestDriver(topology.topology(), properties)) {
      for (InventoryRecord record :
          SnapshotRecords.of("", DistinctRows.cluster(folder), List.of())) {
        pipe(driver, settings.inventory(), record.keyBytes(), record.valueBytes());
      }
      DistinctRows log = new DistinctRows(rows);
      for (int hour = 0; hour < hours; hour++) {
        log.hour(hour, batch -> batch(driver, batch));
      }
      flows = 2L * rows * hours;
      report(driver);
    }
    heap();
  }

  private void batch(TopologyTestDriver driver, byte[] value) {
    pipe(driver, settings.flowBatches(), new byte[] {1}, value);
    drain(driver);
    driver.advanceWallClockTime(Duration.ofSeconds(1)); // what changed is written
    drain(driver);
  }

  private static void pipe(TopologyTestDriver driver, String topic, byte[] key, byte[] value) {
    driver
        .createInputTopic(topic, new ByteArraySerializer(), new ByteArraySerializer())
        .pipeInput(key, value);
  }

  private void drain(TopologyTestDriver driver) {
    for (String topic : driver.producedTopicNames()) {
      Written written = topics.computeIfAbsent(topic, name -> new Written());
      driver
          .createOutputTopic(topic, new ByteArrayDeserializer(), new ByteArrayDeserializer())
          .readRecordsToList()
          .forEach(
              record -> {
                written.take(record);
                if (topic.equals(settings.edges())) {
                  edges.take(record.key(), record.value());
                }
              });
    }
  }

  private void report(TopologyTestDriver driver) throws IOException {
    int rows = edges.table().table().size();
    say("%,d flows, %,d edges", flows, rows);
    Map<String, Long> stores = new TreeMap<>();
    driver
        .metrics()
        .forEach(
            (name, metric) -> {
              String store = name.tags().get("rocksdb-state-id");
              if (store != null && ON_DISK.contains(name.name())) {
                stores.merge(store, ((Number) metric.metricValue()).longValue(), Long::sum);
              }
            });
    stores.forEach((store, bytes) -> line("store " + store, bytes, rows));
    topics.forEach(
        (topic, written) -> {
          line(topic + ", last of each key", written.lastBytes(), rows);
          line(topic + ", all that was written", written.bytes, rows);
        });
  }

  /** What an instance holds of the topic: the last record of each key, and the table of them. */
  private void heap() throws IOException {
    topics.clear();
    long records = UsedHeap.bytes();
    StoredTable table = edges.table();
    int rows = table.table().size();
    long both = UsedHeap.bytes();
    edges = new EdgesTopic();
    long alone = UsedHeap.bytes();
    if (table.table().size() != rows) {
      throw new IllegalStateException("the table changed");
    }
    line("heap: the last record of each key", both - alone, rows);
    line("heap: the table of them", both - records, rows);
  }

  private static void line(String what, long bytes, int rows) {
    say("%-55s %,15d bytes %8.1f MB per million edges", what, bytes, (double) bytes / rows);
  }

  private static void say(String form, Object... values) {
    System.out.printf(Locale.ROOT, form + "%n", values);
  }
}
