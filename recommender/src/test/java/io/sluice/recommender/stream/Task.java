package io.sluice.recommender.stream;

import io.sluice.analyzer.stream.EdgeTopology;
import io.sluice.analyzer.stream.StreamSettings;
import io.sluice.analyzer.stream.inventory.InventoryRecord;
import io.sluice.analyzer.stream.inventory.InventoryTable;
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

/**
 * One partition's work of one half of the topology, with its own stores. What it did since its last
 * commit is lost when it crashes, and done again: nobody has seen it.
 */
final class Task implements AutoCloseable {
  private static final String APPLICATION = "law";

  /** The topic between the halves. */
  static final String BETWEEN = APPLICATION + "-rows-repartition";

  /** Global stores are made of their topic again. */
  private static final String INVENTORY = "inventory";

  private final StreamSettings settings;
  private final Path folder;
  private final String from;
  private final String to;
  private final List<InventoryRecord> inventory = new ArrayList<>();
  private final List<KeyValue<byte[], byte[]>> input = new ArrayList<>();
  private final List<KeyValue<byte[], byte[]>> unseen = new ArrayList<>();
  private Instant now = Instant.parse("2026-11-10T20:00:00Z");
  private int read;
  private int committed;
  private Map<String, List<KeyValue<byte[], byte[]>>> kept = Map.of();
  private InventoryTable known;
  private TopologyTestDriver driver;

  private Task(StreamSettings settings, Path folder, String from, String to) {
    this.settings = settings;
    this.folder = folder;
    this.from = from;
    this.to = to;
    this.driver = driver();
  }

  /** Of flow batches. */
  static Task attributing(StreamSettings settings, Path folder) {
    return new Task(settings, folder, settings.flowBatches(), BETWEEN);
  }

  /** Of what tasks of the first kind have written. */
  static Task merging(StreamSettings settings, Path folder) {
    return new Task(settings, folder, BETWEEN, settings.edges());
  }

  private TopologyTestDriver driver() {
    Properties properties = new Properties();
    properties.put("application.id", APPLICATION);
    properties.put("processing.guarantee", "exactly_once_v2");
    try {
      properties.put("state.dir", Files.createTempDirectory(folder, "state-").toString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    EdgeTopology topology = EdgeTopology.of(settings);
    known = topology.inventory();
    inventory.forEach(record -> known.put(record.keyBytes(), record.valueBytes()));
    return new TopologyTestDriver(topology.topology(), properties, now);
  }

  void inventory(InventoryRecord record) {
    inventory.add(record);
    known.put(record.keyBytes(), record.valueBytes()); // as the topic would, but at once
  }

  /** A record comes into its partition. */
  void give(byte[] key, byte[] value) {
    input.add(KeyValue.pair(key, value));
  }

  boolean isBehind() {
    return read < input.size();
  }

  /** Works at the next record, where there is one. */
  void step() {
    if (isBehind()) {
      KeyValue<byte[], byte[]> record = input.get(read++);
      driver
          .createInputTopic(from, new ByteArraySerializer(), new ByteArraySerializer())
          .pipeInput(record.key, record.value);
      drain();
    }
  }

  void time(Duration passes) {
    now = now.plus(passes);
    driver.advanceWallClockTime(passes);
    drain();
  }

  private void drain() {
    driver
        .createOutputTopic(to, new ByteArrayDeserializer(), new ByteArrayDeserializer())
        .readKeyValuesToList()
        .forEach(unseen::add);
  }

  /** Whether a crash would undo anything that was written. */
  boolean hasUnseen() {
    return !unseen.isEmpty();
  }

  /** What it wrote since the last commit, which everybody may see now. */
  List<KeyValue<byte[], byte[]>> commit() {
    committed = read;
    kept = stores();
    List<KeyValue<byte[], byte[]>> written = List.copyOf(unseen);
    unseen.clear();
    return written;
  }

  private Map<String, List<KeyValue<byte[], byte[]>>> stores() {
    Map<String, List<KeyValue<byte[], byte[]>>> all = new HashMap<>();
    for (String name : driver.getAllStateStores().keySet()) {
      if (!name.equals(INVENTORY)) {
        List<KeyValue<byte[], byte[]>> has = new ArrayList<>();
        KeyValueStore<byte[], byte[]> store = driver.getKeyValueStore(name);
        try (KeyValueIterator<byte[], byte[]> each = store.all()) {
          each.forEachRemaining(has::add);
        }
        all.put(name, has);
      }
    }
    return all;
  }

  /** The process is gone; another one goes on from the last commit. */
  void crash() {
    driver.close();
    driver = driver();
    unseen.clear();
    read = committed;
    kept.forEach(
        (name, has) -> {
          KeyValueStore<byte[], byte[]> store = driver.getKeyValueStore(name);
          has.forEach(one -> store.put(one.key, one.value));
        });
  }

  @Override
  public void close() {
    driver.close();
  }
}
