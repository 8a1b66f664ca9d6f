package io.sluice.analyzer.stream;

import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/**
 * A processor whose work is made when Kafka Streams gives it its context, so that the work has all
 * it needs from its constructor on.
 */
final class Begun<V> implements Processor<byte[], byte[], byte[], V> {
  private final Function<ProcessorContext<byte[], V>, Consumer<Record<byte[], byte[]>>> beginning;
  private @Nullable Consumer<Record<byte[], byte[]>> work;

  /**
   * A processor.
   *
   * @param beginning makes what takes the records
   */
  Begun(Function<ProcessorContext<byte[], V>, Consumer<Record<byte[], byte[]>>> beginning) {
    this.beginning = beginning;
  }

  @Override
  public void init(ProcessorContext<byte[], V> context) {
    work = beginning.apply(context);
  }

  @Override
  public void process(Record<byte[], byte[]> record) {
    Objects.requireNonNull(work).accept(record);
  }
}
