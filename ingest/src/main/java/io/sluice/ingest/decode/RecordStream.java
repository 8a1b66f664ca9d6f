package io.sluice.ingest.decode;

import java.io.IOException;
import java.io.InputStream;

/**
 * The bytes of a {@link ScanBuffer} from its mark on, for a parser that reads on only after it has
 * used up what it got. Nothing but that last piece stays in the window.
 */
final class RecordStream extends InputStream {
  private final ScanBuffer buffer;
  private final long start;
  private final byte[] single = new byte[1];

  RecordStream(ScanBuffer buffer) {
    this.buffer = buffer;
    start = buffer.offsetOf(buffer.mark);
    buffer.pos = buffer.mark;
  }

  /** Moves the position to so many bytes behind the start, as far as the window holds that. */
  void goTo(long length) {
    long index = start + length - buffer.offsetOf(0);
    buffer.pos = (int) Math.max(0, Math.min(index, buffer.limit));
  }

  @Override
  public int read() throws IOException {
    return read(single, 0, 1) < 0 ? -1 : single[0] & 0xFF;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    buffer.mark = buffer.pos;
    if (buffer.pos == buffer.limit && !buffer.more()) {
      return -1;
    }
    int count = Math.min(length, buffer.limit - buffer.pos);
    System.arraycopy(buffer.bytes, buffer.pos, target, offset, count);
    buffer.pos += count;
    return count;
  }
}
