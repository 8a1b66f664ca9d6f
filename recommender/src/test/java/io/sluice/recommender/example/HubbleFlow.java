package io.sluice.recommender.example;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * One flow of a Hubble exporter (Cilium 1.17 shape, with the field mask that the documentation
 * recommends), under construction.
 */
final class HubbleFlow {
  private static final DateTimeFormatter NANOS =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.nnnnnnnnn'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private final Conversation conversation;
  private final ExampleNode reporter;
  private final Instant at;
  private final boolean reply;
  private final ObjectNode flow = JsonNodeFactory.instance.objectNode();

  /** A packet of a conversation, from the client or back to it, seen at one node. */
  HubbleFlow(
      Cluster cluster, Conversation conversation, ExampleNode reporter, Instant at, boolean reply) {
    this.conversation = conversation;
    this.reporter = reporter;
    this.at = at;
    this.reply = reply;
    flow.put("time", time(at));
    flow.put("verdict", "FORWARDED");
    addresses();
    ports();
    flow.set("source", HubbleEndpoint.of(sender(), cluster, reporter));
    flow.set("destination", HubbleEndpoint.of(receiver(), cluster, reporter));
    flow.put("Type", "L3_L4");
    flow.put("node_name", reporter.name());
  }

  static String time(Instant at) {
    return NANOS.format(at);
  }

  /** TCP flags; nothing for UDP. */
  HubbleFlow flags(String... flags) {
    if (conversation.tcp()) {
      ObjectNode set = ((ObjectNode) flow.get("l4").get("TCP")).putObject("flags");
      for (String flag : flags) {
        set.put(flag, true);
      }
    }
    return this;
  }

  /** An ICMP message instead of a TCP segment; protojson leaves type 0 out. */
  HubbleFlow icmp(int type) {
    ObjectNode message = flow.putObject("l4").putObject("ICMPv4");
    if (type != 0) {
      message.put("type", type);
    }
    return this;
  }

  /** A trace event of an endpoint, which knows direction and reply. */
  HubbleFlow trace(String point, int subType, String direction, String reason) {
    eventType(4, subType);
    flow.put("traffic_direction", direction);
    flow.put("trace_observation_point", point);
    flow.put("trace_reason", reason);
    flow.put("is_reply", reply);
    return this;
  }

  /** A trace event of the node's interface, which knows neither direction nor reply. */
  HubbleFlow traceOfInterface() {
    eventType(4, 11);
    flow.put("trace_observation_point", "TO_NETWORK");
    return this;
  }

  /** A drop, by the policy verdict event (5) or by the drop event (1). */
  HubbleFlow dropped(int type, String reason, int code) {
    eventType(type, type == 1 ? code : 0);
    flow.put("verdict", "DROPPED");
    flow.put("drop_reason", code);
    flow.put("traffic_direction", "INGRESS");
    flow.put("drop_reason_desc", reason);
    flow.put("is_reply", false);
    return this;
  }

  /** A redirection to the DNS proxy. */
  HubbleFlow redirected() {
    eventType(5, 0);
    flow.put("verdict", "REDIRECTED");
    flow.put("traffic_direction", "EGRESS");
    flow.put("policy_match_type", 2);
    flow.put("is_reply", false);
    return this;
  }

  /** A layer 7 record of the DNS proxy. */
  HubbleFlow dns(String query, String answer) {
    flow.put("Type", "L7");
    ObjectNode layer7 = flow.putObject("l7").put("type", reply ? "RESPONSE" : "REQUEST");
    ObjectNode dns = layer7.putObject("dns").put("query", query);
    if (reply) {
      dns.putArray("ips").add(answer);
      dns.put("ttl", 30);
    }
    dns.put("observation_source", "proxy");
    dns.putArray(reply ? "rrtypes" : "qtypes").add("A");
    eventType(129, 0);
    flow.put("traffic_direction", "EGRESS");
    flow.put("is_reply", reply);
    return this;
  }

  /** The line of the exporter around the flow. */
  HubbleLine line(int sequence) {
    ObjectNode line = JsonNodeFactory.instance.objectNode();
    line.set("flow", flow);
    line.put("node_name", reporter.name());
    line.put("time", flow.get("time").textValue());
    return new HubbleLine(reporter, at, sequence, line.toString());
  }

  private void addresses() {
    ObjectNode ip = flow.putObject("IP");
    ip.put("source", sender().ip());
    ip.put("destination", receiver().ip());
    ip.put("ipVersion", "IPv4");
  }

  private void ports() {
    ObjectNode layer4 = flow.putObject("l4").putObject(conversation.tcp() ? "TCP" : "UDP");
    layer4.put("source_port", reply ? conversation.serverPort() : conversation.clientPort());
    layer4.put("destination_port", reply ? conversation.clientPort() : conversation.serverPort());
  }

  private void eventType(int type, int subType) {
    ObjectNode event = flow.putObject("event_type").put("type", type);
    if (subType != 0) {
      event.put("sub_type", subType);
    }
  }

  private End sender() {
    return reply ? conversation.server() : conversation.client();
  }

  private End receiver() {
    return reply ? conversation.client() : conversation.server();
  }
}
