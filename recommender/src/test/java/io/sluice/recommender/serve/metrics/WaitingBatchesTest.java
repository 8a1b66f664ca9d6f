package io.sluice.recommender.serve.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.sluice.analyzer.stream.WaitingMetrics;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.common.metrics.Metrics;
import org.apache.kafka.common.metrics.Sensor;
import org.apache.kafka.common.metrics.stats.Value;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class WaitingBatchesTest {
  private static final Instant NOW = Instant.parse("2026-11-03T20:00:00Z");

  private final Metrics streams = new Metrics();
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

  @AfterEach
  void close() {
    streams.close();
  }

  private void says(String group, String task, String name, double value) {
    Sensor sensor = streams.sensor(group + name + task);
    sensor.add(streams.metricName(name, group, Map.of("task-id", task)), new Value());
    sensor.record(value);
  }

  private void task(String task, int batches, long since) {
    says(WaitingMetrics.GROUP, task, WaitingMetrics.BATCHES, batches);
    says(WaitingMetrics.GROUP, task, WaitingMetrics.OLDEST_MILLIS, (double) since);
  }

  private double of(String gauge) {
    return Objects.requireNonNull(registry.find(gauge).gauge()).value();
  }

  @Test
  void batchesOfAllTasksAreAddedAndTheOldestOfAllCounts() {
    task("1_0", 3, NOW.minusSeconds(40).toEpochMilli());
    task("1_1", 0, 0);
    task("1_2", 4, NOW.minusSeconds(70).toEpochMilli());
    says("stream-task-metrics", "1_2", WaitingMetrics.BATCHES, 1000);

    WaitingBatches.register(registry, streams::metrics, Clock.fixed(NOW, ZoneOffset.UTC));

    assertThat(of("sluice.batches.waiting")).isEqualTo(7);
    assertThat(of("sluice.batches.waiting.seconds")).isEqualTo(70);
  }

  @Test
  void tasksThatComeLaterAreAskedToo() {
    WaitingBatches.register(registry, streams::metrics, Clock.fixed(NOW, ZoneOffset.UTC));
    assertThat(of("sluice.batches.waiting")).isZero();
    assertThat(of("sluice.batches.waiting.seconds")).isZero();

    task("1_0", 2, NOW.minusSeconds(1).toEpochMilli());

    assertThat(of("sluice.batches.waiting")).isEqualTo(2);
    assertThat(of("sluice.batches.waiting.seconds")).isEqualTo(1);
  }

  @Test
  void aClockThatIsBehindMakesNoWaitBelowNothing() {
    task("1_0", 2, NOW.plusSeconds(5).toEpochMilli());

    WaitingBatches.register(registry, streams::metrics, Clock.fixed(NOW, ZoneOffset.UTC));

    assertThat(of("sluice.batches.waiting.seconds")).isZero();
  }
}
