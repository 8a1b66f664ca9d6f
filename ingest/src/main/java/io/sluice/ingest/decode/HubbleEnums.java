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
    return isNumber(p) ? verdict(small(p)) : verdict(JsonValues.text(p));
  }

  static int verdict(int number) {
    boolean known =
        (number >= 0 && number <= HubbleRecord.TRANSLATED)
            || number == HubbleRecord.RETRANSMISSION
            || number == HubbleRecord.DNS;
    return known ? number : -1;
  }

  static int verdict(String name) {
    return switch (name) {
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
    return isNumber(p) ? small(p) : dropReason(JsonValues.text(p));
  }

  static int dropReason(String name) {
    return switch (name) {
      case "", "DROP_REASON_UNKNOWN" -> 0;
      case "POLICY_DENIED" -> HubbleRecord.POLICY_DENIED;
      case "POLICY_DENY" -> HubbleRecord.POLICY_DENY;
      case "AUTH_REQUIRED" -> HubbleRecord.AUTH_REQUIRED;
      default -> HubbleRecord.OTHER_REASON;
    };
  }

  static int traceReason(JsonParser p) throws IOException {
    return isNumber(p) ? traceReason(small(p)) : traceReason(JsonValues.text(p));
  }

  static int traceReason(int number) {
    return Math.min(number, HubbleRecord.OTHER_TRACE_REASON);
  }

  static int traceReason(String name) {
    return switch (name) {
      case "", "TRACE_REASON_UNKNOWN" -> 0;
      case "NEW" -> HubbleRecord.NEW;
      case "ESTABLISHED" -> HubbleRecord.ESTABLISHED;
      case "REPLY" -> HubbleRecord.REPLY;
      default -> HubbleRecord.OTHER_TRACE_REASON;
    };
  }

  static int direction(JsonParser p) throws IOException {
    return isNumber(p) ? small(p) : direction(JsonValues.text(p));
  }

  static int direction(String name) {
    return switch (name) {
      case "INGRESS" -> HubbleRecord.INGRESS;
      case "EGRESS" -> HubbleRecord.EGRESS;
      default -> 0;
    };
  }

  static AddressFamily ipVersion(JsonParser p) throws IOException {
    return isNumber(p) ? ipVersion(small(p)) : ipVersion(JsonValues.text(p));
  }

  static AddressFamily ipVersion(int number) {
    return number == 1
        ? AddressFamily.IPV4
        : number == 2 ? AddressFamily.IPV6 : AddressFamily.UNKNOWN;
  }

  static AddressFamily ipVersion(String name) {
    return switch (name) {
      case "IPv4" -> AddressFamily.IPV4;
      case "IPv6" -> AddressFamily.IPV6;
      default -> AddressFamily.UNKNOWN;
    };
  }

  static int flowType(JsonParser p) throws IOException {
    return isNumber(p) ? small(p) : flowType(JsonValues.text(p));
  }

  static int flowType(String name) {
    return switch (name) {
      case "L7" -> HubbleRecord.TYPE_L7;
      case "SOCK" -> HubbleRecord.TYPE_SOCK;
      default -> 0;
    };
  }

  static int layer7Type(JsonParser p) throws IOException {
    return isNumber(p) ? small(p) : layer7Type(JsonValues.text(p));
  }

  static int layer7Type(String name) {
    return switch (name) {
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
    return isNumber(p) ? small(p) == 0 : isRetinaRuleDrop(JsonValues.text(p));
  }

  static boolean isRetinaRuleDrop(String name) {
    return name.isEmpty() || name.equals("IPTABLE_RULE_DROP");
  }

  private static boolean isNumber(JsonParser p) {
    return p.currentToken() == JsonToken.VALUE_NUMBER_INT;
  }

  private static int small(JsonParser p) throws IOException {
    return small(JsonValues.number(p, -1));
  }

  /** The number of an enum's value, -1 where it can be none. */
  static int small(long number) {
    return number >= 0 && number < 10_000 ? (int) number : -1;
  }
}
