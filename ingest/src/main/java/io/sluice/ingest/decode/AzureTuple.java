package io.sluice.ingest.decode;

import io.sluice.ingest.AddressFamily;
import io.sluice.ingest.EndpointDictionary;
import io.sluice.ingest.Flow;
import io.sluice.ingest.IpAddress;
import io.sluice.ingest.ObservedVerdict;
import io.sluice.ingest.Reporter;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads the comma-separated tuples of Azure's flow logs into a {@link Flow}: the one place where
 * one of these formats is filled.
 *
 * <p>Which of the three kinds a tuple is shows in the tuple: a blob may hold NSG v1 and v2.
 *
 * <pre>
 * VNet v4  1786653162636,198.51.100.4,10.244.1.5,59350,8001,6,I,B,NX,0,0,0,0
 * NSG v2   1594238636,10.244.1.5,198.51.100.4,52246,443,T,O,A,E,9,1599,12,11178
 * NSG v1   1542110377,10.244.1.5,198.51.100.4,44931,443,T,O,A
 * </pre>
 *
 * <p>The first address is the client's always: the logs are stateful, and count what the server
 * sent in the same tuple. See <a
 * href="https://learn.microsoft.com/azure/network-watcher/vnet-flow-logs-overview">VNet flow
 * logs</a> and <a
 * href="https://learn.microsoft.com/azure/network-watcher/nsg-flow-logs-overview">NSG flow
 * logs</a>.
 */
final class AzureTuple {
  /** What kind of tuple was read last. */
  enum Kind {
    VNET,
    NSG_V1,
    NSG_V2
  }

  private static final int V1_FIELDS = 8;
  private static final int FIELDS = 13;

  private final EndpointDictionary endpoints;

  /** Where each field begins, and behind the last one where the text ends, plus one. */
  private final int[] starts = new int[FIELDS + 2];

  private char[] text = {};
  private int fields;
  private Kind kind = Kind.VNET;

  AzureTuple(EndpointDictionary endpoints) {
    this.endpoints = endpoints;
  }

  Kind kind() {
    return kind;
  }

  /**
   * Reads a tuple into the cursor, apart from observer and rule.
   *
   * @param recordMillis time of the record, which counts where the tuple's own is none
   * @return what makes it unreadable, or null
   */
  @Nullable String read(char[] text, int offset, int length, long recordMillis, Flow flow) {
    this.text = text;
    split(offset, length);
    if (fields != V1_FIELDS && fields < FIELDS) {
      return "a tuple of " + fields + " fields, expected 8 or 13";
    }
    boolean letter = length(5) == 1 && (at(5) == 'T' || at(5) == 'U');
    kind = fields == V1_FIELDS ? Kind.NSG_V1 : letter ? Kind.NSG_V2 : Kind.VNET;
    TupleMeaning.begin(flow);
    String problem = common(recordMillis, flow);
    if (problem != null) {
      return problem;
    }
    return switch (kind) {
      case VNET -> vnet(flow);
      case NSG_V1 -> nsg(flow);
      case NSG_V2 -> nsgWithState(flow);
    };
  }

  private @Nullable String common(long recordMillis, Flow flow) {
    long time = Timestamps.ofNumber(number(0));
    flow.epochMillis = Timestamps.plausible(time) ? time : recordMillis;
    if (!Timestamps.plausible(flow.epochMillis)) {
      return "a tuple without a time of 1990 or later";
    }
    flow.source = address(1);
    flow.destination = address(2);
    if (flow.source < 0 || flow.destination < 0) {
      return "a tuple whose field " + (flow.source < 0 ? 2 : 3) + " is no address";
    }
    flow.family =
        AddressFamily.of(
            endpoints.get(flow.source).address(),
            endpoints.get(flow.destination).address(),
            AddressFamily.UNKNOWN);
    flow.sourcePort = port(3);
    flow.destinationPort = port(4);
    if (flow.sourcePort > TupleMeaning.LAST_PORT || flow.destinationPort > TupleMeaning.LAST_PORT) {
      return "a tuple whose field "
          + (flow.sourcePort > TupleMeaning.LAST_PORT ? 4 : 5)
          + " is no port";
    }
    flow.protocol = protocol();
    if (flow.protocol < 0) {
      return "a tuple whose field 6 is no protocol";
    }
    if (length(6) != 1 || (at(6) != 'I' && at(6) != 'O')) {
      return "a tuple whose field 7 is no direction, I or O";
    }
    flow.reporter = at(6) == 'O' ? Reporter.CLIENT : Reporter.SERVER;
    return null;
  }

  private @Nullable String vnet(Flow flow) {
    char state = length(7) == 1 ? at(7) : '?';
    if (!TupleMeaning.isState(state) && state != 'D') {
      return "a tuple whose field 8 is no state, B, C, E or D";
    }
    counted(flow, state, state == 'D' || encryptionDropped());
    return null;
  }

  /** Azure drops what should be encrypted and cannot be. */
  private boolean encryptionDropped() {
    return TupleMeaning.DROPPED.stream().anyMatch(name -> is(8, name));
  }

  private @Nullable String nsg(Flow flow) {
    char decision = length(7) == 1 ? at(7) : '?';
    if (!TupleMeaning.isDecision(decision)) {
      return "a tuple whose field 8 is no decision, A or D";
    }
    TupleMeaning.decided(flow, decision);
    return null;
  }

  private @Nullable String nsgWithState(Flow flow) {
    String problem = nsg(flow);
    if (problem != null) {
      return problem;
    }
    char state = length(8) == 1 ? at(8) : '?';
    if (!TupleMeaning.isState(state)) {
      return "a tuple whose field 9 is no state, B, C or E";
    }
    counted(flow, state, flow.verdict == ObservedVerdict.FILTERED);
    return null;
  }

  /** Counters stand in the last four fields of both kinds; an empty one is none. */
  private void counted(Flow flow, char state, boolean filtered) {
    TupleMeaning.counted(
        flow,
        state,
        filtered,
        Math.max(0, number(9)),
        Math.max(0, number(10)),
        Math.max(0, number(11)),
        Math.max(0, number(12)));
  }

  private void split(int offset, int length) {
    fields = 0;
    starts[0] = offset;
    int end = offset + length;
    for (int i = offset; i <= end; i++) {
      if (i == end || text[i] == ',') {
        fields++;
        if (fields <= FIELDS) {
          starts[fields] = i + 1;
        }
      }
    }
  }

  private int length(int field) {
    return starts[field + 1] - 1 - starts[field];
  }

  private char at(int field) {
    return text[starts[field]];
  }

  private boolean is(int field, String expected) {
    if (length(field) != expected.length()) {
      return false;
    }
    for (int i = 0; i < expected.length(); i++) {
      if (text[starts[field] + i] != expected.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  private long number(int field) {
    return JsonValues.decimal(text, starts[field], length(field), -1);
  }

  /**
   * The port, absent where none is given; beyond {@link TupleMeaning#LAST_PORT} what is no port.
   */
  private int port(int field) {
    int otherwise = length(field) > 5 ? TupleMeaning.LAST_PORT + 1 : Flow.ABSENT;
    long port = JsonValues.decimal(text, starts[field], length(field), otherwise);
    return (int) Math.min(port, TupleMeaning.LAST_PORT + 1);
  }

  private int protocol() {
    if (length(5) == 1 && at(5) == 'T') {
      return TupleMeaning.TCP;
    }
    if (length(5) == 1 && at(5) == 'U') {
      return TupleMeaning.UDP;
    }
    long protocol = number(5);
    return protocol >= 0 && protocol <= TupleMeaning.LAST_PROTOCOL ? (int) protocol : Flow.ABSENT;
  }

  /** The endpoint of an address, or -1. */
  private int address(int field) {
    Optional<IpAddress> address = IpAddress.parse(new String(text, starts[field], length(field)));
    return address.map(endpoints::intern).orElse(-1);
  }
}
