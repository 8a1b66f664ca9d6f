package io.sluice.ingest.decode.bytes;

/** Counts line ends, eight bytes at a time: once over every byte of a log. */
public final class LineEnds {
  private LineEnds() {}

  /** Whether one stands between two indices; looks no further than to the first. */
  public static boolean any(byte[] bytes, int from, int to) {
    int i = from;
    while (i + 8 <= to && Words.lineEnds(Words.at(bytes, i)) == 0) {
      i += 8;
    }
    while (i < to && bytes[i] != '\n') {
      i++;
    }
    return i < to;
  }

  /** How many line ends stand between two indices. */
  public static long count(byte[] bytes, int from, int to) {
    long count = 0;
    int i = from;
    for (; i + 8 <= to; i += 8) {
      count += Words.lineEnds(Words.at(bytes, i));
    }
    for (; i < to; i++) {
      count += bytes[i] == '\n' ? 1 : 0;
    }
    return count;
  }
}
