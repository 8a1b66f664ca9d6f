package io.sluice.ingest.decode;

import io.sluice.ingest.decode.bytes.JsonBytes;
import io.sluice.ingest.decode.bytes.Names;
import io.sluice.ingest.decode.bytes.SlotList;
import io.sluice.ingest.decode.bytes.Texts;

/**
 * Passes the values of a Hubble line that nobody reads, and notes which of them may differ from
 * line to line: identifiers, hardware addresses, names of interfaces and policies. Those of a few
 * words, such as {@code Summary}, are part of the line's shape.
 *
 * <p>Part of {@link FastHubbleParser}, whose cursor stands at the value. HOT PATH, as there.
 */
final class FastPass {
  /** Keys whose values are of a few words or numbers. */
  private static final Names OF_FEW_VALUES =
      new Names(
          "Summary",
          "trace_observation_point traceObservationPoint",
          "type",
          "sub_type subType",
          "kind",
          "policy_match_type policyMatchType");

  private final JsonBytes json;
  private final SlotList slots;

  FastPass(JsonBytes json, SlotList slots) {
    this.json = json;
    this.slots = slots;
  }

  /** Passes the value of the key that was read last. */
  void value() {
    if (OF_FEW_VALUES.of(json.bytes(), json.from(), json.to()) >= 0) {
      json.skip();
    } else {
      item();
    }
  }

  private void item() {
    byte b = json.peek();
    if (b == '{') {
      for (boolean more = json.enterObject(); more; more = json.nextField()) {
        value();
      }
    } else if (b == '[') {
      for (boolean more = json.enterArray(); more; more = json.nextItem()) {
        item();
      }
    } else {
      scalar(b);
    }
  }

  private void scalar(byte first) {
    int from = json.position();
    json.skip();
    int to = json.position();
    if (json.lost()) {
      return;
    }
    if (first == '"') {
      if (Texts.plainEnd(json.bytes(), from + 1, to) == to - 1) {
        slots.add(HubbleShapes.OTHER_TEXT, from + 1, to - 1);
      } else {
        slots.spoil();
      }
    } else if (first >= '0' && first <= '9') {
      slots.add(HubbleShapes.OTHER_NUMBER, from, to);
    }
  }
}
