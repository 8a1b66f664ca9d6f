package io.sluice.ingest.batch;

import io.sluice.ingest.Flow;
import io.sluice.ingest.Outcome;
import io.sluice.ingest.decode.PartSink;
import io.sluice.ingest.decode.PartTally;
import java.util.function.Consumer;

/** Cuts logs, which are read one after another, into batches. One thread's. */
public final class LogBatches implements PartSink {
  /**
   * A batch that is ready.
   *
   * @param part which part of which log
   * @param flows how many flows it has
   * @param value its bytes
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  public record Finished(BatchPart part, int flows, byte[] value) {}

  private final FlowBatchWriter writer;
  private final Consumer<Finished> taker;
  private long number;

  public LogBatches(FlowBatchWriter writer, Consumer<Finished> taker) {
    this.writer = writer;
    this.taker = taker;
  }

  @Override
  public Outcome accept(Flow flow) {
    return writer.accept(flow);
  }

  @Override
  public boolean full() {
    return writer.full();
  }

  @Override
  public void part(PartTally tally) {
    finish(tally, BatchPart.Extent.MORE);
    number++;
  }

  @Override
  public void lastPart(PartTally tally) {
    finish(tally, BatchPart.Extent.LAST);
    number = 0;
  }

  private void finish(PartTally tally, BatchPart.Extent extent) {
    BatchPart part = new BatchPart(tally.file(), number, extent);
    int flows = writer.flows();
    taker.accept(new Finished(part, flows, writer.finish(part, tally)));
  }
}
