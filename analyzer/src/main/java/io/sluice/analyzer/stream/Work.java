package io.sluice.analyzer.stream;

import org.apache.kafka.streams.processor.api.Record;

/** What a processor does with records. */
interface Work {
  void accept(Record<byte[], byte[]> record);

  /** The task goes elsewhere, or ends. */
  default void close() {}
}
