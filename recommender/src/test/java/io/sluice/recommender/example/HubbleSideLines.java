package io.sluice.recommender.example;

import io.sluice.recommender.example.Conversation.Fate;
import java.time.Instant;
import java.util.List;

/** The lines of a Hubble log that are no connection of anybody: every real log has some. */
final class HubbleSideLines {
  private HubbleSideLines() {}

  static void addTo(List<HubbleLine> lines) {
    lostEvents(lines, Instant.parse("2026-11-02T13:31:40.118230114Z"), 1, "12");
    lostEvents(lines, Instant.parse("2026-11-03T22:05:03.700415092Z"), 0, "5");
    ping(lines);
    unroutable(lines);
    neighbourDiscovery(lines);
  }

  private static void lostEvents(List<HubbleLine> lines, Instant at, int node, String lost) {
    ExampleNode reporter = World.NODES.get(node);
    String json =
        "{\"lost_events\":{\"source\":\"HUBBLE_RING_BUFFER\",\"num_events_lost\":\""
            + lost
            + "\",\"cpu\":1},\"node_name\":\""
            + reporter.name()
            + "\",\"time\":\""
            + HubbleFlow.time(at)
            + "\"}";
    lines.add(new HubbleLine(reporter, at, lines.size(), json));
  }

  /** An echo request and its reply: NetworkPolicies cannot speak of ICMP. */
  private static void ping(List<HubbleLine> lines) {
    Instant at = Instant.parse("2026-11-02T16:40:12.000815223Z");
    Conversation echo = between(at, World.DEBUG_SHELL, World.ORDERS_DB, Fate.ANSWERED);
    ExampleNode node = echo.client().node().orElseThrow();
    lines.add(
        new HubbleFlow(World.CLUSTER, echo, node, at, false)
            .icmp(8)
            .trace("TO_STACK", 3, "EGRESS", "NEW")
            .line(lines.size()));
    Instant answered = at.plusNanos(612_000);
    lines.add(
        new HubbleFlow(World.CLUSTER, echo, node, answered, true)
            .icmp(0)
            .trace("TO_ENDPOINT", 0, "EGRESS", "REPLY")
            .line(lines.size()));
  }

  /** A drop that no policy decided. */
  private static void unroutable(List<HubbleLine> lines) {
    Instant at = Instant.parse("2026-11-03T09:12:55.430911873Z");
    Conversation lost = between(at, World.FRONTEND, World.CART, Fate.SILENT);
    lines.add(
        new HubbleFlow(World.CLUSTER, lost, lost.server().node().orElseThrow(), at, false)
            .flags("ACK")
            .dropped(1, "STALE_OR_UNROUTABLE_IP", 151)
            .line(lines.size()));
  }

  private static void neighbourDiscovery(List<HubbleLine> lines) {
    Instant at = Instant.parse("2026-11-03T18:20:01.002218410Z");
    ExampleNode reporter = World.NODES.get(2);
    String time = HubbleFlow.time(at);
    String json =
        "{\"flow\":{\"time\":\""
            + time
            + "\",\"verdict\":\"DROPPED\",\"drop_reason\":132,\"IP\":{\"source\":"
            + "\"fe80::f4c3:3aff:fe12:77b0\",\"destination\":\"ff02::2\",\"ipVersion\":\"IPv6\"},"
            + "\"l4\":{\"ICMPv6\":{\"type\":133}},\"source\":{\"identity\":2,\"labels\":"
            + "[\"reserved:world\"]},\"destination\":{\"identity\":2,\"labels\":"
            + "[\"reserved:world\"]},\"Type\":\"L3_L4\",\"node_name\":\""
            + reporter.name()
            + "\",\"event_type\":{\"type\":1,\"sub_type\":132},\"drop_reason_desc\":"
            + "\"INVALID_SOURCE_IP\"},\"node_name\":\""
            + reporter.name()
            + "\",\"time\":\""
            + time
            + "\"}";
    lines.add(new HubbleLine(reporter, at, lines.size(), json));
  }

  private static Conversation between(
      Instant at, ExampleWorkload client, ExampleWorkload server, Fate fate) {
    End from = End.of(World.CLUSTER.podsOf(client, at).get(0));
    End to = End.of(World.CLUSTER.podsOf(server, at).get(0));
    return new Conversation(0, at, from, to, 6, 40_001, 7070, fate);
  }
}
