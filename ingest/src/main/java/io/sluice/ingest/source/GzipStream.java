package io.sluice.ingest.source;

import io.sluice.ingest.decode.CutShortException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.function.Consumer;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Inflates a gzip file of any number of members (RFC 1952).
 *
 * <p>{@link java.util.zip.GZIPInputStream} asks {@code available()} whether another member follows,
 * and so loses the rest of a pipe; it also takes a member that is cut inside its header for the end
 * of the file. Logs are appended to and copied while they grow, so both are common here.
 *
 * <p>A member whose data is complete is good, whatever is wrong with the checksum behind it or with
 * what follows: that is told as a note. Only data that ends inside a member is cut short.
 */
final class GzipStream extends ArrayStream {
  private static final int FLAG_CRC = 2;
  private static final int FLAG_EXTRA = 4;
  private static final int FLAG_NAME = 8;
  private static final int FLAG_COMMENT = 16;

  private final InputStream in;
  private final Consumer<String> notes;
  private final Inflater inflater = new Inflater(true);
  private final CRC32 crc = new CRC32();
  private final byte[] buffer = new byte[1 << 16];
  private int pos;
  private int limit;
  private boolean inMember;
  private boolean first = true;
  private boolean ended;

  GzipStream(InputStream in, Consumer<String> notes) {
    this.in = in;
    this.notes = notes;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    while (!ended) {
      if (!inMember && !openMember()) {
        ended = true;
        break;
      }
      if (inflater.finished()) {
        closeMember();
        continue;
      }
      int count = inflate(target, offset, length);
      if (count > 0) {
        crc.update(target, offset, count);
        return count;
      }
    }
    return -1;
  }

  @Override
  public void close() throws IOException {
    inflater.end();
    in.close();
  }

  private int inflate(byte[] target, int offset, int length) throws IOException {
    try {
      boolean more = pos < limit || !inflater.needsInput() || fill();
      if (inflater.needsInput()) {
        inflater.setInput(buffer, pos, limit - pos);
        pos = limit;
      }
      int count = inflater.inflate(target, offset, length);
      if (count == 0 && !more && !inflater.finished()) {
        throw cut("the gzip data ends in the middle of a member");
      }
      if (count == 0 && inflater.needsDictionary()) {
        throw cut("the gzip data is damaged");
      }
      return count;
    } catch (DataFormatException e) {
      throw cut("the gzip data is damaged");
    }
  }

  /** Reads a member's header; false where the file ends before it. */
  private boolean openMember() throws IOException {
    if (!first) {
      skipZeros();
    }
    if (pos == limit && !fill()) {
      return false;
    }
    if (!first && !gzipFollows()) {
      notes.accept(rest() + " bytes that are not gzip follow the gzip data");
      return false;
    }
    if (next() != 0x1F || next() != 0x8B || next() != 8) {
      throw cut("the gzip data is damaged");
    }
    first = false;
    int flags = next();
    skip(6); // time, extra flags, operating system
    if ((flags & FLAG_EXTRA) != 0) {
      skip(next() | (next() << 8));
    }
    if ((flags & FLAG_NAME) != 0) {
      skipText();
    }
    if ((flags & FLAG_COMMENT) != 0) {
      skipText();
    }
    if ((flags & FLAG_CRC) != 0) {
      skip(2);
    }
    inflater.reset();
    crc.reset();
    inMember = true;
    return true;
  }

  /** Whether the magic number stands here, as far as the file goes. */
  private boolean gzipFollows() throws IOException {
    byte[] magic = {0x1F, (byte) 0x8B, 8};
    if (limit - pos < magic.length) {
      System.arraycopy(buffer, pos, buffer, 0, limit - pos);
      limit -= pos;
      pos = 0;
      limit += in.readNBytes(buffer, limit, magic.length - limit);
    }
    int length = Math.min(magic.length, limit - pos);
    return Arrays.equals(buffer, pos, pos + length, magic, 0, length);
  }

  private long rest() throws IOException {
    long count = 0;
    do {
      count += limit - pos;
      pos = limit;
    } while (fill());
    return count;
  }

  private void closeMember() throws IOException {
    pos = limit - inflater.getRemaining();
    inMember = false;
    byte[] trailer = new byte[8];
    int length = 0;
    while (length < trailer.length && (pos < limit || fill())) {
      trailer[length++] = buffer[pos++];
    }
    if (length < trailer.length) {
      notes.accept("the gzip checksum is missing: the last bytes of the file were cut off");
      return;
    }
    ByteBuffer sums = ByteBuffer.wrap(trailer).order(ByteOrder.LITTLE_ENDIAN);
    if (sums.getInt() != (int) crc.getValue()
        || sums.getInt() != (int) inflater.getBytesWritten()) {
      notes.accept("the gzip checksum does not match: the data may be damaged");
    }
  }

  /** Tape blocks and some tools pad with zeros. */
  private void skipZeros() throws IOException {
    while (pos < limit || fill()) {
      if (buffer[pos] != 0) {
        return;
      }
      pos++;
    }
  }

  private void skipText() throws IOException {
    int b = next();
    while (b != 0) {
      b = next();
    }
  }

  private void skip(int count) throws IOException {
    for (int i = 0; i < count; i++) {
      next();
    }
  }

  private int next() throws IOException {
    if (pos == limit && !fill()) {
      throw cut("the gzip data ends in the middle of a member");
    }
    return buffer[pos++] & 0xFF;
  }

  private boolean fill() throws IOException {
    pos = 0;
    limit = Math.max(0, in.read(buffer, 0, buffer.length));
    return limit > 0;
  }

  private CutShortException cut(String message) {
    ended = true;
    return new CutShortException(message);
  }
}
