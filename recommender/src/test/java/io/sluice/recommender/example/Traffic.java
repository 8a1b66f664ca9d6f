package io.sluice.recommender.example;

import io.sluice.recommender.example.Conversation.Fate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The conversations of two days, made from the {@link Truth} by counting, without any chance.
 *
 * <p>Every edge of the truth talks every three hours from 01:00 on and takes the next pair of pods
 * each time, so that every pair occurs. The hours 01 and 10 are the ones of which the example holds
 * VNet flow logs.
 */
final class Traffic {
  private static final Duration PERIOD = Duration.ofHours(3);
  private static final Instant FIRST = World.START.plus(Duration.ofHours(1));
  private static final Instant SCAN = Instant.parse("2026-11-03T02:13:07.310Z");
  private static final Instant LOGGED_BY_AZURE_AFTER_REUSE = Instant.parse("2026-11-02T10:00:00Z");

  private final List<Conversation> conversations = new ArrayList<>();

  private Traffic() {}

  /** All conversations, in order of time. */
  static List<Conversation> all() {
    Traffic traffic = new Traffic();
    int index = 0;
    for (TrueEdge edge : Truth.edges()) {
      traffic.talk(edge, index++);
    }
    for (TrueEdge edge : Truth.systemEdges()) {
      traffic.talk(edge, index++);
    }
    traffic.probes();
    traffic.scan();
    traffic.attemptsThatAzureStops();
    Collections.sort(traffic.conversations);
    return List.copyOf(traffic.conversations);
  }

  private void talk(TrueEdge edge, int index) {
    if (edge.client().equals(World.NIGHTLY_REPORT.title())) {
      talkDuringJobs(edge, index);
      return;
    }
    int turn = 0;
    for (Instant step = FIRST; step.isBefore(World.END); step = step.plus(PERIOD)) {
      for (int burst = 0; burst < burst(edge); burst++) {
        Instant at = step.plusMillis((index * 83L % 53) * 60_000 + burst * 21_300L + index * 137L);
        add(edge, turn++, at);
      }
    }
  }

  private void talkDuringJobs(TrueEdge edge, int index) {
    int turn = 0;
    for (ExamplePod pod : World.CLUSTER.podsOf(World.NIGHTLY_REPORT)) {
      for (int k = 0; k < 3; k++) {
        add(edge, turn++, pod.start().plusMillis(45_000L + k * 90_000L + index * 1_370L));
      }
    }
  }

  private static int burst(TrueEdge edge) {
    return switch (edge.client()) {
      case "internet" -> 4;
      case "shop/frontend" -> edge.protocol() == 6 ? 2 : 1;
      default -> edge.server().equals("card-network") ? 2 : 1;
    };
  }

  private void add(TrueEdge edge, int turn, Instant at) {
    List<End> clients = ends(edge.client(), at);
    List<End> servers = ends(edge.server(), at);
    End client = clients.get(turn % clients.size());
    List<End> others = servers.stream().filter(s -> !s.equals(client)).toList();
    End server = others.get(turn / clients.size() % others.size());
    boolean stopped =
        edge.server().equals(World.LEDGER.title()) && !at.isBefore(World.LEDGER_POLICY);
    Fate fate = stopped ? Fate.DENIED_BY_POLICY : Fate.ANSWERED;
    add(at, client, server, edge.protocol(), edge.port(), fate);
  }

  private static List<End> ends(String name, Instant at) {
    if (name.equals(Truth.NODES)) {
      return World.NODES.stream().map(End::of).toList();
    }
    return World.workload(name)
        .map(w -> World.CLUSTER.podsOf(w, at).stream().map(End::of).toList())
        .orElseGet(() -> Outside.named(name));
  }

  private void add(Instant at, End client, End server, int protocol, int serverPort, Fate fate) {
    int number = conversations.size();
    int clientPort = 32_768 + (int) (number * 7_919L % 28_000);
    conversations.add(
        new Conversation(number, at, client, server, protocol, clientPort, serverPort, fate));
  }

  /** The kubelets' probes; some in every hour, so that no hour is without a record. */
  private void probes() {
    int index = 0;
    for (ExamplePod pod : World.CLUSTER.pods()) {
      index++;
      if (pod.workload().probePort() == 0) {
        continue;
      }
      Instant first = World.START.plus(Duration.ofHours(index % 6));
      for (Instant at = first; at.isBefore(World.END); at = at.plus(PERIOD.multipliedBy(2))) {
        Instant probed = at.plusMillis(1_000L + index * 9_700L);
        if (pod.aliveAt(probed)) {
          End kubelet = End.of(pod.node());
          add(probed, kubelet, End.of(pod), 6, pod.workload().probePort(), Fate.ANSWERED);
        }
      }
    }
  }

  /** The compromised bare pod tries the first pod of every workload on well-known ports. */
  private void scan() {
    Instant at = SCAN;
    ExamplePod scanner = World.CLUSTER.podsOf(World.DEBUG_SHELL).get(0);
    for (ExampleWorkload target : World.WORKLOADS) {
      List<ExamplePod> targets = World.CLUSTER.podsOf(target, SCAN);
      if (target.hostNetwork() || target.equals(World.DEBUG_SHELL) || targets.isEmpty()) {
        continue;
      }
      for (int port : Truth.SCANNED_PORTS) {
        add(at, End.of(scanner), End.of(targets.get(0)), 6, port, Fate.SILENT);
        at = at.plusMillis(40);
      }
    }
  }

  private void attemptsThatAzureStops() {
    for (ExamplePod pod : World.CLUSTER.podsOf(World.ORDERS_DB)) {
      End target = End.of(pod);
      Instant at = LOGGED_BY_AZURE_AFTER_REUSE.plusSeconds(1_711 + pod.node().index() * 7L);
      add(at, End.of(World.OPERATIONS_HOST), target, 6, 22, Fate.DENIED_BY_NETWORK);
    }
  }
}
