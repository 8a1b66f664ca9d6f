package io.sluice.recommender.write.file;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.HexFormat;

/**
 * Digests what passes. Closing it reads the rest first, so that the digest is of the whole input,
 * wherever its reader stopped.
 */
public final class DigestingStream extends FilterInputStream {
  private static final int CHUNK = 1 << 16;

  private final MessageDigest digest = ContentDigest.algorithm();
  private final byte[] one = new byte[1];
  private long bytes;
  private boolean ended;
  private boolean closed;

  DigestingStream(InputStream in) {
    super(in);
  }

  @Override
  public int read() throws IOException {
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    int count = in.read(target, offset, length);
    if (count > 0) {
      digest.update(target, offset, count);
      bytes += count;
    }
    ended |= count < 0;
    return count;
  }

  @Override
  public long skip(long count) throws IOException {
    return read(new byte[(int) Math.min(Math.max(count, 0), CHUNK)]);
  }

  @Override
  public boolean markSupported() {
    return false;
  }

  @Override
  public void close() throws IOException {
    if (!closed) {
      drain();
      closed = true;
      super.close();
    }
  }

  private void drain() throws IOException {
    byte[] chunk = new byte[CHUNK];
    while (!ended) {
      read(chunk, 0, CHUNK);
    }
  }

  /** The digest of all of it; reads what is left. */
  public ContentDigest digest() throws IOException {
    if (!closed) {
      drain();
    }
    return new ContentDigest(HexFormat.of().formatHex(copy().digest()), bytes);
  }

  private MessageDigest copy() {
    try {
      return (MessageDigest) digest.clone();
    } catch (CloneNotSupportedException e) {
      throw new IllegalStateException("SHA-256 can be copied", e);
    }
  }
}
