package io.sluice.ingest.decode.bytes;

/** How far the inside of a JSON string goes. */
public final class Texts {
  private static final int HEX_DIGITS = 4;

  private Texts() {}

  /** Where the plain inside of a text ends, or the end of the window. */
  public static int plainEnd(byte[] bytes, int start, int limit) {
    int i = start;
    while (i + 8 <= limit) {
      long marks = Words.notPlain(Words.at(bytes, i));
      if (marks != 0) {
        return i + Words.lowest(marks);
      }
      i += 8;
    }
    while (i < limit && bytes[i] >= ' ' && bytes[i] != '"' && bytes[i] != '\\') {
      i++;
    }
    return i;
  }

  /** Where the escape at an index ends, at most at the end of the window; -1 where it is none. */
  static int escapeEnd(byte[] bytes, int backslash, int limit) {
    int i = backslash + 1;
    if (i == limit) {
      return limit;
    }
    return switch (bytes[i]) {
      case '"', '\\', '/', 'b', 'f', 'n', 'r', 't' -> i + 1;
      case 'u' -> hexEnd(bytes, i + 1, Math.min(limit, i + 1 + HEX_DIGITS));
      default -> -1;
    };
  }

  private static int hexEnd(byte[] bytes, int from, int to) {
    for (int i = from; i < to; i++) {
      if (Character.digit(bytes[i], 16) < 0) {
        return -1;
      }
    }
    return to;
  }
}
