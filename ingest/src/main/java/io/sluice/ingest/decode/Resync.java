package io.sluice.ingest.decode;

import java.io.IOException;
import java.util.Arrays;

/**
 * Tells where the next record begins after a damaged one. That depends on how the damaged one
 * began:
 *
 * <ul>
 *   <li>it starts its line, with more on that line: at the next line (NDJSON);
 *   <li>its first line is only an opening brace: at the next line that has the same indentation and
 *       opens a brace (pretty-printed);
 *   <li>any other: where its opening, from the brace to the end of the first key, occurs again (an
 *       array on one line), or at the next line that opens a brace at its very start.
 * </ul>
 */
final class Resync {
  /** What a record begins with is looked for in so many bytes. */
  static final int LONGEST_OPENING = 64;

  private enum Rule {
    NEXT_LINE,
    SAME_INDENTATION,
    SAME_OPENING
  }

  private final ScanBuffer buffer;
  private Rule rule = Rule.NEXT_LINE;
  private int indentation;
  private byte[] opening = {};

  Resync(ScanBuffer buffer) {
    this.buffer = buffer;
  }

  /** Takes note of how the record at {@code start} begins. */
  void remember(int start, boolean startsLine, int indentation) {
    this.indentation = indentation;
    if (startsLine) {
      rule = aloneOnItsLine(start) ? Rule.SAME_INDENTATION : Rule.NEXT_LINE;
      return;
    }
    opening = openingAt(start);
    rule = opening.length == 0 ? Rule.NEXT_LINE : Rule.SAME_OPENING;
  }

  /** Where the next record begins in the window between two indices, or -1. */
  int find(int from, int to) {
    for (int i = from; i < to; i++) {
      if (rule == Rule.SAME_OPENING && openingHere(i, to)) {
        return i;
      }
      int found = lineHere(i, to);
      if (found >= 0) {
        return found;
      }
    }
    return -1;
  }

  /** Moves the position on to where the next record begins, or to the end of the input. */
  void seek() throws IOException {
    while (true) {
      int found = find(buffer.pos, buffer.limit);
      if (found >= 0) {
        buffer.pos = found;
        return;
      }
      int overlap = LONGEST_OPENING + indentation + ScanBuffer.BYTE_ORDER_MARK.length + 2;
      buffer.pos = Math.max(buffer.pos, buffer.limit - overlap);
      if (!buffer.more()) {
        buffer.pos = buffer.limit;
        return;
      }
    }
  }

  /** Whether what was found at an index begins a line. */
  boolean beginsLine(int index) {
    return index > 0 && buffer.bytes[index - 1] == '\n';
  }

  /** Whether nothing but blanks follows in the window. */
  boolean blankFrom(int index) {
    for (int i = index; i < buffer.limit; i++) {
      if (buffer.bytes[i] > ' ') {
        return false;
      }
    }
    return true;
  }

  /** Where the line after a line end at {@code i} begins, if it may hold the next record. */
  private int lineHere(int i, int to) {
    if (buffer.bytes[i] != '\n') {
      return -1;
    }
    if (rule == Rule.NEXT_LINE) {
      return i + 1;
    }
    int start = i + 1;
    if (buffer.byteOrderMarkAt(start, to)) {
      start += ScanBuffer.BYTE_ORDER_MARK.length;
    }
    if (rule == Rule.SAME_OPENING) {
      return start < to && buffer.bytes[start] == '{' ? i + 1 : -1;
    }
    int brace = start;
    while (brace < to && (buffer.bytes[brace] == ' ' || buffer.bytes[brace] == '\t')) {
      brace++;
    }
    boolean opens = brace < to && buffer.bytes[brace] == '{' && brace - start == indentation;
    return opens ? i + 1 : -1;
  }

  private boolean openingHere(int i, int to) {
    return i + opening.length <= to
        && buffer.bytes[i] == '{'
        && Arrays.equals(buffer.bytes, i, i + opening.length, opening, 0, opening.length);
  }

  private boolean aloneOnItsLine(int start) {
    for (int i = start + 1; i < buffer.limit; i++) {
      byte b = buffer.bytes[i];
      if (b == '\n') {
        return true;
      }
      if (b != ' ' && b != '\t' && b != '\r') {
        return false;
      }
    }
    return false;
  }

  /** From the brace to the closing quote of the first key; empty where there is none. */
  private byte[] openingAt(int start) {
    boolean inKey = false;
    int last = Math.min(buffer.limit, start + LONGEST_OPENING);
    for (int i = start; i < last; i++) {
      if (buffer.bytes[i] == '"') {
        if (inKey) {
          return Arrays.copyOfRange(buffer.bytes, start, i + 1);
        }
        inKey = true;
      }
    }
    return new byte[0];
  }
}
