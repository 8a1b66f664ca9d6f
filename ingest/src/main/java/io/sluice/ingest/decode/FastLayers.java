package io.sluice.ingest.decode;

import io.sluice.ingest.AddressFamily;
import io.sluice.ingest.IpAddress;
import io.sluice.ingest.decode.bytes.JsonBytes;
import io.sluice.ingest.decode.bytes.Names;
import io.sluice.ingest.decode.bytes.SlotList;

/**
 * The objects inside a Hubble flow, apart from its ends: addresses, layers 4 and 7, counters and
 * extensions. Part of {@link FastHubbleParser}, whose cursor stands at the start of the object.
 *
 * <p>HOT PATH, as there.
 */
final class FastLayers {
  private static final Names ADDRESS_FIELDS = new Names("source", "destination", "ipVersion");
  private static final Names HEADER_FIELDS =
      new Names("source_port sourcePort", "destination_port destinationPort", "flags", "type");
  private static final Names FLAGS = new Names("SYN syn", "ACK ack", "RST rst");
  private static final int[] FLAG_BITS = {HubbleRecord.SYN, HubbleRecord.ACK, HubbleRecord.RST};
  private static final Names LAYER_7_FIELDS = new Names("type", "dns");
  private static final Names DNS_FIELDS = new Names("query", "ips");
  private static final Names COUNTERS =
      new Names(
          "ingress_flow_count ingressFlowCount",
          "egress_flow_count egressFlowCount",
          "unknown_direction_flow_count unknownDirectionFlowCount");
  private static final Names EXTENSION_FIELDS =
      new Names(
          "@type",
          "value",
          "bytes",
          "drop_reason dropReason",
          "tcp_id tcpId dns_type dnsType num_responses numResponses");

  private final JsonBytes json;
  private final HubbleRecord flow;
  private final FastTexts texts;
  private final SlotList slots;
  private final FastPass pass;

  FastLayers(JsonBytes json, HubbleRecord flow, FastTexts texts, SlotList slots) {
    this.json = json;
    this.flow = flow;
    this.texts = texts;
    this.slots = slots;
    pass = new FastPass(json, slots);
  }

  private int field(Names names) {
    return names.of(json.bytes(), json.from(), json.to());
  }

  void addresses() {
    for (boolean more = json.enterObject(); more; more = json.nextField()) {
      switch (field(ADDRESS_FIELDS)) {
        case 0 -> address(flow.source, HubbleShapes.SOURCE_ADDRESS);
        case 1 -> address(flow.destination, HubbleShapes.DESTINATION_ADDRESS);
        case 2 -> flow.ipVersion = ipVersion();
        default -> pass.value();
      }
    }
  }

  private void address(HubbleRecord.Side side, int kind) {
    if (json.isNull() || !json.text()) {
      return;
    }
    int length = json.to() - json.from();
    boolean none = length == 0 || (length == 1 && json.bytes()[json.from()] == '-');
    if (!none) {
      side.address = texts.addresses.get(json.bytes(), json.from(), json.to());
      if (side.address == null) {
        flow.badAddress = true;
        slots.spoil();
      } else {
        slots.add(kind, json.from(), json.to());
      }
    }
  }

  private AddressFamily ipVersion() {
    byte b = json.peek();
    return b == '"' || b == 'n'
        ? FastTexts.text(json, texts.ipVersions)
        : HubbleEnums.ipVersion(HubbleEnums.small(json.number()));
  }

  void layer4() {
    for (boolean more = json.enterObject(); more; more = json.nextField()) {
      int protocol = texts.protocols.get(json.bytes(), json.from(), json.to());
      boolean object = json.peek() == '{';
      if (object && protocol >= 0) {
        flow.protocol = protocol;
        boolean icmp = protocol == HubbleEnums.ICMP || protocol == HubbleEnums.ICMPV6;
        flow.icmpType = icmp ? 0 : -1;
        header();
      } else if (object) {
        json.giveUp(); // may hold the layer once more
      } else {
        pass.value();
      }
    }
  }

  /** A number that differs from line to line. */
  private long number(int kind, long absent) {
    byte first = json.peek();
    int from = json.position();
    long number = FastTexts.number(json, absent);
    if (first >= '0' && first <= '9') {
      slots.add(kind, from, json.position());
    } else {
      slots.spoil();
    }
    return number;
  }

  private void header() {
    for (boolean more = json.enterObject(); more; more = json.nextField()) {
      switch (field(HEADER_FIELDS)) {
        case 0 -> flow.sourcePort = port(HubbleShapes.SOURCE_PORT);
        case 1 -> flow.destinationPort = port(HubbleShapes.DESTINATION_PORT);
        case 2 -> flags();
        case 3 -> flow.icmpType = (int) FastTexts.number(json, 0);
        default -> pass.value();
      }
    }
  }

  private int port(int kind) {
    return port(number(kind, -1));
  }

  /** A port of a record, or none. */
  static int port(long port) {
    return port >= 0 && port <= 65_535 ? (int) port : -1;
  }

  private void flags() {
    if (json.isNull()) {
      return;
    }
    for (boolean more = json.enterObject(); more; more = json.nextField()) {
      int flag = field(FLAGS);
      boolean set = !json.isNull() && json.bool();
      if (set && flag >= 0) {
        flow.tcpFlags |= FLAG_BITS[flag];
      }
    }
  }

  void layer7() {
    flow.layer7 = true;
    slots.spoil();
    for (boolean more = json.enterObject(); more; more = json.nextField()) {
      switch (field(LAYER_7_FIELDS)) {
        case 0 -> flow.layer7Type = FastTexts.value(json, texts.layer7Types, number -> number);
        case 1 -> dns();
        default -> pass.value();
      }
    }
  }

  private void dns() {
    if (json.isNull()) {
      return;
    }
    for (boolean more = json.enterObject(); more; more = json.nextField()) {
      switch (field(DNS_FIELDS)) {
        case 0 -> {
          if (json.text()) {
            flow.dnsQuery = texts.names.get(json.bytes(), json.from(), json.to());
          }
        }
        case 1 -> answers();
        default -> pass.value();
      }
    }
  }

  private void answers() {
    for (boolean more = json.enterArray(); more; more = json.nextItem()) {
      if (json.text() && flow.dnsAddresses.size() < HubbleNames.MOST) {
        IpAddress address = texts.addresses.get(json.bytes(), json.from(), json.to());
        if (address != null) {
          flow.dnsAddresses.add(address);
        }
      }
    }
  }

  /** Names of hosts beside an end. */
  void hosts(HubbleRecord.Side side) {
    if (json.isNull()) {
      return;
    }
    slots.spoil();
    for (boolean more = json.enterArray(); more; more = json.nextItem()) {
      if (json.text() && side.hostNames.size() < HubbleNames.MOST) {
        side.hostNames.add(texts.names.get(json.bytes(), json.from(), json.to()));
      }
    }
  }

  void counters() {
    for (boolean more = json.enterObject(); more; more = json.nextField()) {
      if (!counter()) {
        pass.value();
      }
    }
  }

  private boolean counter() {
    switch (field(COUNTERS)) {
      case 0 -> flow.ingressCount = number(HubbleShapes.INGRESS_COUNT, 0);
      case 1 -> flow.egressCount = number(HubbleShapes.EGRESS_COUNT, 0);
      case 2 -> flow.unknownDirectionCount = number(HubbleShapes.UNKNOWN_DIRECTION_COUNT, 0);
      default -> {
        return false;
      }
    }
    flow.aggregated = true;
    return true;
  }

  void extensions() {
    for (boolean more = json.enterObject(); more; more = json.nextField()) {
      switch (field(EXTENSION_FIELDS)) {
        case 0 -> flow.retina |= FastTexts.text(json, texts.retinaTypes);
        case 1 -> extensionsInside();
        case 2 -> {
          flow.retina = true;
          flow.bytes = number(HubbleShapes.BYTES, 0);
        }
        case 3 -> {
          flow.retina = true;
          flow.retinaOtherDrop = !ruleDrop();
        }
        case 4 -> {
          flow.retina = true;
          pass.value();
        }
        default -> otherExtension();
      }
    }
  }

  private void extensionsInside() {
    if (json.peek() == '{') {
      extensions();
    } else {
      pass.value();
    }
  }

  private boolean ruleDrop() {
    byte b = json.peek();
    if (b == '"' || b == 'n') {
      return FastTexts.text(json, texts.ruleDrops);
    }
    return HubbleEnums.small(json.number()) == 0;
  }

  private void otherExtension() {
    if (!counter()) {
      flow.retina |=
          HubbleExtensions.isRetinaField(texts.names.get(json.bytes(), json.from(), json.to()));
      pass.value();
    }
  }
}
