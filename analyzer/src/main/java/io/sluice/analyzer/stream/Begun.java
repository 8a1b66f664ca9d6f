package io.sluice.analyzer.stream;

import java.util.Objects;
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
  private final Function<ProcessorContext<byte[], V>, Work> beginning;
  private @Nullable Work work;

  /**
   * A processor.
   *
   * @param beginning makes what takes the records
   */
  Begun(Function<ProcessorContext<byte[], V>, Work> beginning) {
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

  @Override
  public void close() {
    if (work != null) {
      work.close();
    }
  }
}
