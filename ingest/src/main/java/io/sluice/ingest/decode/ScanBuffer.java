package io.sluice.ingest.decode;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A window over an input stream that slides on and never holds more than one record and a chunk.
 *
 * <p>Indices into {@link #bytes} are good until the next {@link #refill}, which says by how much
 * they move. Line numbers are counted only as bytes leave the window, or where one is asked for.
 */
final class ScanBuffer {
  private static final int CHUNK = 1 << 18;
  private static final int HEAD = 1 << 12;

  /** The window; valid up to {@link #limit}. */
  byte[] bytes = new byte[CHUNK];

  /** End of the valid bytes. */
  int limit;

  private final InputStream in;
  private long base;
  private int countedTo;
  private long linesCounted = 1;
  private byte @Nullable [] head;
  private boolean ended;
  private @Nullable String damage;

  ScanBuffer(InputStream in) {
    this.in = in;
  }

  /**
   * Reads on, forgetting what stands before {@code keepFrom}.
   *
   * @return by how many bytes everything moved to the front, or -1 at the end of the input
   */
  int refill(int keepFrom) throws IOException {
    if (ended) {
      return -1;
    }
    if (keepFrom > 0) {
      head = head();
      countLinesTo(Math.max(keepFrom, countedTo));
      countedTo -= keepFrom;
      base += keepFrom;
      System.arraycopy(bytes, keepFrom, bytes, 0, limit - keepFrom);
      limit -= keepFrom;
    }
    if (limit == bytes.length) {
      bytes = Arrays.copyOf(bytes, bytes.length * 2);
    }
    int count = readSome();
    if (count <= 0) {
      ended = true;
      return keepFrom > 0 ? keepFrom : -1;
    }
    limit += count;
    return keepFrom;
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

  /** Line number, from 1, of the byte at an index; cheap where indices only grow. */
  long lineOf(int index) {
    if (index < countedTo) {
      return linesCounted - newlines(index, countedTo);
    }
    countLinesTo(index);
    return linesCounted;
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
    long count = 0;
    for (int i = from; i < to; i++) {
      if (bytes[i] == '\n') {
        count++;
      }
    }
    return count;
  }
}
