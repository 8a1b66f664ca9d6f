package io.sluice.recommender.serve.metrics;

import io.sluice.recommender.serve.StoreMemory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Materialized;

/** Real stores on disk, filled from topics that are called as they are. */
final class OpenStores implements AutoCloseable {
  private final Path folder;
  private final TopologyTestDriver driver;

  private OpenStores(Path folder, List<String> names) {
    this.folder = folder;
    StreamsBuilder builder = new StreamsBuilder();
    names.forEach(
        name ->
            builder.table(
                name,
                Consumed.with(Serdes.ByteArray(), Serdes.ByteArray()),
                Materialized.as(name)));
    Properties properties = new Properties();
    properties.put(StreamsConfig.APPLICATION_ID_CONFIG, "open-stores");
    properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "127.0.0.1:1");
    properties.put(StreamsConfig.STATE_DIR_CONFIG, folder.toString());
    properties.put(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, StoreMemory.class);
    driver = new TopologyTestDriver(builder.build(), properties);
  }

  static OpenStores in(Path folder, String... names) {
    return new OpenStores(folder, List.of(names));
  }

  void put(String store, String key, byte[] value) {
    driver
        .createInputTopic(store, new ByteArraySerializer(), new ByteArraySerializer())
        .pipeInput(key.getBytes(StandardCharsets.UTF_8), value);
  }

  /** What the stores' files have on the disk, all together. */
  long fileBytes() {
    try (Stream<Path> walk = Files.walk(folder)) {
      return walk.filter(file -> file.toString().endsWith(".sst"))
          .mapToLong(file -> file.toFile().length())
          .sum();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Map<MetricName, ? extends Metric> metrics() {
    return driver.metrics();
  }

  @Override
  public void close() {
    driver.close();
  }
}
