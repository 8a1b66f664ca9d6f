package io.sluice.ingest.batch;

import io.sluice.ingest.IpAddress;
import java.util.Arrays;
import java.util.Collection;
import java.util.function.Consumer;

/** Bytes that grow field by field; {@link FieldScan} reads them. */
final class FieldBytes {
  private byte[] bytes = new byte[256];
  private int length;

  int length() {
    return length;
  }

  void clear() {
    length = 0;
  }

  byte[] toByteArray() {
    return Arrays.copyOf(bytes, length);
  }

  /** Seven bits a byte, the lowest first, the top bit set where more follow. */
  void number(long number) {
    room(10);
    long rest = number;
    while ((rest & ~0x7FL) != 0) {
      bytes[length++] = (byte) ((rest & 0x7F) | 0x80);
      rest >>>= 7;
    }
    bytes[length++] = (byte) rest;
  }

  /** Small numbers of either sign take one byte: 0, -1, 1, -2 … become 0, 1, 2, 3 … */
  void signed(long number) {
    number((number << 1) ^ (number >> 63));
  }

  void flag(boolean flag) {
    single(flag ? 1 : 0);
  }

  void single(int value) {
    room(1);
    bytes[length++] = (byte) value;
  }

  /** Bytes without their length. */
  void raw(byte[] more) {
    room(more.length);
    System.arraycopy(more, 0, bytes, length, more.length);
    length += more.length;
  }

  /** How many bytes, then the bytes. */
  void block(FieldBytes other) {
    number(other.length);
    room(other.length);
    System.arraycopy(other.bytes, 0, bytes, length, other.length);
    length += other.length;
  }

  void text(String text) {
    byte[] utf8 = Texts.bytes(text);
    number(utf8.length);
    raw(utf8);
  }

  /** 4 and four bytes, or 6 and sixteen, the highest first. */
  void address(IpAddress address) {
    single(address.v6() ? 6 : 4);
    if (address.v6()) {
      big(address.high(), 8);
      big(address.low(), 8);
    } else {
      big(address.low(), 4);
    }
  }

  private void big(long value, int count) {
    for (int i = count - 1; i >= 0; i--) {
      single((int) (value >>> (8 * i)));
    }
  }

  /** How many, then each. */
  <T> void list(Collection<T> items, Consumer<T> item) {
    number(items.size());
    items.forEach(item);
  }

  private void room(int more) {
    if (bytes.length - length < more) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more));
    }
  }
}
