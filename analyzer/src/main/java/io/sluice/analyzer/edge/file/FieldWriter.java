package io.sluice.analyzer.edge.file;

import io.sluice.ingest.IpAddress;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.SortedMap;
import org.roaringbitmap.RoaringBitmap;

/** Writes the simple fields that a table is made of; {@link FieldReader} reads them. */
final class FieldWriter {
  /** The form of a set without numbers. */
  private static final byte[] EMPTY = empty();

  private final OutputStream out;

  FieldWriter(OutputStream out) {
    this.out = out;
  }

  private static byte[] empty() {
    RoaringBitmap none = new RoaringBitmap();
    byte[] form = new byte[none.serializedSizeInBytes()];
    none.serialize(ByteBuffer.wrap(form));
    return form;
  }

  /** Writes one of a list. */
  interface Item<T> {
    void write(T item) throws IOException;
  }

  /** Seven bits a byte, the lowest first, the top bit set where more follow. */
  void number(long number) throws IOException {
    long rest = number;
    while ((rest & ~0x7FL) != 0) {
      out.write((int) ((rest & 0x7F) | 0x80));
      rest >>>= 7;
    }
    out.write((int) rest);
  }

  /** Small numbers of either sign take one byte: 0, -1, 1, -2 … become 0, 1, 2, 3 … */
  void signed(long number) throws IOException {
    number((number << 1) ^ (number >> 63));
  }

  void flag(boolean flag) throws IOException {
    out.write(flag ? 1 : 0);
  }

  void text(String text) throws IOException {
    bytes(text.getBytes(StandardCharsets.UTF_8));
  }

  /** Bytes without their length. */
  void raw(byte[] bytes) throws IOException {
    out.write(bytes);
  }

  /** Length, then bytes. */
  void bytes(byte[] bytes) throws IOException {
    number(bytes.length);
    out.write(bytes);
  }

  /** How many, then each. */
  <T> void list(Collection<T> items, Item<T> item) throws IOException {
    number(items.size());
    for (T one : items) {
      item.write(one);
    }
  }

  void texts(SortedMap<String, String> texts) throws IOException {
    list(
        texts.entrySet(),
        entry -> {
          text(entry.getKey());
          text(entry.getValue());
        });
  }

  void address(IpAddress address) throws IOException {
    out.write(address.v6() ? 6 : 4);
    DataOutputStream data = new DataOutputStream(out);
    if (address.v6()) {
      data.writeLong(address.high());
      data.writeLong(address.low());
    } else {
      data.writeInt((int) address.low());
    }
  }

  /** Length in bytes, then Roaring's portable form, in the smallest containers. */
  void bitmap(RoaringBitmap bitmap) throws IOException {
    if (bitmap.isEmpty()) {
      bytes(EMPTY);
      return;
    }
    RoaringBitmap canonical = bitmap.clone();
    canonical.removeRunCompression();
    canonical.runOptimize();
    byte[] form = new byte[canonical.serializedSizeInBytes()];
    canonical.serialize(ByteBuffer.wrap(form));
    bytes(form);
  }

  /** A bit for each counter that is not zero, the first lowest, then those counters. */
  void counters(long[] counters) throws IOException {
    long mask = 0;
    for (int i = 0; i < counters.length; i++) {
      mask |= counters[i] == 0 ? 0 : 1L << i;
    }
    number(mask);
    for (long counter : counters) {
      if (counter != 0) {
        number(counter);
      }
    }
  }
}
