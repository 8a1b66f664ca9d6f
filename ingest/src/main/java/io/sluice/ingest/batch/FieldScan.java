package io.sluice.ingest.batch;

import io.sluice.ingest.IpAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * Reads what {@link FieldBytes} wrote. No length is believed: each is held against the bytes that
 * are there before anything is taken for it.
 */
final class FieldScan {
  private final byte[] bytes;
  private final int to;
  private int pos;

  FieldScan(byte[] bytes, int from, int to) {
    this.bytes = bytes;
    this.pos = from;
    this.to = to;
  }

  /** Reads one of a list. */
  interface Item<T> {
    T read() throws FlowBatchException;
  }

  int left() {
    return to - pos;
  }

  void demandEnd() throws FlowBatchException {
    if (pos != to) {
      throw FlowBatchException.damaged("there is more in it than it says");
    }
  }

  long number() throws FlowBatchException {
    int first = pos < to ? bytes[pos] : 0;
    if (pos < to && first >= 0) {
      pos++;
      return first;
    }
    return longNumber();
  }

  private long longNumber() throws FlowBatchException {
    long number = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      int single = single();
      number |= (long) (single & 0x7F) << shift;
      if (single < 0x80) {
        return number;
      }
    }
    throw FlowBatchException.damaged("a number is too long");
  }

  long signed() throws FlowBatchException {
    long number = number();
    return (number >>> 1) ^ -(number & 1);
  }

  /** A number from 0 up to a limit, the limit not included. */
  int below(long limit) throws FlowBatchException {
    long number = number();
    if (number < 0 || number >= limit) {
      throw FlowBatchException.damaged("a number is out of range");
    }
    return (int) number;
  }

  /**
   * A length or how many there are, at a byte each or more: no more than what is left behind it.
   */
  int length() throws FlowBatchException {
    long number = number();
    if (number < 0 || number > left()) {
      throw FlowBatchException.damaged("it is shorter than it says");
    }
    return (int) number;
  }

  /** A count that is not negative. */
  long count() throws FlowBatchException {
    long number = number();
    if (number < 0) {
      throw FlowBatchException.damaged("a count is out of range");
    }
    return number;
  }

  boolean flag() throws FlowBatchException {
    return below(2) == 1;
  }

  int single() throws FlowBatchException {
    if (pos == to) {
      throw FlowBatchException.damaged("its content ends early");
    }
    return bytes[pos++] & 0xFF;
  }

  /** A part of its own, whose length stands before it. */
  FieldScan block() throws FlowBatchException {
    int length = length();
    FieldScan block = new FieldScan(bytes, pos, pos + length);
    pos += length;
    return block;
  }

  String text() throws FlowBatchException {
    int length = length();
    pos += length;
    return Texts.text(bytes, pos - length, pos);
  }

  IpAddress address() throws FlowBatchException {
    int version = single();
    if (version != 4 && version != 6) {
      throw FlowBatchException.damaged("an address is neither IPv4 nor IPv6");
    }
    return version == 6 ? IpAddress.ofV6(big(8), big(8)) : IpAddress.ofV4((int) big(4));
  }

  private long big(int count) throws FlowBatchException {
    long value = 0;
    for (int i = 0; i < count; i++) {
      value = value << 8 | single();
    }
    return value;
  }

  /** A list; every item takes a byte at least, so a wrong length ends with the input. */
  <T> List<T> list(Item<T> item) throws FlowBatchException {
    int count = length();
    List<T> items = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      items.add(item.read());
    }
    return Collections.unmodifiableList(items);
  }

  /** Numbers, as many as there are; every one takes a byte at least. */
  int[] ints(int count, long limit) throws FlowBatchException {
    demandRoom(count);
    int[] numbers = new int[count];
    for (int i = 0; i < count; i++) {
      numbers[i] = below(limit);
    }
    demandEnd();
    return numbers;
  }

  /** The same for counters. */
  long[] longs(int count) throws FlowBatchException {
    demandRoom(count);
    long[] numbers = new long[count];
    for (int i = 0; i < count; i++) {
      numbers[i] = number();
    }
    demandEnd();
    return numbers;
  }

  /** The same for numbers of which each stands as its difference from the one before. */
  long[] differences(int count) throws FlowBatchException {
    demandRoom(count);
    long[] numbers = new long[count];
    long last = 0;
    for (int i = 0; i < count; i++) {
      last += signed();
      numbers[i] = last;
    }
    demandEnd();
    return numbers;
  }

  private void demandRoom(int count) throws FlowBatchException {
    if (count > left()) {
      throw FlowBatchException.damaged("a column is shorter than it says");
    }
  }

  /** A value of an enum by its place in it. */
  <E extends Enum<E>> E one(E[] values) throws FlowBatchException {
    return values[below(values.length)];
  }

  /** What is left, as bytes of its own. */
  byte[] toByteArray() {
    return Arrays.copyOfRange(bytes, pos, to);
  }
}
