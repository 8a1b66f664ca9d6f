package io.sluice.ingest.source;

import io.sluice.ingest.decode.CutShortException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Inflates a gzip file of any number of members (RFC 1952).
 *
 * <p>{@link java.util.zip.GZIPInputStream} asks {@code available()} whether another member follows,
 * and so loses the rest of a pipe; it also takes a member that is cut inside its header for the end
 * of the file. Logs are appended to and copied while they grow, so both are common here.
 */
final class GzipStream extends InputStream {
  private static final int FLAG_CRC = 2;
  private static final int FLAG_EXTRA = 4;
  private static final int FLAG_NAME = 8;
  private static final int FLAG_COMMENT = 16;

  private final InputStream in;
  private final Inflater inflater = new Inflater(true);
  private final CRC32 crc = new CRC32();
  private final byte[] buffer = new byte[1 << 16];
  private final byte[] single = new byte[1];
  private int pos;
  private int limit;
  private boolean inMember;
  private boolean first = true;
  private boolean ended;

  GzipStream(InputStream in) {
    this.in = in;
  }

  @Override
  public int read() throws IOException {
    int count = read(single, 0, 1);
    return count < 0 ? -1 : single[0] & 0xFF;
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
      int count = inflate(target, offset, length);
      if (count > 0) {
        crc.update(target, offset, count);
        return count;
      }
      if (inflater.finished()) {
        closeMember();
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
      if (inflater.needsInput()) {
        if (pos == limit && !fill()) {
          throw cut("the gzip data ends in the middle of a member");
        }
        inflater.setInput(buffer, pos, limit - pos);
        pos = limit;
      }
      int count = inflater.inflate(target, offset, length);
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
    if (next() != 0x1F || next() != 0x8B || next() != 8) {
      throw cut("what follows a gzip member is not gzip");
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

  private void closeMember() throws IOException {
    pos = limit - inflater.getRemaining();
    long expected = little32();
    long size = little32();
    if (expected != crc.getValue() || size != (inflater.getBytesWritten() & 0xFFFF_FFFFL)) {
      throw cut("the gzip checksum does not match");
    }
    inMember = false;
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

  private long little32() throws IOException {
    return next() | ((long) next() << 8) | ((long) next() << 16) | ((long) next() << 24);
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
