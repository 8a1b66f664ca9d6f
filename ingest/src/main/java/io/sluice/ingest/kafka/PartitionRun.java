package io.sluice.ingest.kafka;

import io.sluice.ingest.EndpointDictionary;
import io.sluice.ingest.ObserverDictionary;
import io.sluice.ingest.batch.BatchLimits;
import io.sluice.ingest.batch.BatchPart;
import io.sluice.ingest.batch.FlowBatch;
import io.sluice.ingest.batch.FlowBatchWriter;
import io.sluice.ingest.decode.ValueDecoder;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** The records of one partition that are gathered for its next batch. */
final class PartitionRun {
  /** With more ends than that, what is remembered of them is begun anew. */
  private static final int MOST_ENDS = 200_000;

  private static final long NONE = -1;

  private final String source;
  private final BatchLimits limits;
  private EndpointDictionary endpoints = new EndpointDictionary();
  private FlowBatchWriter writer;
  private ValueDecoder decoder;
  private long first = NONE;
  private long next = NONE;

  PartitionRun(String source, BatchLimits limits) {
    this.source = source;
    this.limits = limits;
    ObserverDictionary observers = new ObserverDictionary();
    writer = new FlowBatchWriter(endpoints, observers, limits, "");
    decoder = new ValueDecoder(source, endpoints, observers, Optional.empty(), writer);
  }

  void take(ConsumerRecord<byte[], byte[]> record) {
    first = first == NONE ? record.offset() : first;
    next = record.offset() + 1;
    byte[] value = record.value();
    if (value != null && FlowBatch.is(value)) {
      decoder.unreadable(record.offset(), "a flow batch, where a single flow in JSON was expected");
    } else {
      PackedValues.decode(decoder, record.offset(), value);
    }
  }

  String source() {
    return source;
  }

  boolean full() {
    return writer.full();
  }

  boolean isEmpty() {
    return first == NONE;
  }

  /** The offset behind the last record. */
  long next() {
    return next;
  }

  /** The batch of all records since the last one. */
  byte[] finish() {
    BatchPart part = new BatchPart(source, first, BatchPart.Extent.RUN);
    byte[] value = writer.finish(part, decoder.cut());
    first = NONE;
    if (endpoints.size() > MOST_ENDS) {
      endpoints = new EndpointDictionary();
      ObserverDictionary observers = new ObserverDictionary();
      writer = new FlowBatchWriter(endpoints, observers, limits, "");
      decoder = new ValueDecoder(source, endpoints, observers, Optional.empty(), writer);
    }
    return value;
  }
}
