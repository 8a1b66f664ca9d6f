package io.sluice.ingest.decode;

import java.io.IOException;
import java.util.Arrays;

/**
 * Where the next record begins after a damaged one; the rules are told in {@link RecordSplitter}.
 */
final class Resync {
  private static final int LONGEST_OPENING = 64;

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
      int found = rule == Rule.SAME_OPENING ? openingHere(i, to) : lineHere(i, to);
      if (found >= 0) {
        return found;
      }
    }
    return -1;
  }

  /** Moves on to where the next record begins, or to the end of the input. */
  int seek(int from) throws IOException {
    int at = from;
    while (true) {
      int found = find(at, buffer.limit);
      if (found >= 0) {
        return found;
      }
      int overlap = LONGEST_OPENING + indentation + 2;
      int keep = Math.max(at, buffer.limit - overlap);
      int shift = buffer.refill(keep);
      if (shift < 0) {
        return buffer.limit;
      }
      at = keep - shift;
    }
  }

  /** Whether what it finds begins a line. */
  boolean findsLines() {
    return rule != Rule.SAME_OPENING;
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
    int brace = i + 1;
    while (brace < to && (buffer.bytes[brace] == ' ' || buffer.bytes[brace] == '\t')) {
      brace++;
    }
    boolean opens = brace < to && buffer.bytes[brace] == '{' && brace - i - 1 == indentation;
    return opens ? i + 1 : -1;
  }

  private int openingHere(int i, int to) {
    boolean same =
        i + opening.length <= to
            && buffer.bytes[i] == '{'
            && Arrays.equals(buffer.bytes, i, i + opening.length, opening, 0, opening.length);
    return same ? i : -1;
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
