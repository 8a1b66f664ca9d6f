package io.sluice.analyzer.edge.file;

import io.sluice.ingest.IpAddress;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.roaringbitmap.RoaringBitmap;

/**
 * Reads what {@link FieldWriter} wrote. No length is believed: memory is taken as bytes come, so a
 * wrong one ends with the input.
 */
final class FieldReader {
  private final InputStream in;

  FieldReader(InputStream in) {
    this.in = in;
  }

  /** Reads one of a list. */
  interface Item<T> {
    T read() throws IOException;
  }

  /** Reads one of many that are not kept in a list. */
  interface Step {
    void read() throws IOException;
  }

  long number() throws IOException {
    long number = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      int single = single();
      number |= (long) (single & 0x7F) << shift;
      if (single < 0x80) {
        return number;
      }
    }
    throw EdgeFileException.damaged("a number is too long");
  }

  long signed() throws IOException {
    long number = number();
    return (number >>> 1) ^ -(number & 1);
  }

  /** A number from 0 up to a limit, the limit not included. */
  int below(long limit) throws IOException {
    long number = number();
    if (number < 0 || number >= limit) {
      throw EdgeFileException.damaged("a number is out of range");
    }
    return (int) number;
  }

  /** A number that an int can hold. */
  int signedInt() throws IOException {
    long number = signed();
    if (number != (int) number) {
      throw EdgeFileException.damaged("a number is out of range");
    }
    return (int) number;
  }

  boolean flag() throws IOException {
    return below(2) == 1;
  }

  String text() throws IOException {
    return new String(bytes(), StandardCharsets.UTF_8);
  }

  /** Length, then bytes. */
  byte[] bytes() throws IOException {
    return exactly(below(Integer.MAX_VALUE));
  }

  private byte[] exactly(int count) throws IOException {
    byte[] bytes = in.readNBytes(count);
    if (bytes.length < count) {
      throw EdgeFileException.damaged("its content ends early");
    }
    return bytes;
  }

  <T> List<T> list(Item<T> item) throws IOException {
    List<T> items = new ArrayList<>();
    times(() -> items.add(item.read()));
    return Collections.unmodifiableList(items);
  }

  /** Reads how many there are, and each. */
  void times(Step step) throws IOException {
    long count = number();
    for (long i = 0; i != count; i++) {
      step.read();
    }
  }

  SortedMap<String, String> texts() throws IOException {
    TreeMap<String, String> texts = new TreeMap<>();
    times(() -> texts.put(text(), text()));
    return Collections.unmodifiableSortedMap(texts);
  }

  IpAddress address() throws IOException {
    int version = single();
    DataInputStream data =
        new DataInputStream(new ByteArrayInputStream(exactly(version == 6 ? 16 : 4)));
    return version == 6
        ? IpAddress.ofV6(data.readLong(), data.readLong())
        : IpAddress.ofV4(data.readInt());
  }

  /** A bitmap of numbers below a limit. */
  RoaringBitmap bitmap(long limit) throws IOException {
    byte[] bytes = bytes();
    RoaringBitmap bitmap = new RoaringBitmap();
    try {
      bitmap.deserialize(ByteBuffer.wrap(bytes));
    } catch (IOException | RuntimeException e) {
      // Roaring has no one exception for bytes that it did not write.
      throw EdgeFileException.damaged("a set is not readable");
    }
    if (!bitmap.validate() && !bitmap.isEmpty()) {
      throw EdgeFileException.damaged("a set is not readable");
    }
    if (!bitmap.isEmpty() && Integer.toUnsignedLong(bitmap.last()) >= limit) {
      throw EdgeFileException.damaged("a set holds a number out of range");
    }
    return bitmap;
  }

  /** Counters, as many as there are. */
  long[] counters(int count) throws IOException {
    long mask = number();
    if (mask >>> count != 0) {
      throw EdgeFileException.damaged("a row has more counters than there are");
    }
    long[] counters = new long[count];
    for (int i = 0; i < count; i++) {
      counters[i] = ((mask >>> i) & 1) == 0 ? 0 : number();
    }
    return counters;
  }

  private int single() throws IOException {
    int single = in.read();
    if (single < 0) {
      throw EdgeFileException.damaged("its content ends early");
    }
    return single;
  }
}
