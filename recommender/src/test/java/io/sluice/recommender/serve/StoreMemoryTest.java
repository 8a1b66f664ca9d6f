package io.sluice.recommender.serve;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Materialized;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With real stores: what they may have in memory is one cache's, however many they are. */
final class StoreMemoryTest {
  @TempDir private Path folder;

  @Test
  void allStoresTakeTheirMemoryFromOnePlace() {
    StreamsBuilder builder = new StreamsBuilder();
    for (String name : List.of("one", "two")) {
      builder.table(
          name,
          Consumed.with(Serdes.ByteArray(), Serdes.ByteArray()),
          Materialized.as(name + "-store"));
    }
    Properties properties = new Properties();
    properties.put(StreamsConfig.APPLICATION_ID_CONFIG, "store-memory");
    properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "127.0.0.1:1");
    properties.put(StreamsConfig.STATE_DIR_CONFIG, folder.toString());
    properties.put(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, StoreMemory.class);
    try (TopologyTestDriver driver = new TopologyTestDriver(builder.build(), properties)) {
      assertThat(capacities(driver)).containsExactly(StoreMemory.BYTES, StoreMemory.BYTES);
      double before = used(driver, "one-store");

      TestInputTopic<byte[], byte[]> two =
          driver.createInputTopic("two", new ByteArraySerializer(), new ByteArraySerializer());
      for (int i = 0; i < 40; i++) {
        two.pipeInput(new byte[] {(byte) i}, new byte[64 * 1024]);
      }

      assertThat(used(driver, "one-store")).isGreaterThan(before + 40 * 64 * 1024);
    }
  }

  private static List<Long> capacities(TopologyTestDriver driver) {
    return driver.metrics().entrySet().stream()
        .filter(metric -> metric.getKey().name().equals("block-cache-capacity"))
        .map(metric -> ((Number) metric.getValue().metricValue()).longValue())
        .toList();
  }

  private static double used(TopologyTestDriver driver, String store) {
    return driver.metrics().entrySet().stream()
        .filter(metric -> metric.getKey().name().equals("block-cache-usage"))
        .filter(metric -> store.equals(metric.getKey().tags().get("rocksdb-state-id")))
        .mapToDouble(metric -> ((Number) metric.getValue().metricValue()).doubleValue())
        .sum();
  }
}
