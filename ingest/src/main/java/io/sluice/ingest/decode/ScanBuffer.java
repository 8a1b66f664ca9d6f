package io.sluice.ingest.decode;

import io.sluice.ingest.decode.bytes.LineEnds;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A window over an input stream that slides on with a position and, where a record is being
 * scanned, keeps all from the record's {@link #mark}.
 *
 * <p>{@link #more} may move the bytes inside the window; the two fields move with them, any other
 * index is lost. Line numbers are counted only as bytes leave the window, or where one is asked
 * for, and not in records of which it is known that no line ends there.
 */
final class ScanBuffer {
  /** {@link #mark} where nothing is kept. */
  static final int NO_MARK = -1;

  /** What can stand before the text of a file in UTF-8. */
  static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

  private static final int CHUNK = 1 << 16;
  private static final int HEAD = 1 << 12;

  /** The window; valid up to {@link #limit}. */
  byte[] bytes;

  /** End of the valid bytes. */
  int limit;

  /** Where the scan stands. */
  int pos;

  /** Start of what is to be kept, or {@link #NO_MARK}. */
  int mark = NO_MARK;

  private final InputStream in;
  private long base;
  private int countedTo;
  private long linesCounted = 1;
  private byte @Nullable [] head;
  private boolean ended;
  private @Nullable String damage;

  ScanBuffer(InputStream in) {
    this.in = in;
    bytes = new byte[CHUNK];
  }

  /** The whole input at once; it is not written to. */
  ScanBuffer(byte[] whole) {
    in = InputStream.nullInputStream();
    bytes = whole;
    limit = whole.length;
    ended = true;
  }

  /** Reads on; false at the end of the input. */
  boolean more() throws IOException {
    if (ended) {
      return false;
    }
    forget(mark == NO_MARK ? pos : mark);
    if (limit == bytes.length) {
      bytes = Arrays.copyOf(bytes, bytes.length * 2);
    }
    int count = readSome();
    ended = count < 0;
    limit += Math.max(0, count);
    return !ended;
  }

  /** Reads on until so many bytes stand behind the mark, or the input ends. */
  void hold(int count) throws IOException {
    boolean more = true;
    while (more && limit - mark < count) {
      more = more();
    }
  }

  /** Moves everything from an index on to the front. */
  private void forget(int keepFrom) {
    if (keepFrom == 0) {
      return;
    }
    head = head();
    countLinesTo(Math.max(keepFrom, countedTo));
    countedTo -= keepFrom;
    base += keepFrom;
    System.arraycopy(bytes, keepFrom, bytes, 0, limit - keepFrom);
    limit -= keepFrom;
    pos -= keepFrom;
    mark = mark == NO_MARK ? NO_MARK : mark - keepFrom;
  }

  private int readSome() throws IOException {
    try {
      int count = 0;
      while (count == 0) {
        count = in.read(bytes, limit, bytes.length - limit);
      }
      return count;
    } catch (CutShortException e) {
      damage = e.getMessage();
      return -1;
    }
  }

  /** Goes to the end of the record at the mark, in which no line ends. */
  void passWithoutLineEnds(int to) {
    countLinesTo(Math.max(mark, countedTo));
    countedTo = Math.max(countedTo, to);
    pos = to;
  }

  /** Line number, from 1, of the byte at an index; cheap where indices only grow. */
  long lineOf(int index) {
    if (index < countedTo) {
      return linesCounted - newlines(index, countedTo);
    }
    countLinesTo(index);
    return linesCounted;
  }

  /** Whether a byte order mark stands at an index, before another one. */
  boolean byteOrderMarkAt(int index, int to) {
    int end = index + BYTE_ORDER_MARK.length;
    return end <= to
        && Arrays.equals(bytes, index, end, BYTE_ORDER_MARK, 0, BYTE_ORDER_MARK.length);
  }

  /** Offset of an index from the start of the stream. */
  long offsetOf(int index) {
    return base + index;
  }

  /** A copy of the first bytes of the input, as far as they were read. */
  byte[] head() {
    return head == null ? Arrays.copyOf(bytes, Math.min(limit, HEAD)) : head;
  }

  /** How a compressed input is cut short or damaged, or null. */
  @Nullable String damage() {
    return damage;
  }

  private void countLinesTo(int index) {
    linesCounted += newlines(countedTo, index);
    countedTo = index;
  }

  private long newlines(int from, int to) {
    return LineEnds.count(bytes, from, to);
  }
}
