package io.sluice.recommender.example;

import io.sluice.recommender.example.Conversation.Fate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What the Hubble exporters of the three nodes write of the world's conversations.
 *
 * <p>Both nodes of a conversation report it, a pod's node reports replies as packets of their own,
 * and interfaces report some packets once more without saying which way the connection runs.
 */
final class HubbleLog {
  private static final int TO_ENDPOINT = 0;
  private static final int TO_STACK = 3;

  /** What the DNS proxy shows {@code payments/api} asking for. */
  private static final String CARD_HOST = "gateway.card-network.example.";

  private final List<HubbleLine> lines = new ArrayList<>();

  private final Cluster cluster;
  private final Set<ExampleWorkload> behindDnsProxy;

  private HubbleLog(Cluster cluster, Set<ExampleWorkload> behindDnsProxy) {
    this.cluster = cluster;
    this.behindDnsProxy = behindDnsProxy;
  }

  /**
   * All lines of all nodes, in the order of the conversations.
   *
   * @param behindDnsProxy workloads whose lookups pass Cilium's DNS proxy, which logs them as well
   */
  static List<HubbleLine> of(
      Cluster cluster, List<Conversation> conversations, Set<ExampleWorkload> behindDnsProxy) {
    HubbleLog log = new HubbleLog(cluster, behindDnsProxy);
    conversations.forEach(log::report);
    return log.lines;
  }

  private void report(Conversation c) {
    if (c.fate() == Fate.DENIED_BY_NETWORK) {
      return; // Stopped before it reached a node.
    }
    boolean local = c.client().sameNodeAs(c.server());
    if (c.client().isPod()) {
      reportAtClient(c, local);
    }
    if (c.server().isPod() && !(local && c.client().isPod())) {
      reportAtServer(c);
    }
    if (c.fate() == Fate.DENIED_BY_POLICY) {
      reportDrop(c);
    }
  }

  private void reportAtClient(Conversation c, boolean local) {
    ExampleNode node = c.client().node().orElseThrow();
    boolean delivered = local && c.server().isPod();
    String point = delivered ? "TO_ENDPOINT" : "TO_STACK";
    int subType = delivered ? TO_ENDPOINT : TO_STACK;
    if (!(delivered && c.fate() == Fate.DENIED_BY_POLICY)) {
      add(at(c, node, 0, false).flags("SYN").trace(point, subType, "EGRESS", "NEW"));
    }
    if (!c.answered()) {
      return;
    }
    add(
        at(c, node, 900, true)
            .flags("SYN", "ACK")
            .trace("TO_ENDPOINT", TO_ENDPOINT, "EGRESS", "REPLY"));
    if (c.tcp()) {
      add(
          at(c, node, 1_400, false)
              .flags("PSH", "ACK")
              .trace(point, subType, "EGRESS", "ESTABLISHED"));
    }
    if (!local && c.number() % 4 == 0) {
      add(at(c, node, 60, false).flags("SYN").traceOfInterface());
      add(at(c, node, 1_460, false).flags("PSH", "ACK").traceOfInterface());
    }
    if (!c.tcp() && behindDnsProxy.contains(c.client().pod().get().workload())) {
      reportDns(c, node);
    }
  }

  private void reportAtServer(Conversation c) {
    ExampleNode node = c.server().node().orElseThrow();
    if (c.fate() == Fate.DENIED_BY_POLICY) {
      return;
    }
    add(at(c, node, 420, false).flags("SYN").trace("TO_ENDPOINT", TO_ENDPOINT, "INGRESS", "NEW"));
    if (c.answered()) {
      add(
          at(c, node, 610, true)
              .flags("SYN", "ACK")
              .trace("TO_STACK", TO_STACK, "INGRESS", "REPLY"));
    }
  }

  /** The policy verdict and the drop, both at the server's node; the client tries three times. */
  private void reportDrop(Conversation c) {
    ExampleNode node = c.server().node().orElseThrow();
    for (int retry = 0; retry < 3; retry++) {
      int micros = 400 + retry * 1_000_000;
      add(at(c, node, micros, false).flags("SYN").dropped(5, "POLICY_DENIED", 133));
      add(at(c, node, micros + 9, false).flags("SYN").dropped(1, "POLICY_DENIED", 133));
    }
  }

  private void reportDns(Conversation c, ExampleNode node) {
    String answer = Outside.CARD_NETWORK.addresses().get(c.number() % 4);
    add(at(c, node, 30, false).redirected());
    add(at(c, node, 130, false).dns(CARD_HOST, answer));
    add(at(c, node, 980, true).dns(CARD_HOST, answer));
  }

  private HubbleFlow at(Conversation c, ExampleNode node, int micros, boolean reply) {
    Instant at = c.at().plusNanos(micros * 1_000L + c.number() * 7L % 1_000);
    return new HubbleFlow(cluster, c, node, at, reply);
  }

  private void add(HubbleFlow flow) {
    lines.add(flow.line(lines.size()));
  }
}
