package io.sluice.ingest.source;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.LongSupplier;

/** Counts the bytes that pass in any thread, and reports them now and then. */
final class ProgressMeter {
  private static final long STEP_BYTES = 4 << 20;

  private final LogReader.Progress progress;
  private final long total;
  private final LongSupplier records;
  private long bytes;
  private long reported;

  ProgressMeter(LogReader.Progress progress, long total, LongSupplier records) {
    this.progress = progress;
    this.total = total;
    this.records = records;
  }

  /** A stream that counts. */
  InputStream counting(InputStream in) {
    return new Counting(in);
  }

  /** Reports the end. */
  synchronized void end() {
    progress.at(bytes, total, records.getAsLong());
  }

  private synchronized void passed(long count) {
    bytes += Math.max(0, count);
    if (bytes - reported >= STEP_BYTES) {
      reported = bytes;
      progress.at(bytes, total, records.getAsLong());
    }
  }

  private final class Counting extends FilterInputStream {
    Counting(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      int b = in.read();
      passed(b < 0 ? 0 : 1);
      return b;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      int count = in.read(target, offset, length);
      passed(count);
      return count;
    }
  }
}
