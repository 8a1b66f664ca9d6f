package io.sluice.ingest.source.azure;

import io.sluice.ingest.decode.CutShortException;
import io.sluice.ingest.source.ArrayStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.Arrays;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of a blob between two places, of one version: while one range is read, the next is on
 * its way. Nothing is asked for before somebody reads.
 */
final class BlobStream extends ArrayStream {
  private final FoundBlob blob;
  private final Consumer<String> notes;
  private final long to;
  private final boolean whole;
  private BlobVersion version;
  private long next;
  private @Nullable Future<FoundBlob.Range> coming;
  private byte[] bytes = {};
  private int pos;

  BlobStream(FoundBlob blob, long from, long to, Consumer<String> notes) {
    this.blob = blob;
    this.notes = notes;
    this.to = to;
    this.whole = from == 0 && to == FoundBlob.END;
    this.version = blob.version();
    this.next = from;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    if (pos == bytes.length && !fill()) {
      return -1;
    }
    int count = Math.min(length, bytes.length - pos);
    System.arraycopy(bytes, pos, target, offset, count);
    pos += count;
    return count;
  }

  @Override
  public void close() {
    Future<FoundBlob.Range> unwanted = coming;
    if (unwanted != null) {
      unwanted.cancel(true);
      coming = null;
    }
  }

  /** Takes the next range and asks for the one behind it; false at the end. */
  private boolean fill() throws IOException {
    Future<FoundBlob.Range> wanted = coming == null ? ask() : coming;
    coming = null;
    if (wanted == null) {
      return false;
    }
    FoundBlob.Range range = noting(wanted);
    version = range.version();
    int length = (int) Math.min(range.bytes().length, to - next);
    bytes = length < range.bytes().length ? Arrays.copyOf(range.bytes(), length) : range.bytes();
    pos = 0;
    next += length;
    coming = ask();
    return bytes.length > 0;
  }

  /** Whoever reads the result learns why a blob ends early. */
  private FoundBlob.Range noting(Future<FoundBlob.Range> wanted) throws IOException {
    try {
      FoundBlob.Range range = result(wanted);
      if (range.renewed()) {
        renew(range.version());
      }
      return range;
    } catch (CutShortException e) {
      notes.accept(blob.shown() + ": " + e.getMessage() + "; what follows is missing");
      throw e;
    }
  }

  /** A part of a blob means the version that was cut into parts. */
  private void renew(BlobVersion newer) throws IOException {
    if (!whole) {
      throw new CutShortException(FoundBlob.REWRITTEN);
    }
    blob.read(newer);
    notes.accept(
        blob.shown() + ": the blob was rewritten after it was found: read as it was when opened");
  }

  private @Nullable Future<FoundBlob.Range> ask() {
    return next < Math.min(to, version.length()) ? blob.fetch(version, next, to, whole) : null;
  }

  private static FoundBlob.Range result(Future<FoundBlob.Range> wanted) throws IOException {
    try {
      return wanted.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while waiting for a blob");
    } catch (ExecutionException e) {
      Throwable cause = e.getCause();
      if (cause instanceof IOException io) {
        throw io;
      }
      if (cause instanceof RuntimeException runtime) {
        throw runtime;
      }
      throw new IllegalStateException(cause);
    }
  }
}
