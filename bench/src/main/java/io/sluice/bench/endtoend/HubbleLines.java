package io.sluice.bench.endtoend;

import io.sluice.bench.endtoend.Exchange.Fate;
import java.util.SplittableRandom;

/**
 * Writes exchanges as the lines that Hubble makes of them at the nodes of both ends: policy
 * verdicts, traces both ways, drops, DNS and HTTP of layer 7, and now and then a line about Hubble
 * itself.
 */
final class HubbleLines {
  private static final int TCP = 6;
  private static final int UDP = 17;
  private static final int ICMP = 1;
  private static final String[] REPLY_FLAGS = {
    "\"SYN\":true,\"ACK\":true", "\"PSH\":true,\"ACK\":true", "\"ACK\":true,\"FIN\":true"
  };

  /** What kind of line, and what tells it. */
  private enum Kind {
    TRACE_OUT("FORWARDED", "\"event_type\":{\"type\":4,\"sub_type\":3}", "TO_STACK"),
    TRACE_IN("FORWARDED", "\"event_type\":{\"type\":4}", "TO_ENDPOINT"),
    ALLOWED("FORWARDED", "\"event_type\":{\"type\":5},\"policy_match_type\":1", ""),
    DENIED("DROPPED", "\"event_type\":{\"type\":5},\"policy_match_type\":0", ""),
    DROP("DROPPED", "\"event_type\":{\"type\":1,\"sub_type\":133}", ""),
    LOST("DROPPED", "\"event_type\":{\"type\":1,\"sub_type\":161}", ""),
    AUDIT("AUDIT", "\"event_type\":{\"type\":5},\"policy_match_type\":4", ""),
    LAYER_7("FORWARDED", "\"event_type\":{\"type\":129}", "");

    final String verdict;
    final String event;
    final String point;

    Kind(String verdict, String event, String point) {
      this.verdict = verdict;
      this.event = event;
      this.point = point;
    }
  }

  private final Bytes to;
  private final SplittableRandom random;
  private final HubbleEnds ends = new HubbleEnds();
  private final Clock clock = new Clock();
  private long records;
  private Exchange exchange;
  private int nanos;

  HubbleLines(Bytes to, SplittableRandom random, Exchange first) {
    this.to = to;
    this.random = random;
    exchange = first;
  }

  /** How many lines were written. */
  long records() {
    return records;
  }

  /** Appends the lines of an exchange. */
  void put(Exchange next) {
    exchange = next;
    nanos = random.nextInt(100_000);
    Fate fate = next.fate();
    if (fate == Fate.DENIED) {
      boolean ingress = next.client() == null || random.nextInt(3) > 0;
      line(ingress && next.server() != null ? Kind.DENIED : Kind.DROP, !ingress, false);
      line(Kind.DROP, !ingress, false);
    } else if (fate == Fate.LOST) {
      line(Kind.LOST, true, false);
    } else if (fate == Fate.LOST_THERE || fate == Fate.STOPPED_THERE) {
      unanswered(fate);
    } else {
      answered(fate);
    }
    if (random.nextInt(5000) == 0) {
      aboutHubble();
    }
  }

  private void unanswered(Fate fate) {
    if (exchange.client() != null) {
      line(Kind.TRACE_OUT, true, false);
    }
    line(fate == Fate.STOPPED_THERE ? Kind.DENIED : Kind.TRACE_IN, false, false);
  }

  private void answered(Fate fate) {
    if (exchange.client() != null) {
      if (fate == Fate.AUDITED) {
        line(Kind.AUDIT, true, false);
      }
      line(Kind.TRACE_OUT, true, false);
    }
    if (exchange.server() != null) {
      if (random.nextInt(4) == 0) {
        line(Kind.ALLOWED, false, false);
      }
      line(Kind.TRACE_IN, false, false);
      line(Kind.TRACE_OUT, false, true);
    }
    if (exchange.client() != null && random.nextInt(3) > 0) {
      line(Kind.TRACE_IN, true, true);
    }
    boolean spoken = exchange.serverPort() == 53 || exchange.serverPort() == 8080;
    if (spoken && exchange.client() != null && random.nextInt(8) == 0) {
      line(Kind.LAYER_7, true, false);
    }
  }

  /**
   * One line.
   *
   * @param atClient which end's node writes it
   * @param back whether it is a packet of the server's
   */
  private void line(Kind kind, boolean atClient, boolean back) {
    records++;
    nanos += 20_000 + random.nextInt(50_000);
    to.put("{\"flow\":{\"time\":\"");
    clock.put(to, exchange.epochMillis(), nanos, 9);
    to.put("\",\"uuid\":\"").put(Long.toHexString(random.nextLong() | 1L << 63));
    to.put("\",\"verdict\":\"").put(kind.verdict).put('"');
    dropReason(kind);
    ethernet();
    addresses(back);
    layer4(back);
    to.put(",\"source\":");
    end(!back, atClient);
    to.put(",\"destination\":");
    end(back, atClient);
    to.put(",\"Type\":\"").put(kind == Kind.LAYER_7 ? "L7" : "L3_L4");
    to.put("\",\"node_name\":\"").put(node(atClient)).put("\",");
    if (kind == Kind.LAYER_7) {
      layer7();
    }
    to.put(kind.event);
    to.put(",\"traffic_direction\":\"").put(atClient ? "EGRESS" : "INGRESS").put('"');
    if (!kind.point.isEmpty()) {
      to.put(",\"trace_observation_point\":\"").put(kind.point);
      String reason = back ? "REPLY" : random.nextInt(4) == 0 ? "ESTABLISHED" : "NEW";
      to.put("\",\"trace_reason\":\"").put(reason).put('"');
    }
    if (kind != Kind.DROP && kind != Kind.LOST) {
      to.put(",\"is_reply\":").put(back ? "true" : "false");
    }
    to.put(",\"Summary\":\"").put(summary(back)).put("\"},\"node_name\":\"");
    to.put(node(atClient)).put("\",\"time\":\"");
    clock.put(to, exchange.epochMillis(), nanos, 9);
    to.put("\"}\n");
  }

  private void dropReason(Kind kind) {
    if (kind == Kind.DENIED || kind == Kind.DROP) {
      to.put(",\"drop_reason\":133,\"drop_reason_desc\":\"POLICY_DENIED\"");
    } else if (kind == Kind.LOST) {
      to.put(",\"drop_reason\":161,\"drop_reason_desc\":\"CT_MAP_INSERTION_FAILED\"");
    }
  }

  private void ethernet() {
    to.put(",\"ethernet\":{\"source\":\"9a:3b:0f:");
    to.put(Integer.toHexString(0x10 + exchange.clientPort() % 0xE0));
    to.put(":1c:5e\",\"destination\":\"22:c1:7e:88:0d:");
    to.put(Integer.toHexString(0x10 + exchange.serverPort() % 0xE0)).put("\"}");
  }

  private void addresses(boolean back) {
    String client = exchange.clientAddress();
    String server = exchange.serverAddress();
    to.put(",\"IP\":{\"source\":\"").put(back ? server : client);
    to.put("\",\"destination\":\"").put(back ? client : server);
    boolean v6 = client.indexOf(':') >= 0 || server.indexOf(':') >= 0;
    to.put("\",\"ipVersion\":\"").put(v6 ? "IPv6\"}" : "IPv4\"}");
  }

  private void layer4(boolean back) {
    int protocol = exchange.protocol();
    if (protocol == ICMP) {
      to.put(",\"l4\":{\"ICMPv4\":{").put(back ? "}}" : "\"type\":8}}");
      return;
    }
    to.put(",\"l4\":{\"").put(protocol == TCP ? "TCP" : protocol == UDP ? "UDP" : "SCTP");
    to.put("\":{\"source_port\":").put(back ? exchange.serverPort() : exchange.clientPort());
    to.put(",\"destination_port\":").put(back ? exchange.clientPort() : exchange.serverPort());
    if (protocol == TCP) {
      to.put(",\"flags\":{").put(back ? replyFlags() : "\"SYN\":true").put('}');
    }
    to.put("}}");
  }

  private String replyFlags() {
    boolean refused = exchange.fate() == Fate.REFUSED;
    return refused ? "\"RST\":true,\"ACK\":true" : REPLY_FLAGS[random.nextInt(3)];
  }

  private void end(boolean client, boolean atClient) {
    App app = client ? exchange.clientApp() : exchange.serverApp();
    Replica pod = client ? exchange.client() : exchange.server();
    to.put(app == null || pod == null ? ends.outside() : ends.of(app, pod, client == atClient));
  }

  private String node(boolean client) {
    Replica pod = client ? exchange.client() : exchange.server();
    Replica other = client ? exchange.server() : exchange.client();
    Replica there = pod == null ? other : pod;
    return there == null ? "" : there.machine().name();
  }

  /** The exporter escapes an ampersand. */
  private void layer7() {
    if (exchange.serverPort() == 53) {
      to.put("\"l7\":{\"type\":\"REQUEST\",\"dns\":{\"query\":\"api-")
          .put(exchange.clientPort() % 300)
          .put(
              ".team-1.svc.cluster.local.\",\"observation_source\":\"proxy\",\"qtypes\":[\"A\"]}},");
      return;
    }
    to.put("\"l7\":{\"type\":\"REQUEST\",\"http\":{\"method\":\"GET\",\"url\":\"http://api/v1?a=")
        .put(exchange.clientPort())
        .put("\\u0026q=\\\"x\\\"\",\"protocol\":\"HTTP/1.1\",\"headers\":[]}},");
  }

  private String summary(boolean back) {
    return switch (exchange.protocol()) {
      case TCP -> back ? "TCP Flags: ACK" : "TCP Flags: SYN";
      case UDP -> "UDP";
      case ICMP -> "ICMPv4 EchoRequest";
      default -> "SCTP";
    };
  }

  private void aboutHubble() {
    records++;
    String node = exchange.client() == null ? node(false) : node(true);
    boolean lost = random.nextBoolean();
    to.put(
        lost
            ? "{\"lost_events\":{\"source\":\"HUBBLE_RING_BUFFER\",\"num_events_lost\":\"3\"}"
            : "{\"node_status\":{\"state_change\":\"NODE_CONNECTED\",\"node_names\":[]}");
    to.put(",\"node_name\":\"").put(node).put("\",\"time\":\"");
    clock.put(to, exchange.epochMillis(), nanos, 9);
    to.put("\"}\n");
  }
}
