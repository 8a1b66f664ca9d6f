package io.sluice.ingest.decode;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.sluice.ingest.AddressFamily;
import java.io.IOException;

/** Names and numbers of the enums in Cilium's {@code flow.proto}, as far as rules ask for them. */
final class HubbleEnums {
  static final int ICMP = 1;
  static final int ICMPV6 = 58;

  private HubbleEnums() {}

  /** A verdict, -1 where the name or number is of none. */
  static int verdict(JsonParser p) throws IOException {
    if (p.currentToken() == JsonToken.VALUE_NUMBER_INT) {
      int number = small(p);
      boolean known =
          (number >= 0 && number <= HubbleRecord.TRANSLATED)
              || number == HubbleRecord.RETRANSMISSION
              || number == HubbleRecord.DNS;
      return known ? number : -1;
    }
    return switch (JsonValues.text(p)) {
      case "", "VERDICT_UNKNOWN" -> 0;
      case "FORWARDED", "ALLOWED" -> HubbleRecord.FORWARDED;
      case "DROPPED", "DENIED" -> HubbleRecord.DROPPED;
      case "ERROR" -> HubbleRecord.ERROR;
      case "AUDIT" -> HubbleRecord.AUDIT;
      case "REDIRECTED" -> HubbleRecord.REDIRECTED;
      case "TRACED" -> HubbleRecord.TRACED;
      case "TRANSLATED" -> HubbleRecord.TRANSLATED;
      case "RETRANSMISSION" -> HubbleRecord.RETRANSMISSION;
      case "DNS" -> HubbleRecord.DNS;
      default -> -1;
    };
  }

  /** One of the three policy reasons, 0 for none, any other number for any other reason. */
  static int dropReason(JsonParser p) throws IOException {
    if (p.currentToken() == JsonToken.VALUE_NUMBER_INT) {
      return small(p);
    }
    return switch (JsonValues.text(p)) {
      case "", "DROP_REASON_UNKNOWN" -> 0;
      case "POLICY_DENIED" -> HubbleRecord.POLICY_DENIED;
      case "POLICY_DENY" -> HubbleRecord.POLICY_DENY;
      case "AUTH_REQUIRED" -> HubbleRecord.AUTH_REQUIRED;
      default -> HubbleRecord.OTHER_REASON;
    };
  }

  static int traceReason(JsonParser p) throws IOException {
    if (p.currentToken() == JsonToken.VALUE_NUMBER_INT) {
      return Math.min(small(p), HubbleRecord.OTHER_TRACE_REASON);
    }
    return switch (JsonValues.text(p)) {
      case "", "TRACE_REASON_UNKNOWN" -> 0;
      case "NEW" -> HubbleRecord.NEW;
      case "ESTABLISHED" -> HubbleRecord.ESTABLISHED;
      case "REPLY" -> HubbleRecord.REPLY;
      default -> HubbleRecord.OTHER_TRACE_REASON;
    };
  }

  static int direction(JsonParser p) throws IOException {
    if (p.currentToken() == JsonToken.VALUE_NUMBER_INT) {
      return small(p);
    }
    return switch (JsonValues.text(p)) {
      case "INGRESS" -> HubbleRecord.INGRESS;
      case "EGRESS" -> HubbleRecord.EGRESS;
      default -> 0;
    };
  }

  static AddressFamily ipVersion(JsonParser p) throws IOException {
    if (p.currentToken() == JsonToken.VALUE_NUMBER_INT) {
      int number = small(p);
      return number == 1
          ? AddressFamily.IPV4
          : number == 2 ? AddressFamily.IPV6 : AddressFamily.UNKNOWN;
    }
    return switch (JsonValues.text(p)) {
      case "IPv4" -> AddressFamily.IPV4;
      case "IPv6" -> AddressFamily.IPV6;
      default -> AddressFamily.UNKNOWN;
    };
  }

  static int flowType(JsonParser p) throws IOException {
    if (p.currentToken() == JsonToken.VALUE_NUMBER_INT) {
      return small(p);
    }
    return switch (JsonValues.text(p)) {
      case "L7" -> HubbleRecord.TYPE_L7;
      case "SOCK" -> HubbleRecord.TYPE_SOCK;
      default -> 0;
    };
  }

  static int layer7Type(JsonParser p) throws IOException {
    if (p.currentToken() == JsonToken.VALUE_NUMBER_INT) {
      return small(p);
    }
    return switch (JsonValues.text(p)) {
      case "REQUEST" -> HubbleRecord.REQUEST;
      case "RESPONSE" -> HubbleRecord.RESPONSE;
      default -> 0;
    };
  }

  /** IANA number of a protocol's key in {@code l4}, or -1. */
  static int protocol(String key) {
    return switch (key) {
      case "TCP", "tcp" -> 6;
      case "UDP", "udp" -> 17;
      case "SCTP", "sctp" -> 132;
      case "ICMPv4", "icmpv4" -> ICMP;
      case "ICMPv6", "icmpv6" -> ICMPV6;
      case "VRRP", "vrrp" -> 112;
      case "IGMP", "igmp" -> 2;
      default -> -1;
    };
  }

  /** Whether Retina says that a rule of iptables dropped it: the reason with number 0. */
  static boolean isRetinaRuleDrop(JsonParser p) throws IOException {
    if (p.currentToken() == JsonToken.VALUE_NUMBER_INT) {
      return small(p) == 0;
    }
    String name = JsonValues.text(p);
    return name.isEmpty() || name.equals("IPTABLE_RULE_DROP");
  }

  private static int small(JsonParser p) throws IOException {
    long number = JsonValues.number(p, -1);
    return number >= 0 && number < 10_000 ? (int) number : -1;
  }
}
