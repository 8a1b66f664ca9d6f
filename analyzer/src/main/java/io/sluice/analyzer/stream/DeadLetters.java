package io.sluice.analyzer.stream;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/** Records that cannot be read, put aside as they came with two headers: why, and where from. */
final class DeadLetters {
  static final String REASON = "sluice.reason";
  static final String PLACE = "sluice.place";

  private DeadLetters() {}

  static void put(ProcessorContext<byte[], Attributed> context, Arrival arrival, String reason) {
    RecordHeaders headers = new RecordHeaders();
    headers.add(REASON, reason.getBytes(StandardCharsets.UTF_8));
    headers.add(PLACE, arrival.place().getBytes(StandardCharsets.UTF_8));
    context.forward(
        new Record<>(
            arrival.key(), new Attributed(true, arrival.value()), arrival.timestamp(), headers));
  }
}
