package io.sluice.ingest.decode;

import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a byte stream into JSON records, whatever they are wrapped in, and survives damage.
 *
 * <p>A record is a JSON object (or a string that holds one) that stands at the top level, in an
 * array, or in an array that is the value of a wrapper key ({@code {"records":[…]}}), up to three
 * arrays deep. Wrappers are walked through as a stream, so that an hour's log on a single line of
 * 100 MB never stands in memory; only one record at a time does, and at most {@link
 * ObjectScan#MAX_RECORD} bytes of it. Whoever can make use of a {@link #large} one takes its {@link
 * #stream}.
 *
 * <p>{@link ObjectScan} finds where a record ends and sees the grossest damage; whether the record
 * is valid JSON is for its decoder to say, which then calls {@link #reject}. Both kinds of damage
 * end in the same question, which {@link Resync} answers: where does the next record begin?
 *
 * <p>Between records, commas and stray closing brackets are passed over silently: a block of an
 * Azure blob begins with the one and ends with the other.
 */
final class RecordSplitter implements Position {
  private final ScanBuffer buffer;
  private final ObjectScan scan;
  private final Resync resync;
  private final OpenWrappers wrappers = new OpenWrappers();
  private final ContainerLines containerLines;

  /** Whether only blanks stand between the start of the line and the position, and how many. */
  private boolean freshLine = true;

  private int indentation;

  /** The same of the record's start. */
  private boolean startsLine;

  private int startIndentation;
  private int end;
  private int resumeAt = -1;
  private boolean freshAfterResume;
  private boolean seek;
  private @Nullable String problem;
  private boolean cut;
  private boolean garbage;

  /** Where the piece begins, if that is no longer where the mark stands. */
  private @Nullable Position begin;

  private @Nullable RecordStream stream;
  private boolean large;

  /** A record that was put together from parts, and so stands in no window. */
  private byte @Nullable [] joined;

  RecordSplitter(InputStream in) {
    buffer = new ScanBuffer(in);
    scan = new ObjectScan(buffer);
    resync = new Resync(buffer);
    containerLines = new ContainerLines(buffer);
  }

  /**
   * Finds the next record, or the next damaged piece.
   *
   * @return false at the end of the input
   */
  boolean next() throws IOException {
    buffer.mark = ScanBuffer.NO_MARK;
    resume();
    problem = null;
    cut = false;
    garbage = false;
    begin = null;
    large = false;
    joined = null;
    while (true) {
      buffer.mark = ScanBuffer.NO_MARK;
      if (wrappers.insideObject()) {
        if (!finishWrapperObject()) {
          return false;
        }
      } else if (!toToken()) {
        return lastParts();
      } else if (pieceAtToken()) {
        return true;
      }
    }
  }

  /** What holds the record; {@link #offset} and {@link #length} say where. */
  byte[] bytes() {
    return joined == null ? buffer.bytes : joined;
  }

  int offset() {
    return joined == null ? buffer.mark : 0;
  }

  int length() {
    return joined == null ? end - buffer.mark : joined.length;
  }

  /** What is structurally wrong with this piece, or null. */
  @Nullable String problem() {
    return problem;
  }

  /** Whether the input ended inside this record, if there is something wrong with it. */
  boolean cut() {
    return cut;
  }

  /** Whether this piece is no JSON object at all; it has no bytes then. */
  boolean garbage() {
    return garbage;
  }

  /** Whether this record is larger than {@link ObjectScan#MAX_RECORD}; it has no bytes then. */
  boolean large() {
    return large;
  }

  /**
   * A large record from its start on, and all that follows it. Whoever takes it says with {@link
   * #walked} or {@link #brokeOff} where the record ended.
   */
  InputStream stream() {
    begin = new Position.At(line(), byteOffset());
    resumeAt = -1;
    seek = true;
    stream = new RecordStream(buffer);
    return stream;
  }

  /** The large record is well-formed and so many bytes long. */
  void walked(long length) {
    goTo(length);
    problem = null;
    seek = false;
  }

  /** The large record is no JSON, or the input ends, so many bytes behind its start. */
  void brokeOff(long length, boolean cut) {
    goTo(length - 1);
    this.cut = cut;
    problem =
        cut
            ? "the input ends inside the record"
            : "not valid JSON at byte " + length + " of the record";
  }

  private void goTo(long length) {
    Objects.requireNonNull(stream).goTo(length);
    buffer.mark = buffer.pos;
    end = buffer.pos;
  }

  /** Line of the record's start, from 1. */
  @Override
  public long line() {
    return begin == null ? buffer.lineOf(buffer.mark) : begin.line();
  }

  /** Offset of the record's start in the uncompressed input. */
  @Override
  public long byteOffset() {
    return begin == null ? buffer.offsetOf(buffer.mark) : begin.byteOffset();
  }

  /** How far the scan has come. */
  Position position() {
    return new Position.At(buffer.lineOf(buffer.pos), bytesDone());
  }

  /** How many bytes of the uncompressed input are done. */
  long bytesDone() {
    return buffer.offsetOf(buffer.pos);
  }

  /** A copy of the first bytes of the input. */
  byte[] head() {
    return buffer.head();
  }

  /** Whether the input ended before all wrappers were closed. */
  boolean unclosed() {
    return !wrappers.none();
  }

  /** How a compressed input is cut short or damaged, or null. */
  @Nullable String damage() {
    return buffer.damage();
  }

  /** Says that the record just found is not valid JSON: the next one may begin inside it. */
  void reject() {
    if (problem == null && joined == null) {
      resync.remember(buffer.mark, startsLine, startIndentation);
      int candidate = resync.find(buffer.mark + 1, end);
      if (candidate >= 0) {
        resumeAt(candidate);
      }
    }
  }

  private void resumeAt(int candidate) {
    resumeAt = candidate;
    freshAfterResume = resync.beginsLine(candidate);
  }

  private void resume() throws IOException {
    if (seek) {
      resync.seek();
      resumeAt(buffer.pos);
      seek = false;
    }
    if (resumeAt >= 0) {
      buffer.pos = resumeAt;
      freshLine = freshAfterResume;
      indentation = 0;
      resumeAt = -1;
    }
  }

  // ---- between records

  /** Passes blanks and commas; false at the end of the input. */
  private boolean toToken() throws IOException {
    if (bytesDone() == 0) {
      skipByteOrderMark();
    }
    while (buffer.pos < buffer.limit || buffer.more()) {
      byte b = buffer.bytes[buffer.pos];
      if (b == '\n') {
        freshLine = true;
        indentation = 0;
      } else if (b == ' ' || b == '\t') {
        indentation++;
      } else if (b == ',') {
        freshLine = false;
      } else if (b != '\r' && b != 0) { // rotated files may begin with zeros
        return true;
      }
      buffer.pos++;
    }
    return false;
  }

  private void skipByteOrderMark() throws IOException {
    while (buffer.limit < 3 && buffer.more()) {
      // until the first three bytes are there
    }
    byte[] bytes = buffer.bytes;
    if (buffer.limit >= 3
        && bytes[0] == (byte) 0xEF
        && bytes[1] == (byte) 0xBB
        && bytes[2] == (byte) 0xBF) {
      buffer.pos = 3;
    }
  }

  /** Takes the token at the position; false where it only opened or closed a wrapper. */
  private boolean pieceAtToken() throws IOException {
    byte token = buffer.bytes[buffer.pos];
    if (token == '{') {
      return object();
    }
    if (freshLine && token >= '0' && token <= '9' && containerLines.here()) {
      return containerLine();
    }
    boolean closes = token == ']' || token == '}';
    boolean opens = token == '[' && wrappers.roomForArray() && opensArray();
    if (closes) {
      wrappers.leaveArray();
    } else if (opens) {
      wrappers.enterArray();
    } else {
      if (token != '"' || !string()) {
        passGarbage();
      }
      return true;
    }
    freshLine = false;
    buffer.pos++;
    return false;
  }

  /** Whether a value or the end follows a bracket; a line such as {@code [INFO]} is no array. */
  private boolean opensArray() throws IOException {
    int next = nextByte(1, true);
    return next < 0 || next == '{' || next == '[' || next == '"' || next == ']';
  }

  /** The next byte that is no blank, so far ahead of the position; -1 at the end of the input. */
  private int nextByte(int ahead, boolean acrossLines) throws IOException {
    int i = ahead;
    while (buffer.pos + i < buffer.limit || buffer.more()) {
      byte b = buffer.bytes[buffer.pos + i];
      boolean blank = b == ' ' || b == '\t' || b == '\r' || (acrossLines && b == '\n');
      if (!blank) {
        return b & 0xFF;
      }
      i++;
    }
    return -1;
  }

  /**
   * Passes what follows the records inside a wrapper object, such as {@code ,"count":5}}.
   *
   * @return false at the end of the input
   */
  private boolean finishWrapperObject() throws IOException {
    buffer.mark = buffer.pos;
    freshLine = false;
    ObjectScan.End found = scan.restOfObject(wrappers.roomForArray());
    if (found == ObjectScan.End.ENTERED_ARRAY) {
      wrappers.enterArray();
    } else if (found != ObjectScan.End.END_OF_INPUT) {
      wrappers.leaveObject();
    }
    return found != ObjectScan.End.END_OF_INPUT;
  }

  /** Passes the rest of the line, or of the array's element. */
  private void passGarbage() throws IOException {
    begin = position();
    garbage = true;
    problem = "no JSON object";
    buffer.mark = ScanBuffer.NO_MARK;
    while (buffer.pos < buffer.limit || buffer.more()) {
      byte b = buffer.bytes[buffer.pos];
      boolean endsElement = b == ',' || b == ']' || b == '}';
      if (b == '\n' || (endsElement && !wrappers.none())) {
        break;
      }
      buffer.pos++;
    }
    buffer.mark = buffer.pos;
    end = buffer.pos;
  }

  // ---- records

  /** Passes a container runtime's prefix; true where the line ends a record made of parts. */
  private boolean containerLine() throws IOException {
    if (!containerLines.splits()) {
      containerLines.pass();
      return false;
    }
    Optional<ContainerLines.Parts> whole = containerLines.take();
    whole.ifPresent(this::take);
    cut = buffer.pos == buffer.limit;
    return whole.isPresent();
  }

  private void take(ContainerLines.Parts line) {
    begin = line.begin();
    joined = line.bytes();
    buffer.mark = buffer.pos;
    end = buffer.pos;
    if (joined == null) {
      problem = ObjectScan.TOO_LARGE;
    }
  }

  /** The parts that still wait at the end of the input; false where none do. */
  private boolean lastParts() {
    Optional<ContainerLines.Parts> parts = containerLines.unfinished();
    parts.ifPresent(this::take);
    if (parts.isPresent()) {
      problem = "the input ends inside the record";
      cut = true;
    }
    return parts.isPresent();
  }

  private void begin() {
    buffer.mark = buffer.pos;
    startsLine = freshLine;
    startIndentation = indentation;
    freshLine = false;
  }

  /** Scans an object; false where it turned out to wrap records. */
  private boolean object() throws IOException {
    begin();
    ObjectScan.End found = scan.object(wrappers.roomForArray());
    end = buffer.pos;
    switch (found) {
      case ENTERED_ARRAY -> {
        wrappers.enterObject();
        wrappers.enterArray();
      }
      case BROKEN -> breakOff();
      case END_OF_INPUT -> cutOff();
      case TOO_LARGE -> {
        large = true;
        breakOff();
      }
      case WHOLE -> {}
    }
    return found != ObjectScan.End.ENTERED_ARRAY;
  }

  /** Scans a string that may hold a record; false where it is something else. */
  private boolean string() throws IOException {
    begin();
    buffer.pos++;
    if (scan.restOfString() == ObjectScan.End.WHOLE && endsElement()) {
      end = buffer.pos;
      return true;
    }
    buffer.pos = buffer.mark;
    return false;
  }

  private boolean endsElement() throws IOException {
    int next = nextByte(0, false);
    return next < 0 || next == '\n' || (!wrappers.none() && (next == ',' || next == ']'));
  }

  /** The record is damaged at the position. */
  private void breakOff() {
    if (scan.problem() == null) {
      problem = "not valid JSON at byte " + length() + " of the record";
    } else {
      problem = scan.problem();
      end = buffer.mark;
    }
    resync.remember(buffer.mark, startsLine, startIndentation);
    int candidate = resync.find(buffer.mark + 1, buffer.limit);
    if (candidate >= 0) {
      resumeAt(candidate);
      end = Math.min(end, candidate);
    } else {
      seek = true;
    }
  }

  /** The input ends inside the record, unless another one begins before that end. */
  private void cutOff() {
    resync.remember(buffer.mark, startsLine, startIndentation);
    int candidate = resync.find(buffer.mark + 1, buffer.limit);
    if (candidate >= 0 && !resync.blankFrom(candidate)) {
      problem = "the record is not closed before the next one begins";
      resumeAt(candidate);
      end = candidate;
    } else {
      problem = "the input ends inside the record";
      cut = true;
    }
  }
}
