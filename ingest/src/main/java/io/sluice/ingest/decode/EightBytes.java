package io.sluice.ingest.decode;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Eight bytes of a text as one word, the first byte lowest, and what can be asked of all of them at
 * once (SWAR).
 *
 * <p>HOT PATH: over every byte of a log. Tests that find bytes set the high bit of each byte found,
 * and are right up to the lowest one: higher ones may be set wrongly.
 */
final class EightBytes {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long ONES = 0x0101_0101_0101_0101L;
  private static final long HIGHS = ONES << 7;

  private EightBytes() {}

  static long at(byte[] bytes, int index) {
    return (long) LONGS.get(bytes, index);
  }

  /** How many bytes stand before the lowest one that was found. */
  static int before(long found) {
    return Long.numberOfTrailingZeros(found) >>> 3;
  }

  /** The first so many bytes, less than eight, and zeros. */
  static long first(long word, int count) {
    return word & ((1L << (8 * count)) - 1);
  }

  static long find(long word, char ascii) {
    long differing = word ^ (ONES * ascii);
    return (differing - ONES) & ~differing & HIGHS;
  }

  /** Finds quotes, escapes and line ends. */
  static long endOfText(long word) {
    return find(word, '"') | find(word, '\\') | find(word, '\n');
  }

  /** Finds what ends a plain text: quotes, escapes, controls, and what is beyond ASCII. */
  static long endOfPlainText(long word) {
    long controls = (word - ONES * ' ') & ~word;
    return find(word, '"') | find(word, '\\') | ((controls | word) & HIGHS);
  }

  /** Finds what is no digit. */
  static long nonDigits(long word) {
    long values = word ^ (ONES * '0');
    return ((values + ONES * 0x76) | values) & HIGHS;
  }

  /** The number that the first so many bytes, one to eight digits, write. */
  static long number(long word, int count) {
    long values = (word << (64 - 8 * count)) & (ONES * 0x0F);
    long pairs = ((values * 10) + (values >>> 8)) & 0x00FF_00FF_00FF_00FFL;
    long fours = ((pairs * 100) + (pairs >>> 16)) & 0x0000_FFFF_0000_FFFFL;
    return ((fours * 10_000) + (fours >>> 32)) & 0xFFFF_FFFFL;
  }
}
