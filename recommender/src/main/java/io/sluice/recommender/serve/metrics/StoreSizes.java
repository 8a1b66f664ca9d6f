package io.sluice.recommender.serve.metrics;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;

/**
 * How large the stores on disk are, by their names, all partitions of an instance together, those
 * that stand by as well. Kafka Streams asks RocksDB whenever it is asked itself.
 */
final class StoreSizes {
  private static final String STORE = "rocksdb-state-id";

  /** Files, and what is in memory until there is enough of it for one. */
  private static final Set<String> PARTS =
      Set.of("total-sst-files-size", "cur-size-all-mem-tables");

  private final MeterRegistry registry;
  private final Supplier<Map<MetricName, ? extends Metric>> streams;
  private final Set<String> known = ConcurrentHashMap.newKeySet();

  /**
   * Sizes that nobody asked for yet.
   *
   * @param streams all metrics of Kafka Streams, as they are now
   */
  StoreSizes(MeterRegistry registry, Supplier<Map<MetricName, ? extends Metric>> streams) {
    this.registry = registry;
    this.streams = streams;
  }

  /** Adds stores that were opened since the last time. */
  void find() {
    for (MetricName name : streams.get().keySet()) {
      String store = name.tags().get(STORE);
      if (store != null && PARTS.contains(name.name()) && known.add(store)) {
        Gauge.builder("sluice.state.store.bytes", () -> bytes(store))
            .description("Bytes of a store's files and of what will be written to them")
            .tag("store", store)
            .register(registry);
      }
    }
  }

  private double bytes(String store) {
    double sum = 0;
    for (Map.Entry<MetricName, ? extends Metric> metric : streams.get().entrySet()) {
      MetricName name = metric.getKey();
      if (PARTS.contains(name.name())
          && store.equals(name.tags().get(STORE))
          && metric.getValue().metricValue() instanceof Number bytes) {
        sum += bytes.doubleValue();
      }
    }
    return sum;
  }
}
