package io.sluice.ingest.decode;

import io.sluice.ingest.decode.bytes.LineEnds;
import java.io.IOException;

/**
 * Takes records out of the window by {@link FastHubbleParser} as long as they are Hubble flows of
 * the usual shape, and counts them. One thread's; what it knows lasts from file to file.
 */
final class FastLane {
  /** A longer record is left to Jackson. */
  private static final int LONGEST = 1 << 18;

  /** So often one record is begun again because the window did not hold all of it. */
  private static final int MOST_TRIES = 8;

  private final FastHubbleParser parser = new FastHubbleParser();
  private long taken;

  /**
   * Passes the object at the mark, if it is such a record; else the position stands at the mark.
   */
  boolean takes(ScanBuffer buffer) throws IOException {
    boolean whole = parser.read(buffer.bytes, buffer.mark, buffer.limit);
    for (int tries = 1; !whole && parser.wantsMore() && tries < MOST_TRIES; tries++) {
      if (buffer.limit - buffer.mark > LONGEST || !line(buffer)) {
        break;
      }
      whole = parser.read(buffer.bytes, buffer.mark, buffer.limit);
    }
    buffer.pos = whole ? parser.end() : buffer.mark;
    taken += whole ? 1 : 0;
    return whole;
  }

  /** Reads on until a line ends, or much was read; false where nothing was. */
  private static boolean line(ScanBuffer buffer) throws IOException {
    int before = buffer.limit - buffer.mark;
    boolean ends = false;
    while (!ends && buffer.limit - buffer.mark <= LONGEST) {
      int held = buffer.limit - buffer.mark;
      if (!buffer.more()) {
        break;
      }
      ends = LineEnds.any(buffer.bytes, buffer.mark + held, buffer.limit);
    }
    return buffer.limit - buffer.mark > before;
  }

  /** The record that was taken last. */
  HubbleRecord record() {
    return parser.record();
  }

  /** How many records it took. */
  long taken() {
    return taken;
  }
}
