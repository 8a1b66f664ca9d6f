package io.sluice.ingest.decode.bytes;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A fixed set of names that a decoder knows, each with a number, found by their bytes.
 *
 * <p>HOT PATH: asked for every key of a record; allocates nothing. Immutable.
 */
public final class Names {
  /** The number of what is no known name. */
  public static final int UNKNOWN = -1;

  private final byte[] @Nullable [] names;
  private final long[] words;
  private final int[] numbers;
  private final int shift;

  /**
   * Names by their numbers.
   *
   * @param spellings for each number from 0, its names with blanks between them
   */
  public Names(String... spellings) {
    String[] all = String.join(" ", spellings).split(" ", -1);
    int bits = 34 - Integer.numberOfLeadingZeros(all.length);
    names = new byte[1 << bits][];
    words = new long[1 << bits];
    numbers = new int[1 << bits];
    shift = 64 - bits;
    for (int number = 0; number < spellings.length; number++) {
      for (String name : spellings[number].split(" ", -1)) {
        put(name.getBytes(StandardCharsets.US_ASCII), number);
      }
    }
  }

  private void put(byte[] name, int number) {
    long word = Words.first(name, 0, name.length);
    int slot = slot(word, name.length);
    while (names[slot] != null) {
      slot = (slot + 1) & (names.length - 1);
    }
    names[slot] = name;
    words[slot] = word;
    numbers[slot] = number;
  }

  private int slot(long word, int length) {
    return (int) (((word + length) * Words.MIX) >>> shift);
  }

  /** The number of the name that a range of bytes is, or {@link #UNKNOWN}. */
  public int of(byte[] bytes, int from, int to) {
    int length = to - from;
    long word = Words.first(bytes, from, to);
    int slot = slot(word, length);
    while (names[slot] != null) {
      byte[] name = names[slot];
      if (words[slot] == word
          && name.length == length
          && (length <= 8 || Arrays.equals(bytes, from, to, name, 0, length))) {
        return numbers[slot];
      }
      slot = (slot + 1) & (names.length - 1);
    }
    return UNKNOWN;
  }
}
