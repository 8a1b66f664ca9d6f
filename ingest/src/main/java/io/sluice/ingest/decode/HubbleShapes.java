package io.sluice.ingest.decode;

import io.sluice.ingest.IpAddress;
import io.sluice.ingest.decode.bytes.PlainTime;
import io.sluice.ingest.decode.bytes.ShapeTree;
import io.sluice.ingest.decode.bytes.SlotList;
import io.sluice.ingest.decode.bytes.Texts;
import java.util.Arrays;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Knows the shapes of Hubble lines: which of their bytes stay the same, and where in them times,
 * addresses, ports, ends and names of nodes stand. For each shape it keeps the record that {@link
 * FastHubbleParser} made of the first such line, and puts into it what the slots of another hold.
 *
 * <p>HOT PATH: over every byte of a Hubble log; allocates nothing for a line of a known shape with
 * known texts and ends. One thread's. Oracle: {@code FastHubbleOracleTest}; benchmark: {@code
 * DecoderBenchmark}.
 */
final class HubbleShapes implements ShapeTree.Slots {
  static final int TIME = 0;
  static final int OUTER_TIME = 1;
  static final int NODE_NAME = 2;
  static final int OUTER_NODE_NAME = 3;
  static final int SOURCE_ADDRESS = 4;
  static final int DESTINATION_ADDRESS = 5;
  static final int SOURCE_PORT = 6;
  static final int DESTINATION_PORT = 7;
  static final int SOURCE_END = 8;
  static final int DESTINATION_END = 9;
  static final int INGRESS_COUNT = 10;
  static final int EGRESS_COUNT = 11;
  static final int UNKNOWN_DIRECTION_COUNT = 12;
  static final int BYTES = 13;

  /** A text or a number that nobody reads. */
  static final int OTHER_TEXT = 14;

  static final int OTHER_NUMBER = 15;

  private static final int MOST_BYTES = 1 << 22;
  private static final int MOST_DIGITS = 18;

  private final FastTexts texts;
  private final EndMemo ends;
  private final PlainTime times;
  private final ShapeTree<HubbleRecord> shapes = new ShapeTree<>(MOST_BYTES);

  /** Which kinds of slots were read since the record began, a bit each. */
  private int seen;

  /** What stood in the slots, by their kinds. */
  private final long[] numbers = new long[OTHER_NUMBER + 1];

  private final @Nullable IpAddress[] addresses = new @Nullable IpAddress[2];
  private final HubbleRecord.@Nullable End[] sides = new HubbleRecord.@Nullable End[2];
  private String nodeName = "";
  private String outerNodeName = "";

  /** Where the time and the name stand that were read last. */
  private int timeFrom;

  private int timeTo;
  private int nameFrom;
  private int nameTo;

  HubbleShapes(FastTexts texts, EndMemo ends, PlainTime times) {
    this.texts = texts;
    this.ends = ends;
    this.times = times;
  }

  /**
   * The record that begins at an index, if it is of a known shape, good until the next; or null.
   */
  @Nullable HubbleRecord find(byte[] window, int from, int limit) {
    seen = 0;
    HubbleRecord record = shapes.find(window, from, limit, this);
    if (record != null) {
      fill(record);
    }
    return record;
  }

  /** Where the record that was found last ends. */
  int end() {
    return shapes.end();
  }

  /** Whether there is no use in {@link #learn} any more. */
  boolean full() {
    return shapes.full();
  }

  /**
   * Learns the shape of a record.
   *
   * @param again reads the same record into one that is kept
   */
  void learn(byte[] window, int from, int to, SlotList slots, Supplier<HubbleRecord> again) {
    shapes.learn(window, from, to, slots, again);
  }

  private boolean has(int kind) {
    return (seen & (1 << kind)) != 0;
  }

  private void fill(HubbleRecord record) {
    record.time = has(TIME) ? numbers[TIME] : record.time;
    record.outerTime = has(OUTER_TIME) ? numbers[OUTER_TIME] : record.outerTime;
    record.nodeName = has(NODE_NAME) ? nodeName : record.nodeName;
    record.outerNodeName = has(OUTER_NODE_NAME) ? outerNodeName : record.outerNodeName;
    record.sourcePort = has(SOURCE_PORT) ? port(SOURCE_PORT) : record.sourcePort;
    record.destinationPort =
        has(DESTINATION_PORT) ? port(DESTINATION_PORT) : record.destinationPort;
    fill(record.source, 0);
    fill(record.destination, 1);
    if ((seen & (-1 << INGRESS_COUNT)) != 0) {
      record.ingressCount = has(INGRESS_COUNT) ? numbers[INGRESS_COUNT] : record.ingressCount;
      record.egressCount = has(EGRESS_COUNT) ? numbers[EGRESS_COUNT] : record.egressCount;
      record.unknownDirectionCount =
          has(UNKNOWN_DIRECTION_COUNT)
              ? numbers[UNKNOWN_DIRECTION_COUNT]
              : record.unknownDirectionCount;
      record.bytes = has(BYTES) ? numbers[BYTES] : record.bytes;
    }
  }

  private void fill(HubbleRecord.Side side, int which) {
    if (has(SOURCE_ADDRESS + which)) {
      side.address = addresses[which];
    }
    HubbleRecord.End end = sides[which];
    if (has(SOURCE_END + which) && end != null) {
      side.end = end;
    }
  }

  private int port(int kind) {
    return FastLayers.port(numbers[kind]);
  }

  @Override
  public int read(int kind, byte[] bytes, int from, int limit) {
    int to =
        switch (kind) {
          case SOURCE_END, DESTINATION_END -> end(kind - SOURCE_END, bytes, from, limit);
          case TIME, OUTER_TIME -> time(kind, bytes, from, limit);
          case NODE_NAME, OUTER_NODE_NAME -> nodeName(kind, bytes, from, limit);
          case SOURCE_ADDRESS, DESTINATION_ADDRESS ->
              address(kind - SOURCE_ADDRESS, bytes, from, limit);
          case OTHER_TEXT -> text(bytes, from, limit);
          default -> number(kind, bytes, from, limit);
        };
    seen |= 1 << kind;
    return to;
  }

  private int end(int which, byte[] bytes, int from, int limit) {
    HubbleRecord.End end = ends.known(bytes, from, limit);
    sides[which] = end;
    return end == null ? NONE : from + ends.length();
  }

  private static int text(byte[] bytes, int from, int limit) {
    int to = Texts.plainEnd(bytes, from, limit);
    return to < limit && bytes[to] == '"' ? to : NONE;
  }

  /** A time; the one of the line is mostly that of its flow. */
  private int time(int kind, byte[] bytes, int from, int limit) {
    int likely = from + timeTo - timeFrom;
    if (kind == OUTER_TIME
        && has(TIME)
        && likely < limit
        && Arrays.equals(bytes, from, likely + 1, bytes, timeFrom, timeTo + 1)) {
      numbers[OUTER_TIME] = numbers[TIME];
      return likely;
    }
    int to = text(bytes, from, limit);
    if (to == NONE) {
      return NONE;
    }
    long millis = times.millis(bytes, from, to);
    numbers[kind] = millis;
    timeFrom = from;
    timeTo = to;
    return millis == PlainTime.NONE ? NONE : to;
  }

  /** A node's name; the one of the line is mostly that of its flow. */
  private int nodeName(int kind, byte[] bytes, int from, int limit) {
    int likely = from + nameTo - nameFrom;
    if (kind == OUTER_NODE_NAME
        && has(NODE_NAME)
        && likely < limit
        && Arrays.equals(bytes, from, likely + 1, bytes, nameFrom, nameTo + 1)) {
      outerNodeName = nodeName;
      return likely;
    }
    int to = text(bytes, from, limit);
    if (to == NONE) {
      return NONE;
    }
    String name = texts.names.get(bytes, from, to);
    nodeName = kind == NODE_NAME ? name : nodeName;
    outerNodeName = kind == NODE_NAME ? outerNodeName : name;
    nameFrom = from;
    nameTo = to;
    return to;
  }

  private int address(int which, byte[] bytes, int from, int limit) {
    int to = text(bytes, from, limit);
    if (to == NONE) {
      return NONE;
    }
    IpAddress address = texts.addresses.get(bytes, from, to);
    addresses[which] = address;
    return address == null ? NONE : to;
  }

  /** A whole number that is not negative, as {@code JsonBytes} takes it. */
  private int number(int kind, byte[] bytes, int from, int limit) {
    int i = from;
    long value = 0;
    while (i < limit && bytes[i] >= '0' && bytes[i] <= '9') {
      value = value * 10 + bytes[i] - '0';
      i++;
    }
    int digits = i - from;
    numbers[kind] = value;
    boolean good = digits >= 1 && digits <= MOST_DIGITS && (digits == 1 || bytes[from] != '0');
    return good && i < limit ? i : NONE;
  }
}
