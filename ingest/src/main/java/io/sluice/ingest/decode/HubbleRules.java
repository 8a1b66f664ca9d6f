package io.sluice.ingest.decode;

import io.sluice.ingest.AddressFamily;
import io.sluice.ingest.Answer;
import io.sluice.ingest.EndpointDictionary;
import io.sluice.ingest.Flow;
import io.sluice.ingest.ObservedVerdict;
import io.sluice.ingest.ObserverDictionary;
import io.sluice.ingest.Orientation;
import io.sluice.ingest.Outcome;
import io.sluice.ingest.Reporter;
import io.sluice.ingest.Vantage;
import org.jspecify.annotations.Nullable;

/** What a {@link HubbleRecord} means: the one place where a {@link Flow} of Hubble is filled. */
final class HubbleRules {
  private final HubbleIds ids;

  HubbleRules(EndpointDictionary endpoints, ObserverDictionary observers) {
    ids = new HubbleIds(endpoints, observers);
  }

  /** What makes the record unreadable, or null. */
  static @Nullable String problem(HubbleRecord record) {
    boolean timed = record.hasTime || record.lineHasTime;
    if (timed && millis(record) == Timestamps.NONE) {
      return "no time of 1990 or later in time of the flow or of its line";
    }
    if (record.verdict < 0) {
      return "an unknown verdict";
    }
    if (record.verdict == 0) {
      return "no verdict (does the exporter's field mask leave it out?)";
    }
    return record.badAddress ? "an address in IP is none" : null;
  }

  /** Milliseconds of the record, or {@link Timestamps#NONE}. */
  static long millis(HubbleRecord record) {
    if (Timestamps.plausible(record.time)) {
      return record.time;
    }
    return Timestamps.plausible(record.outerTime) ? record.outerTime : Timestamps.NONE;
  }

  /** Why a readable record is no traffic that a policy decided on; null where it is. */
  static @Nullable Outcome skip(HubbleRecord record) {
    if (record.type == HubbleRecord.TYPE_SOCK) {
      return Outcome.SOCKET_TRANSLATION;
    }
    if (record.verdict == HubbleRecord.ERROR) {
      return Outcome.LAYER_7_ERROR;
    }
    boolean fault =
        record.verdict == HubbleRecord.RETRANSMISSION
            || (record.verdict == HubbleRecord.DROPPED && !droppedByPolicy(record));
    return fault ? Outcome.NETWORK_FAULT : null;
  }

  private static boolean droppedByPolicy(HubbleRecord record) {
    return switch (record.dropReason) {
      case HubbleRecord.POLICY_DENIED, HubbleRecord.POLICY_DENY, HubbleRecord.AUTH_REQUIRED -> true;
      case 0 -> !record.retinaOtherDrop;
      default -> false;
    };
  }

  /** Fills the cursor from a record that has neither a problem nor a reason to be skipped. */
  void fill(HubbleRecord record, Flow flow) {
    flow.clear();
    long millis = millis(record);
    flow.epochMillis = millis == Timestamps.NONE ? Flow.NO_TIME : millis;
    flow.source = ids.of(record.source);
    flow.destination = ids.of(record.destination);
    flow.sourcePort = record.sourcePort;
    flow.destinationPort = record.destinationPort;
    flow.protocol = record.protocol;
    flow.vantage = Vantage.POD;
    flow.family =
        AddressFamily.of(record.source.address, record.destination.address, record.ipVersion);
    flow.observer = ids.observer(record);
    flow.bytes = record.bytes;
    flow.verdict = verdict(record);
    flow.orientation = orientation(record);
    flow.reporter = reporter(record, flow.orientation);
    flow.answer = answer(record, flow);
    flow.connections = connections(record, flow.orientation);
    flow.flags = flags(record, flow.orientation);
  }

  private static ObservedVerdict verdict(HubbleRecord record) {
    return switch (record.verdict) {
      case HubbleRecord.DROPPED -> ObservedVerdict.DROPPED;
      case HubbleRecord.AUDIT -> ObservedVerdict.AUDIT;
      default -> ObservedVerdict.FORWARDED;
    };
  }

  /**
   * Who opened the connection. Retina writes {@code is_reply: false} wherever it does not track
   * connections, so there that says nothing; a SYN does.
   */
  private static Orientation orientation(HubbleRecord record) {
    if (record.isReply != null && (record.isReply || !record.retina)) {
      return record.isReply && !(record.retina && isSyn(record))
          ? Orientation.REPLY
          : Orientation.CLIENT_TO_SERVER;
    }
    if (record.reply) {
      return Orientation.REPLY;
    }
    if (record.flag(HubbleRecord.SYN)) {
      return record.flag(HubbleRecord.ACK) ? Orientation.REPLY : Orientation.CLIENT_TO_SERVER;
    }
    if (record.icmpType >= 0) {
      return ofEcho(record);
    }
    if (record.layer7Type == HubbleRecord.RESPONSE || record.traceReason == HubbleRecord.REPLY) {
      return Orientation.REPLY;
    }
    boolean forth =
        record.layer7Type == HubbleRecord.REQUEST
            || record.traceReason == HubbleRecord.NEW
            || record.traceReason == HubbleRecord.ESTABLISHED;
    return forth ? Orientation.CLIENT_TO_SERVER : Orientation.UNKNOWN;
  }

  private static Orientation ofEcho(HubbleRecord record) {
    boolean v6 = record.protocol == HubbleEnums.ICMPV6;
    if (record.icmpType == (v6 ? 128 : 8)) {
      return Orientation.CLIENT_TO_SERVER;
    }
    return record.icmpType == (v6 ? 129 : 0) ? Orientation.REPLY : Orientation.UNKNOWN;
  }

  private static boolean isSyn(HubbleRecord record) {
    return record.flag(HubbleRecord.SYN) && !record.flag(HubbleRecord.ACK);
  }

  /**
   * The direction is the connection's, at the end where the observer stands; only Retina's is the
   * packet's, and so says nothing of a reply.
   */
  private static Reporter reporter(HubbleRecord record, Orientation orientation) {
    if (record.retina && orientation != Orientation.CLIENT_TO_SERVER) {
      return Reporter.UNKNOWN;
    }
    return switch (record.direction == 0 ? countedDirection(record) : record.direction) {
      case HubbleRecord.EGRESS -> Reporter.CLIENT;
      case HubbleRecord.INGRESS -> Reporter.SERVER;
      default -> Reporter.UNKNOWN;
    };
  }

  /** The only direction that an aggregated record counted, or 0. */
  private static int countedDirection(HubbleRecord record) {
    if (record.unknownDirectionCount > 0 || (record.ingressCount > 0) == (record.egressCount > 0)) {
      return 0;
    }
    return record.egressCount > 0 ? HubbleRecord.EGRESS : HubbleRecord.INGRESS;
  }

  /**
   * Whether the server answered. A reset is no answer of a server but of a machine without one, and
   * a repeated SYN counts as ESTABLISHED in connection tracking though nobody answered. An
   * aggregated record has neither flags nor the state of the connection, so that it shows no answer
   * means nothing.
   */
  private static Answer answer(HubbleRecord record, Flow flow) {
    if (flow.orientation == Orientation.UNKNOWN) {
      return Answer.UNKNOWN;
    }
    if (!flow.verdict.forwarded() || record.flag(HubbleRecord.RST) || isSyn(record)) {
      return Answer.NO;
    }
    boolean answered =
        flow.orientation == Orientation.REPLY
            || record.traceReason == HubbleRecord.ESTABLISHED
            || record.traceReason == HubbleRecord.REPLY
            || record.flag(HubbleRecord.ACK);
    return answered ? Answer.YES : record.aggregated ? Answer.UNKNOWN : Answer.NO;
  }

  /**
   * Connections that it opens. The directions of an aggregated record are two reports of the same
   * connections, so the larger one counts.
   */
  private static long connections(HubbleRecord record, Orientation orientation) {
    if (orientation == Orientation.REPLY) {
      return 0;
    }
    if (record.aggregated) {
      return Math.max(
          Math.max(record.ingressCount, record.egressCount), record.unknownDirectionCount);
    }
    boolean opens =
        record.traceReason == 0 ? isSyn(record) : record.traceReason == HubbleRecord.NEW;
    return opens ? 1 : 0;
  }

  private static int flags(HubbleRecord record, Orientation orientation) {
    int flags = record.aggregated ? Flow.AGGREGATED : 0;
    if (record.layer7 || record.type == HubbleRecord.TYPE_L7) {
      flags |= Flow.LAYER_7;
    }
    if (isSyn(record) && orientation == Orientation.CLIENT_TO_SERVER) {
      flags |= Flow.SYN;
    }
    // New to connection tracking, and yet TCP does not begin with a SYN.
    boolean ackOnly = record.flag(HubbleRecord.ACK) && !record.flag(HubbleRecord.SYN);
    boolean fresh = record.traceReason == HubbleRecord.NEW;
    return fresh && ackOnly && orientation == Orientation.CLIENT_TO_SERVER
        ? flags | Flow.MIDSTREAM
        : flags;
  }
}
