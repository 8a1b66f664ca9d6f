package io.sluice.ingest.decode;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a byte stream into JSON records, whatever they are wrapped in, and survives damage.
 *
 * <p>A record is a JSON object (or a string that holds one) that stands at the top level, in an
 * array, or in an array that is the value of a wrapper key ({@code {"records":[…]}}), up to three
 * arrays deep. Wrappers are walked through as a stream, so that an hour's log on a single line of
 * 100 MB never stands in memory; only one record at a time does, and at most {@link #MAX_RECORD}
 * bytes of it.
 *
 * <p>The scan follows brackets, strings and what may stand before a bracket, nothing more: whether
 * a record is valid JSON is for its decoder to say, which then calls {@link #reject}. Both kinds of
 * damage end in the same question: where does the next record begin?
 *
 * <ul>
 *   <li>a record that starts its line, with more on that line: at the next line (NDJSON);
 *   <li>a record whose first line is only an opening brace: at the next line that has the same
 *       indentation and opens a brace (pretty-printed);
 *   <li>any other: where its opening, from the brace to the end of the first key, occurs again (an
 *       array on one line).
 * </ul>
 *
 * <p>So a line that lost its end costs that line only: an opening brace after a value, or a line
 * end inside a string, cannot be JSON, and is seen at once.
 */
final class RecordSplitter implements Position {
  /** A longer record is passed over. */
  static final int MAX_RECORD = 16 << 20;

  /** A deeper record is passed over. */
  static final int MAX_DEPTH = 64;

  private static final int MAX_ARRAYS = 3;
  private static final Set<String> WRAPPERS =
      Set.of(
          "records", "flows", "items", "value", "data", "event", "result", "log", "message", "body",
          "_raw");
  private static final int LONGEST_WRAPPER = 7;

  private enum Scan {
    WHOLE,
    ENTERED_ARRAY,
    BROKEN,
    END_OF_INPUT
  }

  private final ScanBuffer buffer;

  /** Whether each open wrapper is an object, as bits; an array of records otherwise. */
  private int wrapperObjects;

  private int wrappers;
  private int arrays;

  /** Where the scan stands. */
  private int pos;

  /** Start of the record in the window, or -1 where nothing is to be kept. */
  private int start;

  private int end;

  /** The last string that began directly inside the scanned object: its key. */
  private int keyFrom;

  private int keyTo;

  private int depth;
  private long objectBits;
  private byte before;

  /** Whether only blanks stand between the start of the line and {@link #pos}, and how many. */
  private boolean freshLine = true;

  private int indentation;
  private boolean startsLine;
  private int startIndentation;

  private final Resync resync;
  private int resumeAt = -1;
  private boolean seek;
  private boolean freshAfterResume;
  private @Nullable String problem;
  private boolean cut;
  private boolean garbage;
  private long garbageLine;
  private long garbageOffset;

  RecordSplitter(InputStream in) {
    buffer = new ScanBuffer(in);
    resync = new Resync(buffer);
  }

  /**
   * Finds the next record, or the next damaged piece.
   *
   * @return false at the end of the input
   */
  boolean next() throws IOException {
    resume();
    problem = null;
    cut = false;
    garbage = false;
    while (true) {
      start = -1;
      if (inWrapperObject()) {
        if (!finishWrapperObject()) {
          return false;
        }
      } else if (!toToken()) {
        return false;
      } else if (pieceAtToken()) {
        return true;
      }
    }
  }

  /** Takes the token at {@link #pos}; false where it only opened or closed a wrapper. */
  private boolean pieceAtToken() throws IOException {
    byte token = buffer.bytes[pos];
    if (token == '{') {
      return object();
    }
    if (token == ']' || token == '}') {
      leaveArray();
      pos++;
      return false;
    }
    if (token == '[' && arrays < MAX_ARRAYS && opensArray()) {
      push(false);
      pos++;
      return false;
    }
    if (token != '"' || !string()) {
      passGarbage();
    }
    return true;
  }

  /** The window that holds the record; {@link #offset} and {@link #length} say where. */
  byte[] bytes() {
    return buffer.bytes;
  }

  int offset() {
    return start;
  }

  int length() {
    return end - start;
  }

  /** What is structurally wrong with this piece, or null. */
  @Nullable String problem() {
    return problem;
  }

  /** Whether the input ended inside this record. */
  boolean cut() {
    return cut;
  }

  /** Whether this piece is no JSON object at all; it has no bytes then. */
  boolean garbage() {
    return garbage;
  }

  /** Line of the record's start, from 1. */
  @Override
  public long line() {
    return garbage ? garbageLine : buffer.lineOf(start);
  }

  /** Offset of the record's start in the uncompressed input. */
  @Override
  public long byteOffset() {
    return garbage ? garbageOffset : buffer.offsetOf(start);
  }

  /** How far the scan has come. */
  Position position() {
    return new Position.At(buffer.lineOf(pos), buffer.offsetOf(pos));
  }

  /** How many bytes of the uncompressed input are done. */
  long bytesDone() {
    return buffer.offsetOf(pos);
  }

  /** A copy of the first bytes of the input. */
  byte[] head() {
    return buffer.head();
  }

  /** Whether the input ended before all wrappers were closed. */
  boolean unclosed() {
    return wrappers > 0;
  }

  /** How a compressed input is cut short or damaged, or null. */
  @Nullable String damage() {
    return buffer.damage();
  }

  /** Says that the record just found is not valid JSON: the next one may begin inside it. */
  void reject() {
    if (problem == null) {
      resync.remember(start, startsLine, startIndentation);
      int candidate = resync.find(start + 1, end);
      if (candidate >= 0) {
        resumeAt(candidate);
      }
    }
  }

  private void resumeAt(int candidate) {
    resumeAt = candidate;
    freshAfterResume = resync.findsLines();
  }

  private void resume() throws IOException {
    if (seek) {
      resumeAt(resync.seek(pos));
      seek = false;
    }
    if (resumeAt >= 0) {
      pos = resumeAt;
      freshLine = freshAfterResume;
      indentation = 0;
      resumeAt = -1;
    }
  }

  // ---- tokens between records

  /** Passes blanks and commas. */
  private boolean toToken() throws IOException {
    if (pos == 0 && buffer.offsetOf(0) == 0) {
      skipByteOrderMark();
    }
    while (true) {
      while (pos < buffer.limit) {
        byte b = buffer.bytes[pos];
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
        pos++;
      }
      if (!more()) {
        return false;
      }
    }
  }

  private void skipByteOrderMark() throws IOException {
    while (buffer.limit < 3 && more()) {
      // until the first three bytes are there
    }
    byte[] bytes = buffer.bytes;
    if (buffer.limit >= 3
        && bytes[0] == (byte) 0xEF
        && bytes[1] == (byte) 0xBB
        && bytes[2] == (byte) 0xBF) {
      pos = 3;
    }
  }

  /** Whether a value or the end follows a bracket; a line such as {@code [INFO]} is no array. */
  private boolean opensArray() throws IOException {
    int i = pos + 1;
    while (true) {
      if (i == buffer.limit) {
        int ahead = i - pos;
        if (!moreKeeping(pos)) {
          return true;
        }
        i = pos + ahead;
        continue;
      }
      byte b = buffer.bytes[i];
      if (b != ' ' && b != '\t' && b != '\r' && b != '\n') {
        return b == '{' || b == '[' || b == '"' || b == ']';
      }
      i++;
    }
  }

  private void leaveArray() {
    freshLine = false;
    if (wrappers > 0 && !inWrapperObject()) {
      wrappers--;
      arrays--;
    }
  }

  private boolean inWrapperObject() {
    return wrappers > 0 && ((wrapperObjects >>> (wrappers - 1)) & 1) == 1;
  }

  private void push(boolean object) {
    if (object) {
      wrapperObjects |= 1 << wrappers;
    } else {
      wrapperObjects &= ~(1 << wrappers);
      arrays++;
    }
    wrappers++;
    freshLine = false;
  }

  /**
   * Passes what follows the records inside a wrapper object, such as {@code ,"count":5}}.
   *
   * @return false at the end of the input
   */
  private boolean finishWrapperObject() throws IOException {
    start = pos;
    depth = 1;
    objectBits = 1L << depth;
    before = ',';
    freshLine = false;
    Scan found = scan();
    problem = null;
    if (found == Scan.ENTERED_ARRAY) {
      push(false);
    } else if (found != Scan.END_OF_INPUT) {
      wrappers--;
    }
    return found != Scan.END_OF_INPUT;
  }

  private void passGarbage() throws IOException {
    garbage = true;
    problem = "no JSON object";
    garbageLine = buffer.lineOf(pos);
    garbageOffset = buffer.offsetOf(pos);
    start = -1;
    skipGarbage();
    start = pos;
    end = pos;
  }

  private void skipGarbage() throws IOException {
    boolean insideArray = wrappers > 0;
    while (true) {
      while (pos < buffer.limit) {
        byte b = buffer.bytes[pos];
        if (b == '\n' || (insideArray && (b == ',' || b == ']' || b == '}'))) {
          return;
        }
        pos++;
      }
      if (!more()) {
        return;
      }
    }
  }

  // ---- records

  /** Scans an object; false where it turned out to wrap records. */
  private boolean object() throws IOException {
    begin();
    depth = 0;
    objectBits = 0;
    before = ':';
    Scan found = scan();
    if (found == Scan.ENTERED_ARRAY) {
      push(true);
      push(false);
      return false;
    }
    end = pos;
    if (found == Scan.BROKEN) {
      breakOff();
    } else if (found == Scan.END_OF_INPUT) {
      cutOff();
    }
    return true;
  }

  /** Scans a string that may hold a record; false where it is something else. */
  private boolean string() throws IOException {
    begin();
    pos++;
    if (skipString() == Scan.WHOLE && endsElement()) {
      end = pos;
      return true;
    }
    pos = start;
    problem = null;
    return false;
  }

  private boolean endsElement() throws IOException {
    int i = pos;
    while (true) {
      if (i == buffer.limit) {
        int ahead = i - pos;
        if (!more()) {
          return true;
        }
        i = pos + ahead;
        continue;
      }
      byte b = buffer.bytes[i];
      if (b != ' ' && b != '\t' && b != '\r') {
        return b == '\n' || b == ',' || b == ']';
      }
      i++;
    }
  }

  private void begin() {
    start = pos;
    startsLine = freshLine;
    startIndentation = indentation;
    freshLine = false;
  }

  /** The record is damaged at {@link #pos}. */
  private void breakOff() {
    if (problem == null) {
      problem = "not valid JSON at byte " + (pos - start) + " of the record";
    } else {
      end = start;
    }
    resync.remember(start, startsLine, startIndentation);
    int candidate = resync.find(start + 1, buffer.limit);
    if (candidate >= 0) {
      resumeAt(candidate);
      end = Math.min(end, candidate);
    } else {
      seek = true;
    }
  }

  /** The input ends inside the record, unless another one begins before that end. */
  private void cutOff() {
    resync.remember(start, startsLine, startIndentation);
    int candidate = resync.find(start + 1, buffer.limit);
    if (candidate >= 0 && !resync.blankFrom(candidate)) {
      problem = "the record is not closed before the next one begins";
      resumeAt(candidate);
      end = candidate;
    } else {
      problem = "the input ends inside the record";
      cut = true;
    }
  }

  /** Follows brackets and strings from {@link #pos} to where {@link #depth} returns to 0. */
  private Scan scan() throws IOException {
    while (true) {
      if (pos == buffer.limit) {
        if (!more()) {
          return Scan.END_OF_INPUT;
        }
        if (tooLarge()) {
          return Scan.BROKEN;
        }
        continue;
      }
      byte b = buffer.bytes[pos];
      if (b == '"') {
        if (before != ',' && before != ':' && before != '{' && before != '[') {
          return Scan.BROKEN;
        }
        pos++;
        keyFrom = depth == 1 ? pos : keyFrom;
        Scan found = skipString();
        if (found != Scan.WHOLE) {
          return found;
        }
        keyTo = depth == 1 ? pos - 1 : keyTo;
        before = '"';
        continue;
      }
      if (b == '{' || b == '[') {
        if (!mayOpen()) {
          return Scan.BROKEN;
        }
        if (b == '[' && depth == 1 && arrays < MAX_ARRAYS && keyWraps()) {
          pos++;
          return Scan.ENTERED_ARRAY;
        }
        if (!open(b == '{')) {
          return Scan.BROKEN;
        }
      } else if (b == '}' || b == ']') {
        if (insideObject() != (b == '}')) {
          return Scan.BROKEN;
        }
        if (--depth == 0) {
          pos++;
          return Scan.WHOLE;
        }
      }
      if (b > ' ') {
        before = b;
      }
      pos++;
    }
  }

  private boolean mayOpen() {
    boolean inArray = depth > 0 && !insideObject();
    return inArray ? before == '[' || before == ',' : before == ':';
  }

  private boolean insideObject() {
    return ((objectBits >>> depth) & 1) == 1;
  }

  private boolean open(boolean object) {
    if (depth + 1 >= MAX_DEPTH) {
      problem = "the record is nested deeper than " + MAX_DEPTH + " levels";
      return false;
    }
    depth++;
    objectBits = object ? objectBits | (1L << depth) : objectBits & ~(1L << depth);
    return true;
  }

  private boolean keyWraps() {
    int length = keyTo - keyFrom;
    return length > 0
        && length <= LONGEST_WRAPPER
        && WRAPPERS.contains(
            new String(buffer.bytes, keyFrom, length, StandardCharsets.ISO_8859_1));
  }

  /** Passes the rest of a string; {@link #pos} stands behind its opening quote. */
  private Scan skipString() throws IOException {
    int i = pos;
    while (true) {
      byte[] bytes = buffer.bytes;
      int limit = buffer.limit;
      while (i < limit) {
        byte b = bytes[i];
        if (b == '"') {
          pos = i + 1;
          return Scan.WHOLE;
        }
        if (b == '\n') {
          pos = i;
          return Scan.BROKEN;
        }
        i += b == '\\' ? 2 : 1;
      }
      int over = i - limit;
      pos = limit;
      if (!more()) {
        return Scan.END_OF_INPUT;
      }
      if (tooLarge()) {
        return Scan.BROKEN;
      }
      i = pos + over;
    }
  }

  private boolean tooLarge() {
    if (pos - start <= MAX_RECORD) {
      return false;
    }
    problem = "the record is larger than " + (MAX_RECORD >> 20) + " MiB";
    return true;
  }

  private boolean more() throws IOException {
    return moreKeeping(start >= 0 ? start : pos);
  }

  /** Reads on; false at the end of the input. Everything that points into the window moves. */
  private boolean moreKeeping(int keep) throws IOException {
    int limit = buffer.limit;
    int shift = buffer.refill(keep);
    if (shift < 0) {
      return false;
    }
    pos -= shift;
    keyFrom -= shift;
    keyTo -= shift;
    if (start >= 0) {
      start -= shift;
    }
    return buffer.limit > limit - shift || more();
  }
}
