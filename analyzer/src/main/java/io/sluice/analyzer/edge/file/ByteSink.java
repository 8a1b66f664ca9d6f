package io.sluice.analyzer.edge.file;

import java.io.OutputStream;
import java.util.Arrays;

/** Bytes in memory, as {@link java.io.ByteArrayOutputStream} without its locks: many are short. */
final class ByteSink extends OutputStream {
  private byte[] bytes;
  private int size;

  ByteSink(int expected) {
    bytes = new byte[expected];
  }

  @Override
  public void write(int one) {
    if (size == bytes.length) {
      grow(1);
    }
    bytes[size++] = (byte) one;
  }

  @Override
  public void write(byte[] from, int offset, int length) {
    if (length > bytes.length - size) {
      grow(length);
    }
    System.arraycopy(from, offset, bytes, size, length);
    size += length;
  }

  private void grow(int more) {
    bytes = Arrays.copyOf(bytes, Math.max(Math.addExact(size, more), 2 * bytes.length));
  }

  byte[] toByteArray() {
    return Arrays.copyOf(bytes, size);
  }
}
