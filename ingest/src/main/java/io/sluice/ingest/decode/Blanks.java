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

  /** Passes blanks, byte order marks and commas; false at the end of the input. */
  boolean pass() throws IOException {
    while (buffer.pos < buffer.limit || buffer.more()) {
      byte b = buffer.bytes[buffer.pos];
      if (b == '\n') {
        freshLine = true;
        indentation = 0;
      } else if (b == ' ' || b == '\t') {
        indentation++;
      } else if (b == ',') {
        freshLine = false;
      } else if (b == ScanBuffer.BYTE_ORDER_MARK[0] && byteOrderMark(0)) {
        buffer.pos += ScanBuffer.BYTE_ORDER_MARK.length - 1;
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
      if (blank) {
        i++;
      } else if (b == ScanBuffer.BYTE_ORDER_MARK[0] && byteOrderMark(i)) {
        i += ScanBuffer.BYTE_ORDER_MARK.length;
      } else {
        return b & 0xFF;
      }
    }
    return -1;
  }

  /** Each of several files that were joined into one can begin with such a mark. */
  private boolean byteOrderMark(int ahead) throws IOException {
    int length = ahead + ScanBuffer.BYTE_ORDER_MARK.length;
    while (buffer.limit - buffer.pos < length && buffer.more()) {
      // until the whole mark is there
    }
    return buffer.byteOrderMarkAt(buffer.pos + ahead, buffer.limit);
  }
}
