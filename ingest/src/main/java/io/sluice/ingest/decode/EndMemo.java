package io.sluice.ingest.decode;

import com.fasterxml.jackson.core.JsonParser;
import io.sluice.ingest.decode.bytes.JsonBytes;
import io.sluice.ingest.decode.bytes.LineEnds;
import io.sluice.ingest.decode.bytes.PrefixMemo;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Knows the objects of ends again by their bytes. One that is new is read by {@link
 * HubbleEndParser}, so that there is one place only that says what such an object means. No line
 * ends in one that is known.
 *
 * <p>HOT PATH: twice for every record; allocates for unknown objects only. Bounded. One thread's.
 */
final class EndMemo {
  private static final int LARGEST = 1 << 14;
  private static final int MOST_BYTES = 1 << 24;

  private final PrefixMemo<HubbleRecord.End> known = new PrefixMemo<>(MOST_BYTES);

  /** What the object says that begins at an index, if it is known; or null. */
  HubbleRecord.@Nullable End known(byte[] bytes, int from, int limit) {
    return known.find(bytes, from, limit);
  }

  /** How long the object is that was known last. */
  int length() {
    return known.length();
  }

  /** Passes the object at the cursor and puts what it says into a side. */
  void read(JsonBytes json, HubbleRecord.Side side) {
    HubbleRecord.End end = known(json.bytes(), json.position(), json.limit());
    if (end == null) {
      learn(json, side);
    } else {
      json.pass(length());
      side.end = end;
    }
  }

  private void learn(JsonBytes json, HubbleRecord.Side side) {
    int from = json.position();
    json.skip();
    if (json.lost()) {
      return;
    }
    int to = json.position();
    HubbleRecord.End end = HubbleRecord.End.lasting();
    try (JsonParser p = JsonValues.parser(json.bytes(), from, to - from)) {
      p.nextToken();
      HubbleEndParser.end(p, end);
    } catch (IOException e) {
      json.giveUp();
      return;
    }
    side.end = end;
    if (to - from <= LARGEST && !LineEnds.any(json.bytes(), from, to)) {
      known.put(json.bytes(), from, to, end);
    }
  }
}
