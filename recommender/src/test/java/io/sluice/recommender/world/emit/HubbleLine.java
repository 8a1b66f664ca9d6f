package io.sluice.recommender.world.emit;

import io.sluice.recommender.world.Attempt;
import io.sluice.recommender.world.Spot;
import io.sluice.recommender.world.WorldNode;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Writes one line of a Hubble exporter: a packet of an attempt, seen at one node. */
final class HubbleLine {
  private static final DateTimeFormatter NANOS =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.nnnnnnnnn'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private final Attempt attempt;
  private final WorldNode node;
  private final boolean reply;
  private final StringBuilder text = new StringBuilder(900);
  private final String time;

  HubbleLine(HubbleEnds ends, Attempt attempt, WorldNode node, int micros, boolean reply) {
    this.attempt = attempt;
    this.node = node;
    this.reply = reply;
    Instant at = attempt.at().plusNanos(micros * 1_000L + attempt.number() * 7L % 1_000);
    this.time = NANOS.format(at);
    text.append("{\"flow\":{\"time\":\"").append(time).append("\",\"IP\":{\"source\":\"");
    text.append(address(sender())).append("\",\"destination\":\"").append(address(receiver()));
    text.append("\",\"ipVersion\":\"").append(attempt.v6() ? "IPv6" : "IPv4").append("\"}");
    text.append(",\"source\":").append(ends.of(sender(), node));
    text.append(",\"destination\":").append(ends.of(receiver(), node));
    text.append(",\"node_name\":\"").append(node.name()).append('"');
  }

  private String address(Spot spot) {
    return spot.address(attempt.v6());
  }

  private Spot sender() {
    return reply ? attempt.server() : attempt.client();
  }

  private Spot receiver() {
    return reply ? attempt.client() : attempt.server();
  }

  /** Ports, and TCP flags where it is TCP. */
  HubbleLine layer4(String... flags) {
    int source = reply ? attempt.serverPort() : attempt.clientPort();
    int destination = reply ? attempt.clientPort() : attempt.serverPort();
    text.append(",\"l4\":{\"").append(attempt.tcp() ? "TCP" : "UDP");
    text.append("\":{\"source_port\":").append(source);
    text.append(",\"destination_port\":").append(destination);
    if (attempt.tcp()) {
      text.append(",\"flags\":{");
      for (int i = 0; i < flags.length; i++) {
        text.append(i == 0 ? "\"" : ",\"").append(flags[i]).append("\":true");
      }
      text.append('}');
    }
    text.append("}}");
    return this;
  }

  /** A trace event of an endpoint, which knows direction and reply. */
  String trace(String point, int subType, String direction, String reason) {
    text.append(",\"verdict\":\"FORWARDED\",\"Type\":\"L3_L4\",\"event_type\":{\"type\":4");
    text.append(subType == 0 ? "}" : ",\"sub_type\":" + subType + "}");
    text.append(",\"traffic_direction\":\"").append(direction);
    text.append("\",\"trace_observation_point\":\"").append(point);
    text.append("\",\"trace_reason\":\"").append(reason).append('"');
    text.append(",\"is_reply\":").append(reply);
    return end();
  }

  /** A trace event at the tunnel, which knows neither direction nor reply. */
  String overlay() {
    text.append(",\"verdict\":\"FORWARDED\",\"Type\":\"L3_L4\",");
    text.append("\"event_type\":{\"type\":4,\"sub_type\":4},");
    text.append("\"trace_observation_point\":\"TO_OVERLAY\"");
    return end();
  }

  /** A drop: the policy's verdict (5), or the drop itself (1). */
  String dropped(int type) {
    text.append(",\"verdict\":\"DROPPED\",\"Type\":\"L3_L4\",\"event_type\":{\"type\":");
    text.append(type).append(type == 1 ? ",\"sub_type\":133}" : "}");
    text.append(",\"traffic_direction\":\"INGRESS\",\"drop_reason\":133,");
    text.append("\"drop_reason_desc\":\"POLICY_DENIED\",\"is_reply\":false");
    return end();
  }

  /** A request or response that a proxy saw. */
  String layer7(String what) {
    text.append(",\"verdict\":\"FORWARDED\",\"Type\":\"L7\",\"l7\":{\"type\":\"");
    text.append(reply ? "RESPONSE" : "REQUEST").append("\",").append(what);
    text.append("},\"event_type\":{\"type\":129},\"traffic_direction\":\"EGRESS\"");
    text.append(",\"is_reply\":").append(reply);
    return end();
  }

  private String end() {
    text.append("},\"node_name\":\"").append(node.name());
    return text.append("\",\"time\":\"").append(time).append("\"}").toString();
  }
}
