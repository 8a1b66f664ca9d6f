package io.sluice.recommender.world.score;

import io.sluice.analyzer.cluster.Pod;
import io.sluice.analyzer.policy.Direction;
import io.sluice.analyzer.policy.NetworkPolicy;
import io.sluice.analyzer.policy.PolicyPort;
import io.sluice.analyzer.policy.PolicyRule;
import io.sluice.analyzer.policy.RuleRef;
import io.sluice.analyzer.policy.evaluate.Connection;
import io.sluice.analyzer.policy.evaluate.Subject;
import io.sluice.analyzer.policy.evaluate.Verdict;
import io.sluice.recommender.world.TrueEdge;
import io.sluice.recommender.world.TrueParty;
import io.sluice.recommender.world.WorldPort;
import io.sluice.recommender.world.WorldWorkload;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Counts (pod, pod, port) that are allowed and that nobody needs. Pods of one workload with the
 * same labels are alike: one pair of them is asked about and counts for all.
 */
final class Excess {
  private final Scene scene;
  private final Kin kin;
  private final Set<Triple> needed = new HashSet<>();
  private long truthTriples;

  private record Triple(WorldWorkload client, WorldWorkload server, int protocol, int port) {}

  private record Port(int protocol, int number) implements Comparable<Port> {
    @Override
    public int compareTo(Port other) {
      int byProtocol = Integer.compare(protocol, other.protocol);
      return byProtocol != 0 ? byProtocol : Integer.compare(number, other.number);
    }
  }

  /** Live pods of a workload that policies cannot tell apart, and the ports of their rules. */
  private record Side(
      WorldWorkload workload,
      List<Pod> pods,
      boolean egress,
      boolean ingress,
      SortedSet<Port> out,
      SortedSet<Port> in) {}

  Excess(Scene scene) {
    this.scene = scene;
    this.kin = new Kin(scene.world);
    for (TrueEdge edge : scene.world.edges()) {
      if (edge.client() instanceof TrueParty.OfWorkload from
          && edge.server() instanceof TrueParty.OfWorkload to) {
        need(from.workload(), to.workload(), edge);
      }
    }
  }

  private void need(WorldWorkload from, WorldWorkload to, TrueEdge edge) {
    long clients = scene.live(from).size();
    long servers = scene.live(to).size();
    truthTriples += from.equals(to) ? clients * (clients - 1) : clients * servers;
    for (WorldWorkload client : kin.of(from)) {
      for (WorldWorkload server : kin.of(to)) {
        needed.add(new Triple(client, server, edge.protocol(), edge.port()));
      }
    }
  }

  long truthTriples() {
    return truthTriples;
  }

  List<Case> cases() {
    List<Side> sides = new ArrayList<>();
    for (WorldWorkload workload : scene.world.workloads()) {
      if (!workload.hostNetwork()) {
        scene.live(workload).stream()
            .collect(Collectors.groupingBy(Pod::labels))
            .values()
            .forEach(pods -> sides.add(side(workload, pods)));
      }
    }
    List<Case> cases = new ArrayList<>();
    for (Side client : sides) {
      for (Side server : sides) {
        if (client.egress || server.ingress) {
          compare(client, server, cases);
        }
      }
    }
    return cases;
  }

  private Side side(WorldWorkload workload, List<Pod> pods) {
    List<NetworkPolicy> out = scene.evaluator.isolating(pods.get(0), Direction.EGRESS);
    List<NetworkPolicy> in = scene.evaluator.isolating(pods.get(0), Direction.INGRESS);
    return new Side(
        workload,
        pods,
        !out.isEmpty(),
        !in.isEmpty(),
        ports(out, Direction.EGRESS),
        ports(in, Direction.INGRESS));
  }

  private static SortedSet<Port> ports(List<NetworkPolicy> policies, Direction direction) {
    SortedSet<Port> ports = new TreeSet<>(List.of(new Port(6, 1)));
    for (NetworkPolicy policy : policies) {
      for (PolicyRule rule : policy.rules(direction)) {
        for (PolicyPort port : rule.ports()) {
          if (port instanceof PolicyPort.Range range) {
            ports.add(new Port(range.protocol().number(), range.from()));
            ports.add(new Port(range.protocol().number(), range.to()));
          }
        }
      }
    }
    return ports;
  }

  private void compare(Side client, Side server, List<Case> cases) {
    boolean same = client.equals(server);
    if (same && client.pods.size() < 2) {
      return;
    }
    long pairs = (long) client.pods.size() * (same ? client.pods.size() - 1 : server.pods.size());
    SortedSet<Port> ports = new TreeSet<>(server.ingress ? server.in : client.out);
    for (WorldPort port : server.workload.ports()) {
      ports.add(new Port(port.protocolNumber(), port.number()));
    }
    ports.addAll(client.egress ? client.out : List.of());
    Subject from = new Subject.OfPod(client.pods.get(0));
    Subject to = new Subject.OfPod(server.pods.get(same ? 1 : 0));
    for (Port port : ports) {
      Triple triple = new Triple(client.workload, server.workload, port.protocol, port.number);
      if (!needed.contains(triple)) {
        ask(new Connection(from, to, port.protocol, port.number), client, server, pairs, cases);
      }
    }
  }

  private void ask(Connection asked, Side client, Side server, long pairs, List<Case> cases) {
    String what =
        client.workload.title()
            + " -> "
            + server.workload.title()
            + ":"
            + asked.port()
            + "/"
            + (asked.protocol() == 17 ? "UDP" : "TCP");
    if (scene.evaluator.allows(asked)) {
      Verdict.Allowed allowed = (Verdict.Allowed) scene.evaluator.evaluate(asked);
      String why =
          ": egress " + allowed.egress().because() + ", ingress " + allowed.ingress().because();
      cases.add(new Case(Measure.EXCESS, pairs, what + why));
    } else {
      oneSided(asked, what, client.egress, Direction.EGRESS, pairs, cases);
      oneSided(asked, what, server.ingress, Direction.INGRESS, pairs, cases);
    }
  }

  private void oneSided(
      Connection asked,
      String what,
      boolean isolated,
      Direction direction,
      long pairs,
      List<Case> cases) {
    List<RuleRef> rules = isolated ? scene.evaluator.admitting(asked, direction) : List.of();
    if (!rules.isEmpty()) {
      cases.add(new Case(Measure.ONE_SIDED_EXCESS, pairs, what + ": " + rules.get(0)));
    }
  }
}
