package io.sluice.ingest.decode;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** A head, a unit over and over, a tail; never in memory as a whole. */
final class Repeating extends InputStream {
  private final byte[] head;
  private final byte[] unit;
  private final byte[] tail;
  private final long middle;
  private long at;

  Repeating(String head, String unit, long middle, String tail) {
    this.head = head.getBytes(StandardCharsets.UTF_8);
    this.unit = unit.getBytes(StandardCharsets.UTF_8);
    this.tail = tail.getBytes(StandardCharsets.UTF_8);
    this.middle = middle;
  }

  @Override
  public int read() {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0];
  }

  @Override
  public int read(byte[] target, int offset, int length) {
    byte[] part;
    int from;
    long left;
    if (at < head.length) {
      part = head;
      from = (int) at;
      left = (long) head.length - at;
    } else if (at - head.length < middle) {
      part = unit;
      from = (int) ((at - head.length) % unit.length);
      left = Math.min((long) unit.length - from, head.length + middle - at);
    } else {
      part = tail;
      from = (int) (at - head.length - middle);
      left = (long) tail.length - from;
    }
    if (left <= 0) {
      return -1;
    }
    int count = (int) Math.min(left, length);
    System.arraycopy(part, from, target, offset, count);
    at += count;
    return count;
  }
}
