package io.sluice.bench.endtoend;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Text that is written piece by piece, in bytes. */
final class Bytes {
  private byte[] bytes = new byte[1 << 16];
  private int length;

  Bytes put(byte[] text) {
    room(text.length);
    System.arraycopy(text, 0, bytes, length, text.length);
    length += text.length;
    return this;
  }

  /** Appends ASCII. */
  Bytes put(String text) {
    return put(text.getBytes(StandardCharsets.US_ASCII));
  }

  Bytes put(char ascii) {
    room(1);
    bytes[length++] = (byte) ascii;
    return this;
  }

  /** Appends a number that is not negative, with leading zeros up to a width. */
  Bytes put(long number, int width) {
    int digits = Math.max(width, digitsOf(number));
    room(digits);
    long rest = number;
    for (int i = length + digits - 1; i >= length; i--) {
      bytes[i] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
    length += digits;
    return this;
  }

  Bytes put(long number) {
    return put(number, 1);
  }

  int length() {
    return length;
  }

  byte[] toArray() {
    return Arrays.copyOf(bytes, length);
  }

  /** All so far; begins anew. */
  byte[] take() {
    byte[] all = toArray();
    length = 0;
    return all;
  }

  /** Writes all to a stream and begins anew. */
  void moveTo(OutputStream out) throws IOException {
    out.write(bytes, 0, length);
    length = 0;
  }

  private static int digitsOf(long number) {
    int digits = 1;
    for (long rest = number / 10; rest > 0; rest /= 10) {
      digits++;
    }
    return digits;
  }

  private void room(int more) {
    if (length + more > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more));
    }
  }
}
