package io.sluice.ingest.decode;

import java.io.IOException;

/** Passes what stands between records, and knows where in its line the position is. */
final class Blanks {
  private final ScanBuffer buffer;

  /** Whether only blanks stand between the start of the line and the position, and how many. */
  private boolean freshLine = true;

  private int indentation;

  Blanks(ScanBuffer buffer) {
    this.buffer = buffer;
  }

  /** Whether only blanks stand between the start of the line and the position. */
  boolean freshLine() {
    return freshLine;
  }

  /** How many blanks stand at the start of the line. */
  int indentation() {
    return indentation;
  }

  /** Something else than a blank stands in the line now. */
  void leaveLineStart() {
    freshLine = false;
  }

  /** The position was moved, perhaps to the start of a line. */
  void startLine(boolean fresh) {
    freshLine = fresh;
    indentation = 0;
  }

  /** Passes blanks and commas; false at the end of the input. */
  boolean pass() throws IOException {
    if (buffer.offsetOf(buffer.pos) == 0) {
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

  /** The next byte that is no blank, so far ahead of the position; -1 at the end of the input. */
  int nextByte(int ahead, boolean acrossLines) throws IOException {
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
}
