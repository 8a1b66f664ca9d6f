package io.sluice.ingest.follow;

import io.sluice.ingest.Flow;
import io.sluice.ingest.Outcome;
import io.sluice.ingest.batch.BatchPart;
import io.sluice.ingest.batch.FlowBatchWriter;
import io.sluice.ingest.decode.PartSink;
import io.sluice.ingest.decode.PartTally;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The batches of one step. */
final class StepBatches implements PartSink {
  private final FlowBatchWriter writer;
  private final List<String> notes;
  private final List<byte[]> values = new ArrayList<>();
  private long parts;
  private long flows;

  /**
   * No batch yet.
   *
   * @param parts how many batches the log has already
   * @param notes what the first batch says of the log
   */
  StepBatches(FlowBatchWriter writer, long parts, List<String> notes) {
    this.writer = writer;
    this.parts = parts;
    this.notes = notes;
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
    flows += writer.flows();
    PartTally told = values.isEmpty() ? tally.noting(notes, Set.of()) : tally;
    values.add(writer.finish(new BatchPart(tally.file(), parts, BatchPart.Extent.RUN), told));
    parts++;
  }

  @Override
  public void lastPart(PartTally tally) {
    part(tally);
  }

  List<byte[]> values() {
    return values;
  }

  /** How many batches the log has now. */
  long parts() {
    return parts;
  }

  long flows() {
    return flows;
  }
}
