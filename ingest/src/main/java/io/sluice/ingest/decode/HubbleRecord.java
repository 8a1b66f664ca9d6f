package io.sluice.ingest.decode;

import io.sluice.ingest.AddressFamily;
import io.sluice.ingest.Endpoint;
import io.sluice.ingest.IpAddress;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One Hubble flow as its JSON says it, before any rule is applied: a reused struct between a parser
 * and {@link HubbleRules}.
 *
 * <p>Enum fields hold the numbers of Cilium's {@code flow.proto}, 0 where the record does not say.
 */
final class HubbleRecord {
  static final int FORWARDED = 1;
  static final int DROPPED = 2;
  static final int ERROR = 3;
  static final int AUDIT = 4;
  static final int REDIRECTED = 5;
  static final int TRACED = 6;
  static final int TRANSLATED = 7;

  /** Retina's own: a TCP segment was sent again. */
  static final int RETRANSMISSION = 15;

  /** Retina's own: a DNS question or answer. */
  static final int DNS = 16;

  static final int POLICY_DENIED = 133;
  static final int POLICY_DENY = 181;
  static final int AUTH_REQUIRED = 189;

  /** A reason that is given, but none of the three above. */
  static final int OTHER_REASON = 1;

  static final int NEW = 1;
  static final int ESTABLISHED = 2;
  static final int REPLY = 3;

  /** RELATED, REOPENED and the reasons of encapsulation. */
  static final int OTHER_TRACE_REASON = 4;

  static final int INGRESS = 1;
  static final int EGRESS = 2;

  static final int TYPE_L7 = 2;
  static final int TYPE_SOCK = 3;

  static final int REQUEST = 1;
  static final int RESPONSE = 2;

  static final int SYN = 1;
  static final int ACK = 2;
  static final int RST = 4;

  /** What the object of one end says. */
  static final class End {
    /**
     * Which endpoints it is with which address, where it lasts longer than a record; null where it
     * is used again for every record.
     */
    final @Nullable EndpointIds ids;

    /** What was asked for last: most ends have one address. */
    @Nullable IpAddress lastAddress;

    int lastId = EndpointIds.NONE;

    String cluster = "";
    String namespace = "";
    String labelNamespace = "";
    String pod = "";
    String workloadKind = "";
    String workloadName = "";
    final List<String> labels = new ArrayList<>();
    Endpoint.Identity labelIdentity = Endpoint.Identity.NONE;
    long identity;

    /** An end that a parser fills once and keeps. */
    static End lasting() {
      return new End(new EndpointIds());
    }

    private End(@Nullable EndpointIds ids) {
      this.ids = ids;
    }

    private void clear() {
      cluster = "";
      namespace = "";
      labelNamespace = "";
      pod = "";
      workloadKind = "";
      workloadName = "";
      labels.clear();
      labelIdentity = Endpoint.Identity.NONE;
      identity = 0;
    }
  }

  /** One side of the flow: an end, and what is written of it elsewhere in the record. */
  static final class Side {
    private final End own = new End(null);

    /** The record's own one, to be filled, or a lasting one, which nobody changes any more. */
    End end = own;

    @Nullable IpAddress address;
    final List<String> hostNames = new ArrayList<>();

    private void clear() {
      if (end == own) {
        own.clear();
      }
      end = own;
      address = null;
      hostNames.clear();
    }
  }

  final Side source = new Side();
  final Side destination = new Side();

  /** Milliseconds, or {@link Timestamps#NONE}. */
  long time = Timestamps.NONE;

  /** The same of the object that the flow stands in. */
  long outerTime = Timestamps.NONE;

  String nodeName = "";
  String outerNodeName = "";

  /** -1 for a verdict of no known name. */
  int verdict;

  int dropReason;
  int traceReason;
  int direction;
  int type;
  boolean layer7;
  int layer7Type;

  /** Null where the record does not say. */
  @Nullable Boolean isReply;

  /** The older field, of which only {@code true} says something. */
  boolean reply;

  int protocol = -1;
  int sourcePort = -1;
  int destinationPort = -1;
  int tcpFlags;
  int icmpType = -1;

  /** What {@code ipVersion} says, which counts where there are no addresses. */
  AddressFamily ipVersion = AddressFamily.UNKNOWN;

  /** Whether one of the addresses is no address. */
  boolean badAddress;

  /** The name that a DNS record asks for; the only thing of layer 7 that is read, with its ips. */
  String dnsQuery = "";

  /** The addresses that a DNS record answers with. */
  final List<IpAddress> dnsAddresses = new ArrayList<>();

  boolean aggregated;
  long ingressCount;
  long egressCount;
  long unknownDirectionCount;

  /** Whether the extensions are Retina's. */
  boolean retina;

  boolean retinaOtherDrop;
  long bytes;

  /** Whether it was a row of a table of Log Analytics. */
  boolean tableRow;

  /** Whether the object has a verdict. */
  boolean hasVerdict;

  /** Whether the object says who talked to whom: addresses, ports or ends. */
  boolean hasEnds;

  /** Whether the flow stood in a {@code flow} object. */
  boolean wrapped;

  /** Whether the flow itself has a field {@code time}, readable or not. */
  boolean hasTime;

  /** Whether the object around it has a time. */
  boolean lineHasTime;

  void clear() {
    source.clear();
    destination.clear();
    time = Timestamps.NONE;
    outerTime = Timestamps.NONE;
    nodeName = "";
    outerNodeName = "";
    verdict = 0;
    dropReason = 0;
    traceReason = 0;
    direction = 0;
    type = 0;
    layer7 = false;
    layer7Type = 0;
    isReply = null;
    reply = false;
    protocol = -1;
    sourcePort = -1;
    destinationPort = -1;
    tcpFlags = 0;
    icmpType = -1;
    ipVersion = AddressFamily.UNKNOWN;
    badAddress = false;
    dnsQuery = "";
    dnsAddresses.clear();
    aggregated = false;
    ingressCount = 0;
    egressCount = 0;
    unknownDirectionCount = 0;
    retina = false;
    retinaOtherDrop = false;
    bytes = 0;
    tableRow = false;
    hasVerdict = false;
    hasEnds = false;
    wrapped = false;
    hasTime = false;
    lineHasTime = false;
  }

  /** Whether what was read so far is a flow, and not some other object with a few like keys. */
  boolean isFlow() {
    return wrapped ? hasVerdict || hasEnds : hasVerdict && hasEnds;
  }

  boolean flag(int mask) {
    return (tcpFlags & mask) != 0;
  }
}
