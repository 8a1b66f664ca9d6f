package io.sluice.ingest.source;

import java.io.IOException;
import java.io.InputStream;

/** A stream that is read array by array; a single byte is an array of one. */
public abstract class ArrayStream extends InputStream {
  private final byte[] single = new byte[1];

  @Override
  public final int read() throws IOException {
    return read(single, 0, 1) < 0 ? -1 : single[0] & 0xFF;
  }

  @Override
  public abstract int read(byte[] target, int offset, int length) throws IOException;
}
