package io.sluice.ingest.decode;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.sluice.ingest.EndpointDictionary;
import io.sluice.ingest.FileSummary;
import io.sluice.ingest.FlowSink;
import io.sluice.ingest.LogFormat;
import io.sluice.ingest.ObserverDictionary;
import io.sluice.ingest.Outcome;
import java.io.IOException;
import java.io.InputStream;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Decodes uncompressed log bytes of any format that Sluice reads, recognising it from the content.
 * One thread's.
 *
 * <p>{@link RecordSplitter} cuts the bytes into records, {@link RecordDecoder} turns each into
 * flows; a {@link FastLane} takes the records that it knows past both.
 */
public final class LogDecoder {
  /** What is said of a log whose arrays are not closed. */
  static final String UNCLOSED =
      "the closing brackets are missing: copied while it was being written?";

  private final EndpointDictionary endpoints;
  private final ObserverDictionary observers;
  private final Optional<LogFormat> override;
  private final @Nullable FastLane lane;
  private final @Nullable FastAzureTuple fastTuple;
  private volatile @Nullable FileTally current;
  private final AtomicLong recordsBefore = new AtomicLong();
  private long flowsByReference;
  private long fastTuples;

  /**
   * A decoder.
   *
   * @param override the format of every input, where the user gave it
   */
  public LogDecoder(
      EndpointDictionary endpoints, ObserverDictionary observers, Optional<LogFormat> override) {
    this(endpoints, observers, override, Decoders.FAST);
  }

  /**
   * A decoder of a given kind.
   *
   * @param override the format of every input, where the user gave it
   */
  public LogDecoder(
      EndpointDictionary endpoints,
      ObserverDictionary observers,
      Optional<LogFormat> override,
      Decoders decoders) {
    this.endpoints = endpoints;
    this.observers = observers;
    this.override = override;
    lane = decoders == Decoders.FAST ? new FastLane() : null;
    fastTuple = decoders == Decoders.FAST ? new FastAzureTuple(endpoints) : null;
  }

  /**
   * Reads an input to its end, or until it turns out to be nothing that is read.
   *
   * @param file what reports call it
   * @throws IOException where reading fails; a {@link CutShortException} is counted, not thrown
   */
  public Decoded decode(String file, InputStream in, FlowSink sink) throws IOException {
    return decode(file, in, sink, List.of());
  }

  /**
   * The same with what is said of the input while it is read.
   *
   * @param notes filled at the latest where the input ends
   */
  public Decoded decode(String file, InputStream in, FlowSink sink, Collection<String> notes)
      throws IOException {
    RecordSplitter splitter = new RecordSplitter(in, lane);
    FileTally tally = new FileTally(file);
    decode(splitter, tally, sink, new Sniffing());
    boolean read = isRead(splitter, tally);
    if (read) {
      notes.forEach(tally::note);
    }
    if (read && sink instanceof PartSink parts) {
      parts.lastPart(tally.cut(override));
    }
    return result(splitter, tally, read);
  }

  /**
   * Reads a slice of an input of which the format is known, between two of its records.
   *
   * @param from offset of the slice in the input
   */
  public DecodedSlice decodeSlice(String file, InputStream in, long from, FlowSink sink)
      throws IOException {
    RecordSplitter splitter = new RecordSplitter(in, lane);
    FileTally tally = new FileTally(file);
    decode(splitter, tally, sink, null);
    return new DecodedSlice(tally, from, splitter.position().line() - 1);
  }

  /** The slices of one input, in order, as if it had been read at once. */
  public Decoded join(List<DecodedSlice> slices) {
    FileTally tally = DecodedSlice.joined(slices);
    FileSummary summary = tally.summary(override);
    return new Decoded(summary.format(), Optional.of(summary));
  }

  /**
   * Reads to the end.
   *
   * @param sniffing says when to give up on an input that shows no known format; null never does
   */
  private void decode(
      RecordSplitter splitter, FileTally tally, FlowSink sink, @Nullable Sniffing sniffing)
      throws IOException {
    current = tally;
    RecordDecoder records =
        new RecordDecoder(
            endpoints,
            observers,
            new Delivery(tally, splitter.piece(), sink, override.orElse(null)),
            fastTuple);
    long flowsBefore = fastFlows();
    boolean lastCut = false;
    while (splitter.next()) {
      if (lane != null && splitter.piece().isTaken()) {
        records.take(lane.record());
      } else {
        piece(splitter, records, tally);
      }
      lastCut = splitter.piece().cut();
      if (sniffing != null && !known(tally) && sniffing.enough(splitter.piece().byteOffset())) {
        break;
      }
    }
    String damage = splitter.damage();
    if (damage != null && !lastCut) {
      tally.found();
      tally.bad(Outcome.TRUNCATED, splitter.position(), damage);
    }
    if (damage == null && known(tally) && splitter.unclosed()) {
      tally.note(UNCLOSED);
    }
    flowsByReference += records.flows();
    fastTuples += records.fastTuples();
    tally.inPlace(fastFlows() - flowsBefore + records.fastTuples());
    current = null;
    recordsBefore.addAndGet(tally.records());
  }

  /** What an input holds, without reading more of it than that takes. */
  public static LogFormat recognise(InputStream in) throws IOException {
    RecordSplitter splitter = new RecordSplitter(in);
    FileTally tally = new FileTally("");
    RecordDecoder records =
        new RecordDecoder(
            new EndpointDictionary(),
            new ObserverDictionary(),
            new Delivery(tally, splitter.piece(), flow -> Outcome.USED, null),
            null);
    Sniffing sniffing = new Sniffing();
    boolean enough = false;
    while (!tally.recognised() && !enough && splitter.next()) {
      piece(splitter, records, tally);
      enough = sniffing.enough(splitter.piece().byteOffset());
    }
    return tally.recognised() ? tally.summary(Optional.empty()).format() : unread(splitter, tally);
  }

  /** Records of all inputs so far; other threads, which may ask, may get a little less. */
  public long records() {
    FileTally now = current;
    return recordsBefore.get() + (now == null ? 0 : now.records());
  }

  /** Hubble flows of all inputs that the fast decoder took. */
  public long fastFlows() {
    return lane == null ? 0 : lane.taken();
  }

  /** Hubble flows of all inputs so far that were read by the reference decoder. */
  public long referenceFlows() {
    return flowsByReference;
  }

  /** Tuples of Azure's logs in all inputs so far that were read in place. */
  public long fastTuples() {
    return fastTuples;
  }

  private boolean known(FileTally tally) {
    return override.isPresent() || tally.recognised();
  }

  /** Decodes the piece that was found; false where it is damaged. */
  static boolean piece(RecordSplitter splitter, RecordDecoder records, FileTally tally)
      throws IOException {
    Piece found = splitter.piece();
    if (found.large()) {
      records.decodeLarge(splitter);
      return found.problem() == null;
    }
    String problem = found.problem();
    if (!found.garbage()) {
      try {
        records.decode(found.bytes(), found.offset(), found.length());
      } catch (IOException e) {
        problem = problem == null ? notJson(e, found.length()) : problem;
      }
    }
    if (problem != null) {
      tally.found();
      tally.bad(found.cut() ? Outcome.TRUNCATED : Outcome.MALFORMED, found, problem);
      splitter.reject();
    }
    return problem == null;
  }

  /** Says where, never what: the parser's own words quote the input. */
  private static String notJson(IOException e, int length) {
    if (e instanceof JsonProcessingException json && json.getLocation() != null) {
      long at = json.getLocation().getByteOffset();
      if (at >= 0 && at <= length) {
        return "not valid JSON at byte " + at + " of the record";
      }
    }
    return "not valid JSON";
  }

  private boolean isRead(RecordSplitter splitter, FileTally tally) {
    boolean cutAtOnce = splitter.damage() != null && splitter.bytesDone() == 0;
    boolean empty = tally.empty() && tally.foreign() == LogFormat.UNKNOWN;
    return known(tally) || empty || cutAtOnce;
  }

  private Decoded result(RecordSplitter splitter, FileTally tally, boolean read) {
    if (read) {
      FileSummary summary = tally.summary(override);
      return new Decoded(summary.format(), Optional.of(summary));
    }
    return new Decoded(unread(splitter, tally), Optional.empty());
  }

  /** What an input is that is none of those that are read. */
  static LogFormat unread(RecordSplitter splitter, FileTally tally) {
    if (tally.foreign() != LogFormat.UNKNOWN) {
      return tally.foreign();
    }
    return tally.empty() ? LogFormat.EMPTY : TextShape.format(splitter.head());
  }
}
