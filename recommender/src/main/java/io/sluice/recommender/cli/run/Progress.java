package io.sluice.recommender.cli.run;

import io.sluice.ingest.source.LogReader;
import io.sluice.recommender.write.Wording;
import java.io.PrintStream;
import java.util.function.LongSupplier;

/**
 * A line on standard error that shows how reading gets on: on a terminal rewritten in place at most
 * four times a second, elsewhere a new one every thirty seconds.
 */
public final class Progress implements LogReader.Progress, AutoCloseable {
  private static final long LIVE_NANOS = 250_000_000L;
  private static final long PLAIN_NANOS = 30_000_000_000L;
  private static final String CLEAR_LINE = "\r\u001b[K";

  private final PrintStream err;
  private final boolean live;
  private final LongSupplier nanoClock;
  private final long everyNanos;
  private long lastNanos;
  private boolean shown;

  Progress(PrintStream err, boolean live, LongSupplier nanoClock) {
    this.err = err;
    this.live = live;
    this.nanoClock = nanoClock;
    this.everyNanos = live ? LIVE_NANOS : PLAIN_NANOS;
    this.lastNanos = nanoClock.getAsLong();
  }

  /** Shows nothing. */
  static Progress silent() {
    return new Progress(new PrintStream(java.io.OutputStream.nullOutputStream()), false, () -> 0);
  }

  @Override
  public synchronized void at(long bytesRead, long bytesTotal, long records) {
    long now = nanoClock.getAsLong();
    if (now - lastNanos < everyNanos) {
      return;
    }
    lastNanos = now;
    String line = line(bytesRead, bytesTotal, records);
    if (live) {
      err.print(CLEAR_LINE + line);
      err.flush();
      shown = true;
    } else {
      err.println(line);
    }
  }

  private static String line(long bytesRead, long bytesTotal, long records) {
    String read = bytesRead / (1 << 20) + " MiB";
    String share =
        bytesTotal > 0
            ? " of " + bytesTotal / (1 << 20) + " MiB (" + 100 * bytesRead / bytesTotal + " %)"
            : "";
    return "reading: " + read + share + ", " + Wording.count(records, "record", "records");
  }

  /** Wipes the line, so that what follows starts on a clean one. */
  @Override
  public synchronized void close() {
    if (shown) {
      err.print(CLEAR_LINE);
      err.flush();
    }
  }
}
