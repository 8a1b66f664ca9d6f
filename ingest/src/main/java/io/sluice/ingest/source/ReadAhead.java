package io.sluice.ingest.source;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.util.Arrays;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.jspecify.annotations.Nullable;

/**
 * Reads a stream ahead in a thread of its own, so that inflating one block and decoding the one
 * before go on at the same time. What the stream ends or breaks with comes where it would have come
 * without.
 */
final class ReadAhead extends ArrayStream {
  private static final int BLOCK_BYTES = 1 << 18;
  private static final int BLOCKS = 8;

  /** Some bytes, or how the stream ended: with null where it is just at its end. */
  private static final class Block {
    private final byte[] bytes;
    private final boolean last;
    private final @Nullable Throwable failure;

    Block(byte[] bytes, boolean last, @Nullable Throwable failure) {
      this.bytes = bytes;
      this.last = last;
      this.failure = failure;
    }
  }

  private final InputStream in;
  private final BlockingQueue<Block> blocks = new ArrayBlockingQueue<>(BLOCKS);
  private final Thread reader;
  private Block current = new Block(new byte[0], false, null);
  private int pos;

  ReadAhead(InputStream in, String name) {
    this.in = in;
    reader = new Thread(this::readAll, "sluice-inflate " + name);
    reader.setDaemon(true);
    reader.start();
  }

  private void readAll() {
    try {
      Block block = next();
      blocks.put(block);
      while (!block.last) {
        block = next();
        blocks.put(block);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // closed before its end: nobody waits for more
    }
  }

  private Block next() {
    byte[] bytes = new byte[BLOCK_BYTES];
    int length = 0;
    try {
      while (length < bytes.length) {
        int count = in.read(bytes, length, bytes.length - length);
        if (count < 0) {
          return new Block(Arrays.copyOf(bytes, length), true, null);
        }
        length += count;
      }
      return new Block(bytes, false, null);
    } catch (IOException | RuntimeException | Error e) {
      return new Block(Arrays.copyOf(bytes, length), true, e);
    }
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    while (pos == current.bytes.length) {
      if (current.last) {
        end(current.failure);
        return -1;
      }
      current = take();
      pos = 0;
    }
    int count = Math.min(length, current.bytes.length - pos);
    System.arraycopy(current.bytes, pos, target, offset, count);
    pos += count;
    return count;
  }

  private static void end(@Nullable Throwable failure) throws IOException {
    if (failure instanceof IOException io) {
      throw io;
    }
    if (failure instanceof RuntimeException runtime) {
      throw runtime;
    }
    if (failure instanceof Error error) {
      throw error;
    }
  }

  private Block take() throws IOException {
    try {
      return blocks.take();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while waiting for the input");
    }
  }

  @Override
  public void close() throws IOException {
    reader.interrupt();
    try {
      blocks.clear();
      reader.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    in.close();
  }
}
