package io.sluice.ingest.decode;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.sluice.ingest.IpAddress;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads the fields of one Hubble flow, as {@code hubble observe -o json}, exporters, ACNS and
 * Retina write it, into a {@link HubbleRecord}.
 *
 * <p>Names come as in <a
 * href="https://github.com/cilium/cilium/blob/main/api/v1/flow/flow.proto">flow.proto</a> or in
 * camel case, enums by name or by number, 64-bit numbers as strings; what is unknown is passed
 * over. Of the bodies of layer 7 records only the name and the addresses of DNS answers are read;
 * URLs, headers and the like are never looked at.
 *
 * <pre>{"flow":{"time":"2025-04-16T18:49:59.450463857Z","verdict":"FORWARDED",
 *  "IP":{"source":"10.244.1.13","destination":"10.244.2.17","ipVersion":"IPv4"},
 *  "l4":{"TCP":{"source_port":41234,"destination_port":8080,"flags":{"SYN":true}}},
 *  "source":{"ID":1501,"identity":39459,"namespace":"shop","labels":["k8s:app=web"],
 *   "pod_name":"web-0","workloads":[{"name":"web","kind":"StatefulSet"}]}, …},
 *  "node_name":"prod/aks-nodepool1-0","time":"2025-04-16T18:49:59.450463857Z"}</pre>
 */
final class HubbleParser {
  private HubbleParser() {}

  /** Reads a flow object; the parser stands at its start and is left at its end. */
  static void flow(JsonParser p, HubbleRecord flow) throws IOException {
    flow.wrapped = true;
    for (String name = p.nextFieldName(); name != null; name = p.nextFieldName()) {
      p.nextToken();
      if (name.equals("time")) {
        flow.hasTime = true;
        flow.time = JsonValues.time(p);
      } else if (name.equals("node_name") || name.equals("nodeName")) {
        flow.nodeName = JsonValues.text(p);
      } else if (!field(name, p, flow)) {
        p.skipChildren();
      }
    }
  }

  /**
   * Reads the value of one field, apart from time and node name.
   *
   * @return false where it is none of a flow, and nothing was read
   */
  static boolean field(String name, JsonParser p, HubbleRecord flow) throws IOException {
    boolean object = p.currentToken() == JsonToken.START_OBJECT;
    switch (name) {
      case "verdict" -> {
        flow.hasVerdict = true;
        flow.verdict = HubbleEnums.verdict(p);
      }
      case "IP", "ip" -> {
        if (!object) {
          return false;
        }
        flow.hasEnds = true;
        addresses(p, flow);
      }
      case "l4" -> {
        if (!object) {
          return false;
        }
        flow.hasEnds = true;
        layer4(p, flow);
      }
      case "source", "destination" -> {
        if (!object) {
          return false;
        }
        flow.hasEnds = true;
        HubbleEndParser.end(p, (name.equals("source") ? flow.source : flow.destination).end);
      }
      case "source_names", "sourceNames" -> HubbleNames.hosts(p, flow.source);
      case "destination_names", "destinationNames" -> HubbleNames.hosts(p, flow.destination);
      case "Type" -> flow.type = HubbleEnums.flowType(p);
      case "l7" -> {
        if (!object) {
          return false;
        }
        layer7(p, flow);
      }
      case "reply" -> flow.reply = Boolean.TRUE.equals(bool(p));
      case "is_reply", "isReply" -> flow.isReply = bool(p);
      case "traffic_direction", "trafficDirection" -> flow.direction = HubbleEnums.direction(p);
      case "trace_reason", "traceReason" -> flow.traceReason = HubbleEnums.traceReason(p);
      case "drop_reason_desc", "dropReasonDesc" -> flow.dropReason = HubbleEnums.dropReason(p);
      case "drop_reason", "dropReason" -> {
        int reason = HubbleEnums.dropReason(p);
        flow.dropReason = flow.dropReason == 0 ? reason : flow.dropReason;
      }
      case "aggregate" -> {
        if (!object) {
          return false;
        }
        HubbleExtensions.counters(p, flow);
      }
      case "extensions" -> {
        if (!object) {
          return false;
        }
        HubbleExtensions.extensions(p, flow);
      }
      default -> {
        return false;
      }
    }
    return true;
  }

  static void addresses(JsonParser p, HubbleRecord flow) throws IOException {
    for (String name = p.nextFieldName(); name != null; name = p.nextFieldName()) {
      p.nextToken();
      if (name.equals("source")) {
        address(p, flow, flow.source);
      } else if (name.equals("destination")) {
        address(p, flow, flow.destination);
      } else if (name.equals("ipVersion")) {
        flow.ipVersion = HubbleEnums.ipVersion(p);
      } else {
        p.skipChildren();
      }
    }
  }

  private static void address(JsonParser p, HubbleRecord flow, HubbleRecord.Side side)
      throws IOException {
    String text = JsonValues.text(p);
    if (!text.isEmpty() && !text.equals("-")) {
      Optional<IpAddress> address = IpAddress.parse(text);
      flow.badAddress |= address.isEmpty();
      side.address = address.orElse(null);
    }
  }

  static void layer4(JsonParser p, HubbleRecord flow) throws IOException {
    for (String name = p.nextFieldName(); name != null; name = p.nextFieldName()) {
      boolean object = p.nextToken() == JsonToken.START_OBJECT;
      int protocol = HubbleEnums.protocol(name);
      if (object && protocol >= 0) {
        flow.protocol = protocol;
        boolean icmp = protocol == HubbleEnums.ICMP || protocol == HubbleEnums.ICMPV6;
        flow.icmpType = icmp ? 0 : -1; // an echo reply is type 0, which the encoder leaves out
        header(p, flow);
      } else if (object && name.equalsIgnoreCase("protocol")) {
        layer4(p, flow);
      } else {
        p.skipChildren();
      }
    }
  }

  private static void header(JsonParser p, HubbleRecord flow) throws IOException {
    for (String name = p.nextFieldName(); name != null; name = p.nextFieldName()) {
      p.nextToken();
      switch (name) {
        case "source_port", "sourcePort" -> flow.sourcePort = port(p);
        case "destination_port", "destinationPort" -> flow.destinationPort = port(p);
        case "flags" -> flags(p, flow);
        case "type" -> flow.icmpType = (int) JsonValues.number(p, 0);
        default -> p.skipChildren();
      }
    }
  }

  private static int port(JsonParser p) throws IOException {
    long port = JsonValues.number(p, -1);
    return port >= 0 && port <= 65_535 ? (int) port : -1;
  }

  private static void flags(JsonParser p, HubbleRecord flow) throws IOException {
    if (p.currentToken() != JsonToken.START_OBJECT) {
      p.skipChildren();
      return;
    }
    for (String name = p.nextFieldName(); name != null; name = p.nextFieldName()) {
      p.nextToken();
      if (!Boolean.TRUE.equals(bool(p))) {
        continue;
      }
      switch (name) {
        case "SYN", "syn" -> flow.tcpFlags |= HubbleRecord.SYN;
        case "ACK", "ack" -> flow.tcpFlags |= HubbleRecord.ACK;
        case "RST", "rst" -> flow.tcpFlags |= HubbleRecord.RST;
        default -> {}
      }
    }
  }

  static void layer7(JsonParser p, HubbleRecord flow) throws IOException {
    flow.layer7 = true;
    for (String name = p.nextFieldName(); name != null; name = p.nextFieldName()) {
      p.nextToken();
      if (name.equals("type")) {
        flow.layer7Type = HubbleEnums.layer7Type(p);
      } else if (name.equals("dns") && p.currentToken() == JsonToken.START_OBJECT) {
        HubbleNames.dns(p, flow);
      } else {
        p.skipChildren();
      }
    }
  }

  /** A boolean, plain or as {@code {"value":true}}; null where it is neither. */
  private static @Nullable Boolean bool(JsonParser p) throws IOException {
    JsonToken token = p.currentToken();
    if (token == JsonToken.VALUE_TRUE || token == JsonToken.VALUE_FALSE) {
      return token == JsonToken.VALUE_TRUE;
    }
    if (token != JsonToken.START_OBJECT) {
      p.skipChildren();
      return null;
    }
    Boolean value = false;
    for (String name = p.nextFieldName(); name != null; name = p.nextFieldName()) {
      p.nextToken();
      if (name.equals("value")) {
        value = bool(p);
      } else {
        p.skipChildren();
      }
    }
    return value;
  }
}
