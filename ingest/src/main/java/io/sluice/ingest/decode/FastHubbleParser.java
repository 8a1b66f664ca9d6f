package io.sluice.ingest.decode;

import io.sluice.ingest.decode.bytes.JsonBytes;
import io.sluice.ingest.decode.bytes.Names;
import io.sluice.ingest.decode.bytes.PlainTime;
import io.sluice.ingest.decode.bytes.SlotList;

/**
 * Reads a Hubble line in place into a {@link HubbleRecord}, where it is of the shape that exporters
 * write; any other it leaves to {@link RecordDecoder}, and has changed nothing then.
 *
 * <p>It does what {@link HubbleParser} and {@link RecordDecoder} do field by field in the same
 * order, so that repeated fields end alike; what must not be repeated here are the ends, which are
 * known by their bytes and cannot be joined, and the flow itself.
 *
 * <p>HOT PATH: over every byte of a Hubble log; allocates nothing for a record whose texts and ends
 * are known. One thread's. Oracle: {@code FastHubbleOracleTest}; benchmark: {@code
 * DecoderBenchmark}.
 */
final class FastHubbleParser {
  private static final int FLOW = 0;
  private static final int TIME = 1;
  private static final int NODE_NAME = 2;
  private static final int VERDICT = 3;
  private static final int IP = 4;
  private static final int LAYER_4 = 5;
  private static final int SOURCE = 6;
  private static final int DESTINATION = 7;
  private static final int SOURCE_NAMES = 8;
  private static final int DESTINATION_NAMES = 9;
  private static final int TYPE = 10;
  private static final int LAYER_7 = 11;
  private static final int REPLY = 12;
  private static final int IS_REPLY = 13;
  private static final int DIRECTION = 14;
  private static final int TRACE_REASON = 15;
  private static final int DROP_REASON_DESC = 16;
  private static final int DROP_REASON = 17;
  private static final int AGGREGATE = 18;
  private static final int EXTENSIONS = 19;

  /** What an object around records, or a line that is no flow, may hold. */
  private static final int OF_ANOTHER_SHAPE = 20;

  private static final Names FIELDS =
      new Names(
          "flow",
          "time",
          "node_name nodeName",
          "verdict",
          "IP ip",
          "l4",
          "source",
          "destination",
          "source_names sourceNames",
          "destination_names destinationNames",
          "Type",
          "l7",
          "reply",
          "is_reply isReply",
          "traffic_direction trafficDirection",
          "trace_reason traceReason",
          "drop_reason_desc dropReasonDesc",
          "drop_reason dropReason",
          "aggregate",
          "extensions",
          "lost_events lostEvents node_status nodeStatus agent_event agentEvent debug_event"
              + " debugEvent flowRecords properties records flows items value data event result log"
              + " message body jsonPayload _raw");

  private final JsonBytes json = new JsonBytes();
  private final HubbleRecord flow = new HubbleRecord();
  private final SlotList slots = new SlotList();
  private final FastPass pass = new FastPass(json, slots);
  private final FastTexts texts;
  private final EndMemo ends;
  private final PlainTime times;
  private final FastLayers layers;
  private boolean sourceSeen;
  private boolean destinationSeen;

  FastHubbleParser(FastTexts texts, EndMemo ends, PlainTime times) {
    this.texts = texts;
    this.ends = ends;
    this.times = times;
    layers = new FastLayers(json, flow, texts, slots);
  }

  /** Reads the object that begins at an index; whether it is a flow of the shape that is known. */
  boolean read(byte[] window, int from, int limit) {
    json.start(window, from, limit);
    flow.clear();
    slots.clear();
    sourceSeen = false;
    destinationSeen = false;
    for (boolean more = json.enterObject(); more; more = json.nextField()) {
      lineField(FIELDS.of(window, json.from(), json.to()));
    }
    return !json.lost() && flow.isFlow();
  }

  /** Whether the window ended before anything was found that is not of that shape. */
  boolean wantsMore() {
    return json.lost() && !json.odd();
  }

  /** Where the object that was read ends. */
  int end() {
    return json.position();
  }

  /** What was read; good until the next. */
  HubbleRecord record() {
    return flow;
  }

  /** Where in it stands what differs from line to line; good until the next. */
  SlotList slots() {
    return slots;
  }

  private void lineField(int field) {
    switch (field) {
      case FLOW -> flow();
      case TIME -> {
        long time = time(HubbleShapes.OUTER_TIME);
        flow.lineHasTime = true;
        flow.outerTime = time;
      }
      case NODE_NAME -> flow.outerNodeName = nodeName(HubbleShapes.OUTER_NODE_NAME);
      case OF_ANOTHER_SHAPE -> json.giveUp();
      case Names.UNKNOWN -> pass.value();
      default -> {
        if (flow.wrapped) {
          json.giveUp();
        } else {
          field(field);
        }
      }
    }
  }

  private void flow() {
    if (flow.wrapped || flow.hasVerdict || flow.hasEnds || json.peek() != '{') {
      json.giveUp();
      return;
    }
    flow.wrapped = true;
    for (boolean more = json.enterObject(); more; more = json.nextField()) {
      int field = FIELDS.of(json.bytes(), json.from(), json.to());
      if (field == TIME) {
        flow.hasTime = true;
        flow.time = time(HubbleShapes.TIME);
      } else if (field == NODE_NAME) {
        flow.nodeName = nodeName(HubbleShapes.NODE_NAME);
      } else {
        field(field);
      }
    }
  }

  private void field(int field) {
    switch (field) {
      case VERDICT -> {
        flow.hasVerdict = true;
        flow.verdict = FastTexts.value(json, texts.verdicts, HubbleEnums::verdict);
      }
      case IP, LAYER_4, SOURCE, DESTINATION, LAYER_7, AGGREGATE, EXTENSIONS -> object(field);
      case SOURCE_NAMES -> layers.hosts(flow.source);
      case DESTINATION_NAMES -> layers.hosts(flow.destination);
      case TYPE -> flow.type = FastTexts.value(json, texts.flowTypes, number -> number);
      case REPLY -> flow.reply = !json.isNull() && json.bool();
      case IS_REPLY -> flow.isReply = json.isNull() ? null : json.bool();
      case DIRECTION -> flow.direction = FastTexts.value(json, texts.directions, number -> number);
      case TRACE_REASON ->
          flow.traceReason = FastTexts.value(json, texts.traceReasons, HubbleEnums::traceReason);
      case DROP_REASON_DESC ->
          flow.dropReason = FastTexts.value(json, texts.dropReasons, number -> number);
      case DROP_REASON -> {
        int reason = FastTexts.value(json, texts.dropReasons, number -> number);
        flow.dropReason = flow.dropReason == 0 ? reason : flow.dropReason;
      }
      default -> pass.value();
    }
  }

  /** A field that counts only where it is an object. */
  private void object(int field) {
    if (json.isNull()) {
      return;
    }
    if (json.peek() != '{') {
      json.giveUp();
      return;
    }
    switch (field) {
      case IP -> {
        flow.hasEnds = true;
        layers.addresses();
      }
      case LAYER_4 -> {
        flow.hasEnds = true;
        layers.layer4();
      }
      case SOURCE -> {
        end(flow.source, sourceSeen, HubbleShapes.SOURCE_END);
        sourceSeen = true;
      }
      case DESTINATION -> {
        end(flow.destination, destinationSeen, HubbleShapes.DESTINATION_END);
        destinationSeen = true;
      }
      case LAYER_7 -> layers.layer7();
      case AGGREGATE -> layers.counters();
      default -> layers.extensions();
    }
  }

  private void end(HubbleRecord.Side side, boolean seen, int kind) {
    flow.hasEnds = true;
    if (seen) {
      json.giveUp();
    } else {
      int from = json.position();
      ends.read(json, side);
      slots.add(kind, from, json.position());
    }
  }

  private String nodeName(int kind) {
    if (json.isNull() || !json.text()) {
      return "";
    }
    slots.add(kind, json.from(), json.to());
    return texts.names.get(json.bytes(), json.from(), json.to());
  }

  private long time(int kind) {
    long millis = PlainTime.NONE;
    if (json.text()) {
      millis = times.millis(json.bytes(), json.from(), json.to());
      slots.add(kind, json.from(), json.to());
    }
    if (millis == PlainTime.NONE) {
      json.giveUp();
    }
    return millis;
  }
}
