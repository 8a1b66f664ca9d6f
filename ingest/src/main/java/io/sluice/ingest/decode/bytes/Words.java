package io.sluice.ingest.decode.bytes;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Eight bytes at a time: loads, and the tests on them that need no loop (SWAR). */
final class Words {
  static final long MIX = 0x9E3779B97F4A7C15L;

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long ONES = 0x0101_0101_0101_0101L;
  private static final long HIGHS = ONES << 7;
  private static final long QUOTES = ONES * '"';
  private static final long BACKSLASHES = ONES * '\\';
  private static final long LINE_ENDS = ONES * '\n';
  private static final long SPACES = ONES * ' ';

  private Words() {}

  /** The eight bytes at an index, the first one lowest. */
  static long at(byte[] bytes, int index) {
    return (long) LONGS.get(bytes, index);
  }

  /** The first bytes of a range, at most eight, the first one lowest, zeros behind them. */
  static long first(byte[] bytes, int from, int to) {
    int length = to - from;
    if (length >= 8) {
      return at(bytes, from);
    }
    if (length > 0 && from + 8 <= bytes.length) {
      return at(bytes, from) & (-1L >>> (64 - 8 * length));
    }
    long word = 0;
    for (int i = 0; i < length; i++) {
      word |= (bytes[from + i] & 0xFFL) << (8 * i);
    }
    return word;
  }

  /**
   * Marks the bytes at which the plain inside of a JSON string ends: quotes, backslashes, control
   * characters, and what is not ASCII. The lowest mark is exact; above it there may be false ones.
   */
  static long notPlain(long word) {
    long quotes = word ^ QUOTES;
    long backslashes = word ^ BACKSLASHES;
    long found = ((quotes - ONES) & ~quotes) | ((backslashes - ONES) & ~backslashes);
    return (found | ((word - SPACES) & ~word) | word) & HIGHS;
  }

  /** How many of the bytes are line ends; exact. */
  static int lineEnds(long word) {
    long others = word ^ LINE_ENDS;
    // A byte is zero where neither its low seven bits nor its highest are set; no carry leaves it.
    long nonZero = ((others & ~HIGHS) + ~HIGHS) | others;
    return 8 - Long.bitCount(nonZero & HIGHS);
  }

  /** Which byte the lowest mark stands at. */
  static int lowest(long marks) {
    return Long.numberOfTrailingZeros(marks) >>> 3;
  }
}
