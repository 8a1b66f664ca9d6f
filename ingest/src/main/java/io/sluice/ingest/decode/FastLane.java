package io.sluice.ingest.decode;

import io.sluice.ingest.decode.bytes.LineEnds;
import io.sluice.ingest.decode.bytes.PlainTime;
import java.io.IOException;

/**
 * Takes records out of the window as long as they are Hubble flows: by {@link HubbleShapes} where
 * their shape is known, else by {@link FastHubbleParser}; and counts them. One thread's; what it
 * knows lasts from file to file.
 */
final class FastLane {
  /** A longer record is left to Jackson. */
  private static final int LONGEST = 1 << 18;

  /** A longer one is begun again where the window did not hold all of it. */
  private static final int LARGEST_USUAL = 1 << 14;

  /** So often one record is begun again because the window did not hold all of it. */
  private static final int MOST_TRIES = 8;

  private final FastTexts texts = new FastTexts();
  private final EndMemo ends = new EndMemo();
  private final PlainTime times = new PlainTime();
  private final HubbleShapes shapes = new HubbleShapes(texts, ends, times);
  private final FastHubbleParser parser = new FastHubbleParser(texts, ends, times);
  private HubbleRecord record = parser.record();
  private long taken;

  /** Bytes of the longest record that was taken. */
  private int longest;

  /**
   * Passes the object at the mark, if it is such a record; else the position stands at the mark.
   */
  boolean takes(ScanBuffer buffer) throws IOException {
    buffer.hold(longest); // so that few records need to be begun again
    HubbleRecord known = shapes.find(buffer.bytes, buffer.mark, buffer.limit);
    if (known == null) {
      return parses(buffer);
    }
    record = known;
    taken(shapes.end() - buffer.mark);
    buffer.passWithoutLineEnds(shapes.end());
    return true;
  }

  private void taken(int length) {
    longest = Math.min(LARGEST_USUAL, Math.max(longest, length));
    taken++;
  }

  private boolean parses(ScanBuffer buffer) throws IOException {
    record = parser.record();
    boolean whole = parser.read(buffer.bytes, buffer.mark, buffer.limit);
    for (int tries = 1; !whole && parser.wantsMore() && tries < MOST_TRIES; tries++) {
      if (buffer.limit - buffer.mark > LONGEST || !line(buffer)) {
        break;
      }
      whole = parser.read(buffer.bytes, buffer.mark, buffer.limit);
    }
    if (whole) {
      buffer.pos = parser.end();
      taken(buffer.pos - buffer.mark);
      learn(buffer.bytes, buffer.mark, buffer.pos);
    } else {
      buffer.pos = buffer.mark;
    }
    return whole;
  }

  /** No line ends in a record of a known shape: nobody has to look for one there. */
  private void learn(byte[] bytes, int from, int to) {
    if (!shapes.full() && !parser.slots().spoilt() && !LineEnds.any(bytes, from, to)) {
      shapes.learn(bytes, from, to, parser.slots(), () -> again(bytes, from, to));
    }
  }

  /** The same record once more, as an object that nobody else fills. */
  private HubbleRecord again(byte[] bytes, int from, int to) {
    FastHubbleParser other = new FastHubbleParser(texts, ends, times);
    other.read(bytes, from, to);
    return other.record();
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
    return record;
  }

  /** How many records it took. */
  long taken() {
    return taken;
  }
}
