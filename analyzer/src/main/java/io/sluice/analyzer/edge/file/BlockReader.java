package io.sluice.analyzer.edge.file;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;

/**
 * The bytes of a {@link BlockWriter}, block by block, each checked before any byte of it is handed
 * out. Sizes are bounded before anything is allocated for them.
 */
final class BlockReader extends InputStream {
  /** So much is unpacked without asking how well it was packed. */
  private static final long FREE_BYTES = 64L << 20;

  /** Beyond that, so many bytes may come of one: tables pack 5 to 1, daily ones up to 20 to 1. */
  private static final int MAX_RATIO = 100;

  private final InputStream in;
  private final CRC32C all = new CRC32C();
  private byte[] block = {};
  private int pos;
  private int blocks;
  private long rawBytes;
  private long packedBytes;
  private boolean ended;

  BlockReader(InputStream in) {
    this.in = in;
  }

  @Override
  public int read() throws IOException {
    return fill() ? block[pos++] & 0xFF : -1;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    if (!fill()) {
      return -1;
    }
    int count = Math.min(length, block.length - pos);
    System.arraycopy(block, pos, target, offset, count);
    pos += count;
    return count;
  }

  /** Demands that everything was read and that nothing follows. */
  void demandEnd() throws IOException {
    if (fill()) {
      throw EdgeFileException.damaged("there is more in it than it says");
    }
    if (in.read() >= 0) {
      throw EdgeFileException.damaged("something follows its end");
    }
  }

  private boolean fill() throws IOException {
    if (pos < block.length) {
      return true;
    }
    if (!ended) {
      readBlock();
    }
    return !ended;
  }

  private void readBlock() throws IOException {
    byte[] bytes = exactly(BlockWriter.HEAD_BYTES);
    ByteBuffer head = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    int raw = head.getInt();
    int packed = head.getInt();
    int checksum = head.getInt();
    if (raw == 0) {
      if (packed != blocks || checksum != (int) all.getValue()) {
        throw EdgeFileException.damaged("blocks are missing or changed");
      }
      ended = true;
      return;
    }
    demandSizes(raw, packed);
    byte[] content = exactly(packed);
    if (BlockWriter.checksum(raw, content) != checksum) {
      throw EdgeFileException.damaged("the checksum of block " + (blocks + 1) + " does not match");
    }
    all.update(bytes);
    block = unpacked(content, raw);
    pos = 0;
    blocks++;
  }

  private void demandSizes(int raw, int packed) throws EdgeFileException {
    boolean possible =
        raw > 0
            && raw <= BlockWriter.BLOCK_BYTES
            && packed > 0
            && packed <= Zstd.compressBound(BlockWriter.BLOCK_BYTES);
    if (!possible) {
      throw EdgeFileException.damaged("block " + (blocks + 1) + " has an impossible size");
    }
    rawBytes += raw;
    packedBytes += packed;
    if (rawBytes > FREE_BYTES && rawBytes / MAX_RATIO > packedBytes) {
      throw EdgeFileException.damaged("it unpacks to more than a table can");
    }
  }

  private byte[] unpacked(byte[] packed, int raw) throws EdgeFileException {
    byte[] target = new byte[raw];
    try {
      if (Zstd.decompress(target, packed) == raw) {
        return target;
      }
    } catch (ZstdException e) {
      // The same as a wrong size: nothing of the block can be used.
    }
    throw EdgeFileException.damaged("block " + (blocks + 1) + " cannot be unpacked");
  }

  private byte[] exactly(int count) throws IOException {
    byte[] bytes = in.readNBytes(count);
    if (bytes.length < count) {
      throw EdgeFileException.damaged("it ends inside block " + (blocks + 1));
    }
    return bytes;
  }
}
