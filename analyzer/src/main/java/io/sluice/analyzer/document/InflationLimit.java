package io.sluice.analyzer.document;

import java.io.IOException;
import java.io.InputStream;

/**
 * Stops a compressed bomb: cluster objects inflate 10 to 60 fold, a bomb about 1,000 fold. Small
 * files may do as they like.
 */
final class InflationLimit extends CountedStream {
  private static final long FREE_BYTES = 64L << 20;
  private static final long MAX_RATIO = 300;

  private final CountedStream compressed;

  InflationLimit(InputStream inflated, CountedStream compressed) {
    super(inflated);
    this.compressed = compressed;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    int count = super.read(buffer, offset, length);
    if (bytes() > FREE_BYTES && bytes() > MAX_RATIO * compressed.bytes()) {
      throw new IOException(
          "inflates more than " + MAX_RATIO + " fold, as no cluster objects do: refused");
    }
    return count;
  }
}
