package io.sluice.ingest.source;

import com.github.luben.zstd.ZstdIOException;
import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import io.sluice.ingest.decode.CutShortException;
import java.io.IOException;
import java.io.InputStream;

/** Decompresses zstd frames, and tells a cut or damaged file from a failing disk. */
final class ZstdStream extends InputStream {
  private final ZstdInputStreamNoFinalizer zstd;
  private final byte[] single = new byte[1];

  ZstdStream(InputStream in) throws IOException {
    zstd = new ZstdInputStreamNoFinalizer(in);
  }

  @Override
  public int read() throws IOException {
    int count = read(single, 0, 1);
    return count < 0 ? -1 : single[0] & 0xFF;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    try {
      return zstd.read(target, offset, length);
    } catch (ZstdIOException e) {
      throw new CutShortException("the zstd data is cut short or damaged");
    }
  }

  @Override
  public void close() throws IOException {
    zstd.close();
  }
}
