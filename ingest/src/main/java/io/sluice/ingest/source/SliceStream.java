package io.sluice.ingest.source;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/** The bytes of a file between two offsets. */
final class SliceStream extends ArrayStream {
  private final FileChannel channel;
  private long position;
  private final long end;

  SliceStream(Path file, long from, long to) throws IOException {
    channel = FileChannel.open(file);
    position = from;
    end = to;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    int most = (int) Math.min(length, end - position);
    if (most <= 0) {
      return length == 0 ? 0 : -1;
    }
    int count = channel.read(ByteBuffer.wrap(target, offset, most), position);
    position += Math.max(0, count);
    return count;
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
