package io.sluice.analyzer.edge.file;

import com.github.luben.zstd.Zstd;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.zip.CRC32C;

/**
 * Cuts bytes into blocks, each compressed with zstd and with a checksum of its own; {@link #finish}
 * adds the closing block, without which a file is cut short.
 */
final class BlockWriter extends OutputStream {
  /** Most bytes of a block before compression. */
  static final int BLOCK_BYTES = 1 << 20;

  /** Size before compression, size after, checksum. */
  static final int HEAD_BYTES = 12;

  private static final int LEVEL = 9;

  private final OutputStream out;
  private final byte[] block = new byte[BLOCK_BYTES];
  private final CRC32C all = new CRC32C();
  private int filled;
  private int blocks;

  BlockWriter(OutputStream out) {
    this.out = out;
  }

  @Override
  public void write(int single) throws IOException {
    if (filled == block.length) {
      writeBlock();
    }
    block[filled++] = (byte) single;
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    int done = 0;
    while (done < length) {
      if (filled == block.length) {
        writeBlock();
      }
      int count = Math.min(length - done, block.length - filled);
      System.arraycopy(bytes, offset + done, block, filled, count);
      filled += count;
      done += count;
    }
  }

  private void writeBlock() throws IOException {
    byte[] raw = filled == block.length ? block : Arrays.copyOf(block, filled);
    byte[] packed = Zstd.compress(raw, LEVEL);
    int checksum = checksum(filled, packed);
    byte[] head = head(filled, packed.length, checksum);
    all.update(head);
    out.write(head);
    out.write(packed);
    blocks++;
    filled = 0;
  }

  /** Writes what is left and the closing block; the stream stays open. */
  void finish() throws IOException {
    if (filled > 0) {
      writeBlock();
    }
    out.write(head(0, blocks, (int) all.getValue()));
  }

  /** CRC-32C of both sizes and the compressed bytes. */
  static int checksum(int rawBytes, byte[] packed) {
    CRC32C crc = new CRC32C();
    crc.update(head(rawBytes, packed.length, 0), 0, 8);
    crc.update(packed);
    return (int) crc.getValue();
  }

  private static byte[] head(int first, int second, int checksum) {
    return ByteBuffer.allocate(HEAD_BYTES)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putInt(first)
        .putInt(second)
        .putInt(checksum)
        .array();
  }
}
