package io.sluice.ingest.decode;

import io.sluice.ingest.EndpointDictionary;
import io.sluice.ingest.FileSummary;
import io.sluice.ingest.FlowSink;
import io.sluice.ingest.LogFormat;
import io.sluice.ingest.ObserverDictionary;
import io.sluice.ingest.Outcome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Decodes the values of a topic's records one by one, as one log: each is a record in any format
 * that Sluice reads, or an envelope with several. What cannot be read is counted with its offset
 * and stops nothing. One thread's.
 */
public final class ValueDecoder {
  /** The place of what is being read, which is in another value every time. */
  private static final class Here implements Position {
    private static final Position START = new At(1, 0);

    private Position piece = START;

    @Override
    public long line() {
      return piece.line();
    }

    @Override
    public long byteOffset() {
      return piece.byteOffset();
    }
  }

  private final FileTally tally;
  private final Here here = new Here();
  private final RecordDecoder records;
  private final FastLane lane = new FastLane();
  private long inPlaceBefore;

  /**
   * A decoder of one log.
   *
   * @param source what reports call the log
   * @param override the format of every record, where the user gave it
   */
  public ValueDecoder(
      String source,
      EndpointDictionary endpoints,
      ObserverDictionary observers,
      Optional<LogFormat> override,
      FlowSink sink) {
    tally = new FileTally(source);
    records =
        new RecordDecoder(
            endpoints,
            observers,
            new Delivery(tally, here, sink, override.orElse(null)),
            new FastAzureTuple(endpoints));
  }

  /**
   * Reads one record's value.
   *
   * @param offset its offset, which is the place of what is wrong with it
   * @param value its value, or null where it has none
   */
  public void decode(long offset, byte @Nullable [] value) {
    tally.inRecord(offset);
    if (value == null || value.length == 0) {
      unreadable(offset, "the record has no value");
      return;
    }
    RecordSplitter splitter = new RecordSplitter(new ScanBuffer(value), lane);
    here.piece = splitter.piece();
    try {
      while (splitter.next()) {
        if (splitter.piece().isTaken()) {
          records.take(lane.record());
        } else {
          LogDecoder.piece(splitter, records, tally);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("an array cannot be read", e);
    }
  }

  /** Counts a record whose value is none that is read here. */
  public void unreadable(long offset, String problem) {
    tally.inRecord(offset);
    tally.found();
    tally.bad(Outcome.MALFORMED, Here.START, problem);
  }

  /** Adds what a reader of the result must know. */
  public void note(String note) {
    tally.note(note);
  }

  /** What was counted since the last cut; what follows is counted anew. */
  public PartTally cut() {
    countInPlace();
    return tally.cut(Optional.empty());
  }

  /** How many records were found. */
  public long records() {
    return tally.records();
  }

  /** The summary of all. */
  public FileSummary summary() {
    countInPlace();
    return tally.summary(Optional.empty());
  }

  private void countInPlace() {
    long inPlace = lane.taken() + records.fastTuples();
    tally.inPlace(inPlace - inPlaceBefore);
    inPlaceBefore = inPlace;
  }
}
