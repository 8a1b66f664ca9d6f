package io.sluice.ingest.decode;

import io.sluice.ingest.EndpointDictionary;
import io.sluice.ingest.Flow;
import io.sluice.ingest.LogFormat;
import io.sluice.ingest.ObserverDictionary;
import io.sluice.ingest.Outcome;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/**
 * Decodes logs that grow, each from where the last part of it ended. One thread's.
 *
 * <p>A part ends behind a record, and the next one begins there: with a comma, if the log is an
 * array, because {@link RecordSplitter} passes what stands between records. So the brackets that
 * close the blob of the running hour may be overwritten by what comes next.
 */
public final class GrowthDecoder {
  private final EndpointDictionary endpoints;
  private final ObserverDictionary observers;
  private final FastLane lane = new FastLane();
  private final FastAzureTuple fastTuple;

  /** A decoder into some dictionaries. */
  public GrowthDecoder(EndpointDictionary endpoints, ObserverDictionary observers) {
    this.endpoints = endpoints;
    this.observers = observers;
    fastTuple = new FastAzureTuple(endpoints);
  }

  /** Takes parts as if they had been cut out of the whole log. */
  private record Placed(PartSink sink, LogPlace from) implements PartSink {
    @Override
    public Outcome accept(Flow flow) {
      return sink.accept(flow);
    }

    @Override
    public boolean full() {
      return sink.full();
    }

    @Override
    public void part(PartTally tally) {
      sink.part(tally.moved(from.lines(), from.offset()));
    }

    @Override
    public void lastPart(PartTally tally) {
      sink.lastPart(tally.moved(from.lines(), from.offset()));
    }
  }

  /**
   * Reads on in a log. What is damaged is counted, as it is where a log ends; whether it is counted
   * for good is for the caller to say, who may throw away what the sink was given and read the log
   * again up to {@link Growth#end}.
   *
   * @param file what reports call the log
   * @param in its bytes from the place on, as they are without compression
   * @param mostBytes reading ends behind the first record that ends so far behind the place
   * @param ended whether the log is known to have ended where the bytes do
   * @param sink gets the flows, and the account of all records, in parts; its last part is none
   */
  public Growth decode(
      String file, InputStream in, LogPlace from, long mostBytes, boolean ended, PartSink sink)
      throws IOException {
    RecordSplitter splitter = new RecordSplitter(in, lane);
    FileTally tally = new FileTally(file);
    if (from.offset() > 0) {
      splitter.goOnInside(from.wrappers());
    }
    PartSink placed = new Placed(sink, from);
    RecordDecoder records =
        new RecordDecoder(
            endpoints, observers, new Delivery(tally, splitter.piece(), placed, null), fastTuple);
    Sniffing sniffing = new Sniffing();
    long takenBefore = lane.taken();
    Position end = new Position.At(1, 0);
    int open = from.wrappers();
    Growth.Tail tail = Growth.Tail.NOTHING;
    while (tail != Growth.Tail.MORE && splitter.next()) {
      boolean whole =
          take(splitter, records, tally) && !splitter.holdsParts() && !splitter.metEnd();
      end = whole ? splitter.position() : end;
      open = whole ? splitter.openWrappers() : open;
      tail = whole ? Growth.Tail.NOTHING : Growth.Tail.DAMAGED;
      boolean known = from.recognised() || tally.recognised();
      if (!known && sniffing.enough(splitter.piece().byteOffset())) {
        break;
      }
      tail = whole && known && end.byteOffset() >= mostBytes ? Growth.Tail.MORE : tail;
    }
    boolean recognised = from.recognised() || tally.recognised();
    LogPlace good = place(from, end, open, recognised);
    LogPlace all = place(from, splitter.position(), splitter.openWrappers(), recognised);
    if (splitter.damage() != null) {
      return new Growth(good, all, Growth.Tail.CUT_SHORT, LogFormat.UNKNOWN);
    }
    boolean empty = !recognised && tally.empty() && tally.foreign() == LogFormat.UNKNOWN;
    if (!recognised && !empty) {
      return new Growth(good, all, Growth.Tail.UNREAD, LogDecoder.unread(splitter, tally));
    }
    if (recognised && ended && tail != Growth.Tail.MORE && splitter.unclosed()) {
      tally.note(LogDecoder.UNCLOSED);
    }
    tally.inPlace(lane.taken() - takenBefore + records.fastTuples());
    if (tally.pending() || (empty && ended)) {
      placed.part(tally.cut(Optional.empty()));
    }
    return new Growth(good, all, tail, LogFormat.UNKNOWN);
  }

  private static LogPlace place(LogPlace from, Position at, int open, boolean recognised) {
    return new LogPlace(
        from.offset() + at.byteOffset(), from.lines() + at.line() - 1, open, recognised);
  }

  private boolean take(RecordSplitter splitter, RecordDecoder records, FileTally tally)
      throws IOException {
    if (splitter.piece().isTaken()) {
      records.take(lane.record());
      return true;
    }
    return LogDecoder.piece(splitter, records, tally);
  }
}
