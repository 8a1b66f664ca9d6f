package io.sluice.analyzer.stream;

import java.util.Map;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.common.metrics.Sensor;
import org.apache.kafka.common.metrics.Sensor.RecordingLevel;
import org.apache.kafka.common.metrics.stats.Value;
import org.apache.kafka.streams.StreamsMetrics;
import org.apache.kafka.streams.processor.TaskId;

/**
 * What a task says of the batches that wait in its store, among Kafka Streams' own metrics: the lag
 * of the consumer group does not show them, as they were read.
 */
public final class WaitingMetrics implements AutoCloseable {
  /** The group of both metrics, which have the tag {@code task-id}. */
  public static final String GROUP = "stream-sluice-waiting-metrics";

  /** How many batches wait. */
  public static final String BATCHES = "batches";

  /** When the one that came first came, in milliseconds since 1970; 0 where none waits. */
  public static final String OLDEST_MILLIS = "oldest-millis";

  private final StreamsMetrics metrics;
  private final Sensor batches;
  private final Sensor oldest;

  WaitingMetrics(StreamsMetrics metrics, TaskId task) {
    this.metrics = metrics;
    batches = sensor(task, BATCHES, "How many flow batches wait to be attributed");
    oldest = sensor(task, OLDEST_MILLIS, "When the flow batch came that waits longest, or 0");
  }

  private Sensor sensor(TaskId task, String name, String description) {
    Sensor sensor = metrics.addSensor(GROUP + "." + name + "." + task, RecordingLevel.INFO);
    sensor.add(
        new MetricName(name, GROUP, description, Map.of("task-id", task.toString())), new Value());
    return sensor;
  }

  void say(Arrivals arrivals) {
    batches.record((double) arrivals.count());
    oldest.record(arrivals.isEmpty() ? 0 : (double) arrivals.oldest().value.wallMillis());
  }

  @Override
  public void close() {
    metrics.removeSensor(batches);
    metrics.removeSensor(oldest);
  }
}
