package io.sluice.ingest.decode;

import io.sluice.ingest.decode.bytes.Words;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Follows brackets and strings from the start of a JSON object to its end.
 *
 * <p>It checks only what finds damage early: that brackets match, that a string does not hold a
 * line end, and that a bracket or a string stands where a value or a key may. So an object that
 * lost its end is seen to be broken at the first brace of the next one. The last byte that is no
 * blank tells enough for that; brackets are one bit per level.
 *
 * <p>HOT PATH: once over every byte of a log; allocates nothing for a record.
 */
final class ObjectScan {
  /** A longer record never stands in memory. */
  static final int MAX_RECORD = 16 << 20;

  static final String TOO_LARGE = "the record is larger than " + (MAX_RECORD >> 20) + " MiB";

  /** A deeper record is passed over. */
  static final int MAX_DEPTH = 64;

  /** How a scan ended; {@link ScanBuffer#pos} stands where. */
  enum End {
    /** Behind the object. */
    WHOLE,

    /** Behind the bracket of an array of records that the object wraps. */
    ENTERED_ARRAY,

    /** Where it is no JSON or too deep. */
    BROKEN,

    /** Inside it, behind {@link #MAX_RECORD} bytes of it. */
    TOO_LARGE,

    END_OF_INPUT
  }

  private static final Set<String> WRAPPERS =
      Set.of(
          "records", "flows", "items", "value", "data", "event", "result", "log", "message", "body",
          "_raw");
  private static final int LONGEST_WRAPPER = 7;

  private final ScanBuffer buffer;

  /** The last string that began directly inside the object, from the mark: its key. */
  private int keyFrom;

  private int keyTo;
  private int depth;
  private long objectBits;
  private byte before;
  private @Nullable String problem;

  ObjectScan(ScanBuffer buffer) {
    this.buffer = buffer;
  }

  /** Scans an object from its opening brace, which the mark stands at. */
  End object(boolean mayWrap) throws IOException {
    depth = 0;
    objectBits = 0;
    before = ':';
    return scan(mayWrap);
  }

  /** Scans the rest of an object after an array that it wraps; the mark stands there. */
  End restOfObject(boolean mayWrap) throws IOException {
    depth = 1;
    objectBits = 1L << depth;
    before = ',';
    return scan(mayWrap);
  }

  /** Passes the rest of a string; the position is behind its opening quote. */
  End restOfString() throws IOException {
    problem = null;
    return skipString();
  }

  /** Why a scan that did not end WHOLE leaves all of the record; null where it is no JSON. */
  @Nullable String problem() {
    return problem;
  }

  private End scan(boolean mayWrap) throws IOException {
    problem = null;
    while (true) {
      if (buffer.pos == buffer.limit) {
        if (!buffer.more()) {
          return End.END_OF_INPUT;
        }
        if (tooLarge()) {
          return End.TOO_LARGE;
        }
        continue;
      }
      byte b = buffer.bytes[buffer.pos];
      if (b == '"') {
        End end = string();
        if (end != End.WHOLE) {
          return end;
        }
        continue;
      }
      if (b == '{' || b == '[') {
        if (!mayOpen()) {
          return End.BROKEN;
        }
        if (b == '[' && depth == 1 && mayWrap && keyWraps()) {
          buffer.pos++;
          return End.ENTERED_ARRAY;
        }
        if (!open(b == '{')) {
          return End.BROKEN;
        }
      } else if (b == '}' || b == ']') {
        if (insideObject() != (b == '}')) {
          return End.BROKEN;
        }
        if (--depth == 0) {
          buffer.pos++;
          return End.WHOLE;
        }
      }
      if (b > ' ') {
        before = b;
      }
      buffer.pos++;
    }
  }

  private End string() throws IOException {
    if (before != ',' && before != ':' && before != '{' && before != '[') {
      return End.BROKEN;
    }
    buffer.pos++;
    int from = buffer.pos - buffer.mark;
    End end = skipString();
    if (end == End.WHOLE) {
      before = '"';
      if (depth == 1) {
        keyFrom = from;
        keyTo = buffer.pos - 1 - buffer.mark;
      }
    }
    return end;
  }

  private End skipString() throws IOException {
    int i = buffer.pos;
    while (true) {
      byte[] bytes = buffer.bytes;
      int limit = buffer.limit;
      while (i < limit) {
        if (i + 8 <= limit) {
          long end = Words.endOfText(Words.at(bytes, i));
          if (end == 0) {
            i += 8;
            continue;
          }
          i += Words.lowest(end);
        }
        byte b = bytes[i];
        if (b == '"') {
          buffer.pos = i + 1;
          return End.WHOLE;
        }
        if (b == '\n') {
          buffer.pos = i;
          return End.BROKEN;
        }
        i += b == '\\' ? 2 : 1;
      }
      int over = i - limit;
      buffer.pos = limit;
      if (!buffer.more()) {
        return End.END_OF_INPUT;
      }
      if (tooLarge()) {
        return End.TOO_LARGE;
      }
      i = buffer.pos + over;
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

  private boolean tooLarge() {
    if (buffer.pos - buffer.mark <= MAX_RECORD) {
      return false;
    }
    problem = TOO_LARGE;
    return true;
  }

  private boolean keyWraps() {
    int length = keyTo - keyFrom;
    return length > 0
        && length <= LONGEST_WRAPPER
        && WRAPPERS.contains(
            new String(buffer.bytes, buffer.mark + keyFrom, length, StandardCharsets.ISO_8859_1));
  }
}
