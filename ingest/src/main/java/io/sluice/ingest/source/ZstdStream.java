package io.sluice.ingest.source;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdIOException;
import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import io.sluice.ingest.decode.CutShortException;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.Consumer;

/**
 * Decompresses zstd frames, and tells a cut or damaged file from a failing disk. As with gzip, a
 * bad or missing checksum behind complete data, and what follows the last frame, is only noted.
 */
final class ZstdStream extends ArrayStream {
  private final InputStream in;
  private final ZstdFrames frames;
  private final Consumer<String> notes;
  private ZstdInputStreamNoFinalizer zstd;
  private boolean ended;

  ZstdStream(InputStream in, Consumer<String> notes) throws IOException {
    this.in = in;
    this.notes = notes;
    frames = new ZstdFrames(in);
    zstd = new ZstdInputStreamNoFinalizer(frames);
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    while (!ended) {
      try {
        return zstd.read(target, offset, length);
      } catch (ZstdIOException e) {
        failed(e);
      }
    }
    return -1;
  }

  @Override
  public void close() throws IOException {
    zstd.close();
    in.close();
  }

  private void failed(ZstdIOException e) throws IOException {
    if (e.getErrorCode() == Zstd.errChecksumWrong()) {
      notes.accept("the zstd checksum does not match: the data may be damaged");
      zstd.close();
      zstd = new ZstdInputStreamNoFinalizer(frames);
      return;
    }
    ended = true;
    if (frames.lacksChecksum()) {
      notes.accept("the zstd checksum is missing: the last bytes of the file were cut off");
    } else if (frames.inGarbage()) {
      notes.accept(frames.garbage() + " bytes that are not zstd follow the zstd data");
    } else {
      throw new CutShortException("the zstd data is cut short or damaged");
    }
  }
}
