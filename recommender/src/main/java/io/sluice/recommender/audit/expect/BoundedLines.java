package io.sluice.recommender.audit.expect;

import java.io.BufferedReader;
import java.io.IOException;

/** Lines of a text, none of which takes more memory than is reasonable. */
final class BoundedLines {
  /** Characters of a line that are kept; an expectation has some hundred. */
  static final int LONGEST = 1_000_000;

  private final BufferedReader reader;
  private int number;
  private boolean cut;

  BoundedLines(BufferedReader reader) {
    this.reader = reader;
  }

  /** Goes to the next line, and returns it without its end; empty builder at none. */
  boolean next(StringBuilder line) throws IOException {
    line.setLength(0);
    cut = false;
    int c = reader.read();
    if (c < 0) {
      return false;
    }
    number++;
    while (c >= 0 && c != '\n') {
      if (line.length() < LONGEST) {
        line.append((char) c);
      } else {
        cut = true;
      }
      c = reader.read();
    }
    return true;
  }

  /** Number of the line, from 1. */
  int number() {
    return number;
  }

  /** Whether the line was longer than what is kept. */
  boolean cut() {
    return cut;
  }
}
