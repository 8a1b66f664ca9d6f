package io.sluice.ingest.decode.bytes;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Eight bytes at a time: loads, and the tests on them that need no loop (SWAR). Tests that find
 * bytes mark the high bit of each; the lowest mark is exact, above it there may be false ones.
 *
 * <p>HOT PATH: over every byte of a log.
 */
public final class Words {
  static final long MIX = 0x9E3779B97F4A7C15L;

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long ONES = 0x0101_0101_0101_0101L;
  private static final long HIGHS = ONES << 7;
  private static final long LINE_ENDS = ONES * '\n';

  private Words() {}

  /** The eight bytes at an index, the first one lowest. */
  public static long at(byte[] bytes, int index) {
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

  /** The first so many bytes of a word, less than eight, and zeros. */
  public static long first(long word, int count) {
    return word & ((1L << (8 * count)) - 1);
  }

  /** Finds a character. */
  public static long find(long word, char ascii) {
    long others = word ^ (ONES * ascii);
    return (others - ONES) & ~others & HIGHS;
  }

  /** Finds quotes, backslashes and line ends. */
  public static long endOfText(long word) {
    return find(word, '"') | find(word, '\\') | find(word, '\n');
  }

  /** Finds what ends the plain inside of a JSON string: quotes, backslashes, controls, no ASCII. */
  static long notPlain(long word) {
    long controls = (word - ONES * ' ') & ~word;
    return find(word, '"') | find(word, '\\') | ((controls | word) & HIGHS);
  }

  /** Finds what is no digit. */
  public static long nonDigits(long word) {
    long values = word ^ (ONES * '0');
    return ((values + ONES * 0x76) | values) & HIGHS;
  }

  /** The number that the first so many bytes, one to eight digits, write. */
  public static long number(long word, int count) {
    long values = (word << (64 - 8 * count)) & (ONES * 0x0F);
    long pairs = ((values * 10) + (values >>> 8)) & 0x00FF_00FF_00FF_00FFL;
    long fours = ((pairs * 100) + (pairs >>> 16)) & 0x0000_FFFF_0000_FFFFL;
    return ((fours * 10_000) + (fours >>> 32)) & 0xFFFF_FFFFL;
  }

  /** How many of the bytes are line ends; exact. */
  static int lineEnds(long word) {
    long others = word ^ LINE_ENDS;
    // A byte is zero where neither its low seven bits nor its highest are set; no carry leaves it.
    long nonZero = ((others & ~HIGHS) + ~HIGHS) | others;
    return 8 - Long.bitCount(nonZero & HIGHS);
  }

  /** Which byte the lowest mark stands at: so many are before it. */
  public static int lowest(long marks) {
    return Long.numberOfTrailingZeros(marks) >>> 3;
  }
}
