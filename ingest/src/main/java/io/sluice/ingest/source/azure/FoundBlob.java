package io.sluice.ingest.source.azure;

import io.sluice.ingest.decode.CutShortException;
import io.sluice.ingest.source.RemoteFile;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A blob as it was found, which is what is read of it: what is appended later is not.
 *
 * <p>A block blob that is rewritten before its first bytes are read is read in its new version, as
 * the minute-wise rewritten blob of the running hour needs; one that is rewritten later is cut
 * short, because bytes of two versions do not make one log.
 */
final class FoundBlob implements RemoteFile {
  static final String REWRITTEN = "the blob was rewritten while it was read";

  /** How often a blob is followed that changes faster than it can be asked for. */
  private static final int MOST_VERSIONS = 5;

  /**
   * Some bytes of a blob.
   *
   * @param bytes the bytes
   * @param version the version of the blob that they are of
   * @param renewed whether that is another version than the one asked for
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Range(byte[] bytes, BlobVersion version, boolean renewed) {}

  private final BlobContainer container;
  private final RangeFetcher fetcher;
  private final String name;
  private final String shown;
  private final int place;
  private final Listing listing;
  private volatile BlobVersion version;
  private @Nullable Future<Range> first;

  FoundBlob(
      BlobContainer container,
      RangeFetcher fetcher,
      String name,
      String shown,
      BlobVersion version,
      Listing listing,
      int place) {
    this.container = container;
    this.fetcher = fetcher;
    this.name = name;
    this.shown = shown;
    this.version = version;
    this.listing = listing;
    this.place = place;
  }

  @Override
  public String identity() {
    return container.url() + "/" + name;
  }

  @Override
  public long length() {
    return version.length();
  }

  @Override
  public InputStream open(long from, long to, Consumer<String> notes) {
    if (from == 0 && to == END) {
      listing.opened(place);
    }
    return new BlobStream(this, from, to, notes);
  }

  /** Asks for the first bytes before anybody wants to read them. */
  synchronized void prefetch() {
    if (first == null && version.length() > 0) {
      first = submit(version, 0, Long.MAX_VALUE, true);
    }
  }

  /**
   * Asks for a range.
   *
   * @param of the version
   * @param to where the range ends if it is not too large for one request
   * @param whole whether nothing of the blob was read yet and all of it will be
   */
  synchronized Future<Range> fetch(BlobVersion of, long from, long to, boolean whole) {
    Future<Range> ready = first;
    if (from == 0 && ready != null) {
      first = null;
      return ready;
    }
    return submit(of, from, to, whole);
  }

  /** What reports call it. */
  String shown() {
    return shown;
  }

  BlobVersion version() {
    return version;
  }

  /** Whoever reads the blob as a whole reads this version of it. */
  void read(BlobVersion newer) {
    version = newer;
  }

  private Future<Range> submit(BlobVersion of, long from, long to, boolean whole) {
    return fetcher.submit(() -> range(of, from, to, whole));
  }

  private Range range(BlobVersion of, long from, long to, boolean whole) throws IOException {
    BlobVersion now = of;
    boolean renewed = false;
    for (int i = 0; i < MOST_VERSIONS && from < Math.min(to, now.length()); i++) {
      int length = (int) Math.min(fetcher.rangeBytes(), Math.min(to, now.length()) - from);
      try {
        return new Range(container.range(name, now.etag(), from, length), now, renewed);
      } catch (BlobContainer.ChangedException e) {
        BlobVersion later = current();
        boolean same = now.startsLike(later);
        if (!same && !(whole && from == 0)) {
          throw new CutShortException(REWRITTEN);
        }
        now = same ? now.as(later.etag()) : later;
        renewed |= !same;
      }
    }
    if (whole && from == 0 && now.length() == 0) {
      return new Range(new byte[0], now, true);
    }
    throw new CutShortException("the blob was rewritten again and again while it was read");
  }

  private BlobVersion current() throws IOException {
    return container.version(name).orElseThrow(() -> new CutShortException(BlobContainer.DELETED));
  }
}
