package io.sluice.recommender.serve.metrics;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.sluice.analyzer.stream.WaitingMetrics;
import java.time.Clock;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.DoubleStream;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;

/** Flow batches that were read and wait to be attributed, of all partitions of an instance. */
final class WaitingBatches {
  private static final double MILLIS = 1000;

  private final Supplier<Map<MetricName, ? extends Metric>> streams;
  private final Clock clock;

  private WaitingBatches(Supplier<Map<MetricName, ? extends Metric>> streams, Clock clock) {
    this.streams = streams;
    this.clock = clock;
  }

  /**
   * Registers what is asked of Kafka Streams with each scrape.
   *
   * @param streams all metrics of Kafka Streams, as they are now
   */
  static void register(
      MeterRegistry registry, Supplier<Map<MetricName, ? extends Metric>> streams, Clock clock) {
    WaitingBatches all = new WaitingBatches(streams, clock);
    Gauge.builder("sluice.batches.waiting", () -> all.of(WaitingMetrics.BATCHES).sum())
        .description("Flow batches that were read and wait to be attributed")
        .register(registry);
    Gauge.builder("sluice.batches.waiting.seconds", all::longest)
        .description("How long the flow batch has waited that was read first; 0 where none waits")
        .register(registry);
  }

  private double longest() {
    return of(WaitingMetrics.OLDEST_MILLIS)
        .filter(millis -> millis > 0)
        .map(millis -> Math.max(0, clock.millis() - millis) / MILLIS)
        .max()
        .orElse(0);
  }

  /** What each task says. */
  private DoubleStream of(String name) {
    return streams.get().entrySet().stream()
        .filter(one -> one.getKey().group().equals(WaitingMetrics.GROUP))
        .filter(one -> one.getKey().name().equals(name))
        .mapToDouble(
            one -> one.getValue().metricValue() instanceof Number value ? value.doubleValue() : 0);
  }
}
