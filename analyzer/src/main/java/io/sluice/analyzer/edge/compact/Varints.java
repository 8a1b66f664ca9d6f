package io.sluice.analyzer.edge.compact;

import java.util.Arrays;

/**
 * Numbers in as few bytes as they need: seven bits a byte, the lowest first, the top bit set where
 * more bytes follow. Is written from the first to the last, or read so.
 */
public final class Varints {
  private byte[] bytes;
  private int at;

  private Varints(byte[] bytes) {
    this.bytes = bytes;
  }

  /** To be written. */
  public static Varints empty() {
    return new Varints(new byte[48]);
  }

  /** To be read. */
  public static Varints of(byte[] bytes) {
    return new Varints(bytes);
  }

  /** Appends a number; a negative one takes ten bytes. */
  public void put(long number) {
    long rest = number;
    while ((rest & ~0x7FL) != 0) {
      put((byte) (rest | 0x80));
      rest >>>= 7;
    }
    put((byte) rest);
  }

  private void put(byte one) {
    if (at == bytes.length) {
      bytes = Arrays.copyOf(bytes, 2 * at);
    }
    bytes[at++] = one;
  }

  /** Appends a number that is negative as often as not. */
  public void putSigned(long number) {
    put(number << 1 ^ number >> 63);
  }

  /** What was written. */
  public byte[] toArray() {
    return Arrays.copyOf(bytes, at);
  }

  /** The next number. */
  public long take() {
    long number = 0;
    for (int shift = 0; ; shift += 7) {
      byte one = bytes[at++];
      number |= (one & 0x7FL) << shift;
      if (one >= 0) {
        return number;
      }
    }
  }

  /** The next number, which was written as a signed one. */
  public long takeSigned() {
    long number = take();
    return number >>> 1 ^ -(number & 1);
  }

  /** The next number, which fits an int. */
  public int takeInt() {
    return (int) take();
  }
}
