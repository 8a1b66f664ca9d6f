package io.sluice.ingest.source.azure;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * Blobs that were found together and are read one after the other: whoever opens one lets the first
 * bytes of the next ones be fetched, so that many small blobs do not each wait for an answer.
 */
final class Listing {
  private final int ahead;
  private final List<FoundBlob> blobs = new ArrayList<>();
  private final BitSet opened = new BitSet();
  private int asked = -1;

  Listing(int ahead) {
    this.ahead = ahead;
  }

  int size() {
    return blobs.size();
  }

  synchronized void add(FoundBlob blob) {
    blobs.add(blob);
  }

  /** A blob is being read from its start. */
  synchronized void opened(int place) {
    if (opened.get(place)) {
      opened.clear(); // they are all read once more
      asked = -1;
    }
    opened.set(place);
    int to = Math.min(blobs.size() - 1, place + ahead);
    for (int i = Math.max(asked, place) + 1; i <= to; i++) {
      if (!opened.get(i)) {
        blobs.get(i).prefetch();
      }
    }
    asked = Math.max(asked, Math.max(to, place));
  }
}
