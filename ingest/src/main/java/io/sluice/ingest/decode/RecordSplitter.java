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
 * ObjectScan#MAX_RECORD} bytes of it. Whoever can make use of a {@link Piece#large large} one takes
 * its {@link #stream}.
 *
 * <p>{@link ObjectScan} finds where a record ends and sees the grossest damage; whether the record
 * is valid JSON is for its decoder to say, which then calls {@link #reject}. Both kinds of damage
 * end in the same question, which {@link Resync} answers: where does the next record begin?
 *
 * <p>Between records, commas and stray closing brackets are passed over silently: a block of an
 * Azure blob begins with the one and ends with the other.
 */
final class RecordSplitter {
  private final ScanBuffer buffer;
  private final ObjectScan scan;
  private final Resync resync;
  private final OpenWrappers wrappers = new OpenWrappers();
  private final Blanks blanks;
  private final ContainerLines containerLines;
  private final Piece piece;
  private final @Nullable FastLane lane;

  /** Whether the record begins its line, behind how many blanks. */
  private boolean startsLine;

  private int startIndentation;
  private int resumeAt = -1;
  private boolean freshAfterResume;
  private boolean seek;
  private @Nullable RecordStream stream;
  private boolean metEnd;

  RecordSplitter(InputStream in) {
    this(in, null);
  }

  /**
   * A splitter.
   *
   * @param lane takes what it knows before anything else looks at it, if there is one
   */
  RecordSplitter(InputStream in, @Nullable FastLane lane) {
    this(new ScanBuffer(in), lane);
  }

  /** The same over an input that may stand in memory already. */
  RecordSplitter(ScanBuffer buffer, @Nullable FastLane lane) {
    this.lane = lane;
    this.buffer = buffer;
    scan = new ObjectScan(buffer);
    resync = new Resync(buffer);
    blanks = new Blanks(buffer);
    containerLines = new ContainerLines(buffer);
    piece = new Piece(buffer);
  }

  /** The input goes on behind a record, inside what was open there. */
  void goOnInside(int openWrappers) {
    wrappers.restore(openWrappers);
    blanks.startLine(false);
  }

  /** Which wrappers are open; see {@link #goOnInside}. */
  int openWrappers() {
    return wrappers.state();
  }

  /**
   * Whether a record was not closed before the input ended. What was found from there on, be it in
   * the record itself, may turn out to be something else when more follows.
   */
  boolean metEnd() {
    return metEnd;
  }

  /** Whether parts of a line wait for the rest of it. */
  boolean holdsParts() {
    return containerLines.waiting();
  }

  /**
   * Finds the next record, or the next damaged piece.
   *
   * @return false at the end of the input
   */
  boolean next() throws IOException {
    buffer.mark = ScanBuffer.NO_MARK;
    resume();
    piece.clear();
    while (true) {
      buffer.mark = ScanBuffer.NO_MARK;
      if (wrappers.insideObject()) {
        if (!finishWrapperObject()) {
          return false;
        }
      } else if (!blanks.pass()) {
        return lastParts();
      } else if (pieceAtToken()) {
        return true;
      }
    }
  }

  /** What was found. */
  Piece piece() {
    return piece;
  }

  /**
   * A large record from its start on, and all that follows it. Whoever takes it says with {@link
   * #walked} or {@link #brokeOff} where the record ended.
   */
  InputStream stream() {
    piece.keepBegin();
    resumeAt = -1;
    seek = true;
    stream = new RecordStream(buffer);
    return stream;
  }

  /** The large record is well-formed and so many bytes long. */
  void walked(long length) {
    goTo(length);
    piece.problem(null);
    seek = false;
  }

  /** The large record is no JSON, or the input ends, so many bytes behind its start. */
  void brokeOff(long length, boolean cut) {
    goTo(length - 1);
    metEnd |= cut;
    piece.cut(cut);
    piece.problem(cut ? Piece.INPUT_ENDS : notJson(length));
  }

  private void goTo(long length) {
    Objects.requireNonNull(stream).goTo(length);
    piece.passed();
  }

  private static String notJson(long length) {
    return "not valid JSON at byte " + length + " of the record";
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
    if (piece.problem() == null && !piece.fromParts()) {
      resync.remember(buffer.mark, startsLine, startIndentation);
      int candidate = resync.find(buffer.mark + 1, piece.end());
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
      blanks.startLine(freshAfterResume);
      resumeAt = -1;
    }
  }

  // ---- between records

  /** Takes the token at the position; false where it only opened or closed a wrapper. */
  private boolean pieceAtToken() throws IOException {
    byte token = buffer.bytes[buffer.pos];
    if (token == '{') {
      return object();
    }
    if (blanks.freshLine() && token >= '0' && token <= '9' && containerLines.here()) {
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
    blanks.leaveLineStart();
    buffer.pos++;
    return false;
  }

  /** Whether a value or the end follows a bracket; a line such as {@code [INFO]} is no array. */
  private boolean opensArray() throws IOException {
    int next = blanks.nextByte(1, true);
    return next < 0 || next == '{' || next == '[' || next == '"' || next == ']';
  }

  /**
   * Passes what follows the records inside a wrapper object, such as {@code ,"count":5}}.
   *
   * @return false at the end of the input
   */
  private boolean finishWrapperObject() throws IOException {
    buffer.mark = buffer.pos;
    blanks.leaveLineStart();
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
    piece.garbageFrom(position());
    buffer.mark = ScanBuffer.NO_MARK;
    while (buffer.pos < buffer.limit || buffer.more()) {
      byte b = buffer.bytes[buffer.pos];
      boolean endsElement = b == ',' || b == ']' || b == '}';
      if (b == '\n' || (endsElement && !wrappers.none())) {
        break;
      }
      buffer.pos++;
    }
    piece.passed();
  }

  // ---- records

  /** Passes a container runtime's prefix; true where the line ends a record made of parts. */
  private boolean containerLine() throws IOException {
    if (!containerLines.splits()) {
      containerLines.pass();
      return false;
    }
    Optional<ContainerLines.Parts> whole = containerLines.take();
    whole.ifPresent(piece::takeParts);
    piece.cut(buffer.pos == buffer.limit);
    return whole.isPresent();
  }

  /** The parts that still wait at the end of the input; false where none do. */
  private boolean lastParts() {
    Optional<ContainerLines.Parts> parts = containerLines.unfinished();
    parts.ifPresent(piece::takeParts);
    if (parts.isPresent()) {
      piece.problem(Piece.INPUT_ENDS);
      piece.cut(true);
    }
    return parts.isPresent();
  }

  /** What is told of a damaged record by its opening must not depend on where the window ends. */
  private void begin() throws IOException {
    buffer.mark = buffer.pos;
    buffer.hold(Resync.LONGEST_OPENING);
    startsLine = blanks.freshLine();
    startIndentation = blanks.indentation();
    blanks.leaveLineStart();
  }

  /** Scans an object; false where it turned out to wrap records. */
  private boolean object() throws IOException {
    begin();
    if (lane != null && lane.takes(buffer)) {
      piece.endAt(buffer.pos);
      piece.taken();
      return true;
    }
    ObjectScan.End found = scan.object(wrappers.roomForArray());
    piece.endAt(buffer.pos);
    switch (found) {
      case ENTERED_ARRAY -> {
        wrappers.enterObject();
        wrappers.enterArray();
      }
      case BROKEN -> breakOff();
      case END_OF_INPUT -> cutOff();
      case TOO_LARGE -> {
        piece.tooLarge();
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
      piece.endAt(buffer.pos);
      return true;
    }
    buffer.pos = buffer.mark;
    return false;
  }

  private boolean endsElement() throws IOException {
    int next = blanks.nextByte(0, false);
    return next < 0 || next == '\n' || (!wrappers.none() && (next == ',' || next == ']'));
  }

  /** The record is damaged at the position. */
  private void breakOff() {
    if (scan.problem() == null) {
      piece.problem(notJson(piece.length()));
    } else {
      piece.problem(scan.problem());
      piece.endAt(buffer.mark);
    }
    resync.remember(buffer.mark, startsLine, startIndentation);
    int candidate = resync.find(buffer.mark + 1, buffer.limit);
    if (candidate >= 0) {
      resumeAt(candidate);
      piece.endAt(Math.min(piece.end(), candidate));
    } else {
      seek = true;
    }
  }

  /** The input ends inside the record, unless another one begins before that end. */
  private void cutOff() {
    metEnd = true;
    resync.remember(buffer.mark, startsLine, startIndentation);
    int candidate = resync.find(buffer.mark + 1, buffer.limit);
    if (candidate >= 0 && !resync.blankFrom(candidate)) {
      piece.problem("the record is not closed before the next one begins");
      resumeAt(candidate);
      piece.endAt(candidate);
    } else {
      piece.problem(Piece.INPUT_ENDS);
      piece.cut(true);
    }
  }
}
