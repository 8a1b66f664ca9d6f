package io.sluice.recommender.world.make;

import io.sluice.recommender.world.Attempt.Fate;
import io.sluice.recommender.world.Attempt.Purpose;
import io.sluice.recommender.world.Spot;
import io.sluice.recommender.world.WorldNode;
import io.sluice.recommender.world.WorldOptions;
import io.sluice.recommender.world.WorldPod;
import io.sluice.recommender.world.WorldWorkload;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Looks for open ports: from a pod, from a machine in the network, from the internet. */
final class Intruders {
  /** A machine of the virtual network that nobody knows. */
  private static final String MACHINE = "10.224.8.66";

  private static final List<Integer> PORTS =
      List.of(
          21, 22, 23, 25, 110, 111, 135, 139, 143, 445, 587, 993, 1433, 1521, 2375, 3306, 3389,
          5432, 5900, 6379, 8080, 9200, 11211, 27017);

  private final Blueprint plan;
  private final List<WorldNode> nodes;
  private final Running running;
  private final History history;
  private final Set<WorldWorkload> guarded;
  private final Draw draw;

  Intruders(
      Blueprint plan,
      List<WorldNode> nodes,
      Running running,
      History history,
      Set<WorldWorkload> guarded) {
    this.plan = plan;
    this.nodes = nodes;
    this.running = running;
    this.history = history;
    this.guarded = guarded;
    this.draw = new Draw(plan.options.seed(), "intruders");
  }

  void intrude() {
    for (WorldWorkload scanner : plan.scanners) {
      Instant begin = begin();
      for (WorldPod pod : running.at(scanner, begin)) {
        scan(new Spot.OfPod(pod), begin);
      }
    }
    if (plan.options.network() == WorldOptions.Network.POD_SUBNET) {
      scan(new Spot.OfAddress(MACHINE), begin());
    }
    fromTheInternet();
  }

  private Instant begin() {
    long millis = plan.options.window().toMillis();
    return WorldOptions.START.plusMillis((long) (millis * (0.1 + 0.5 * draw.fraction())));
  }

  /** Every workload of some namespaces, on well-known ports; what listens there answers. */
  private void scan(Spot scanner, Instant begin) {
    Instant at = begin;
    for (WorldWorkload target : plan.workloads) {
      if (target.hostNetwork() || guarded.contains(target) || !draw.chance(0.3)) {
        continue;
      }
      for (WorldPod pod : running.at(target, at).stream().limit(1).toList()) {
        for (int port : PORTS) {
          if (draw.chance(0.35) && !scanner.asPod().equals(Optional.of(pod))) {
            at = at.plusMillis(draw.between(40, 400));
            knock(scanner, pod, port, at);
          }
        }
      }
    }
  }

  private void knock(Spot scanner, WorldPod pod, int port, Instant at) {
    boolean open =
        pod.workload().ports().stream()
            .anyMatch(p -> p.number() == port && p.protocol().equals("TCP"));
    Fate fate = open ? Fate.ANSWERED : draw.chance(0.7) ? Fate.REFUSED : Fate.SILENT;
    history.add(at, scanner, new Spot.OfPod(pod), 6, port, fate, Purpose.SCAN);
  }

  /** Nodes are asked all the time, and the network's own rules stop it. */
  private void fromTheInternet() {
    for (int i = 0; i < 60; i++) {
      Instant at = begin().plusSeconds(i);
      Spot client = new Spot.OfAddress("203.0.113." + draw.between(200, 250));
      Spot node = new Spot.OfNode(draw.pick(nodes));
      history.add(at, client, node, 6, draw.pick(PORTS), Fate.FILTERED, Purpose.SCAN);
    }
    Spot client = new Spot.OfAddress("203.0.113.251");
    Instant at = begin();
    for (WorldWorkload target : plan.workloads) {
      if (target.namespace().equals(Infrastructure.INGRESS)) {
        for (WorldPod pod : running.at(target, at)) {
          for (int port : PORTS) {
            Instant when = at.plusMillis(port);
            history.add(when, client, new Spot.OfPod(pod), 6, port, Fate.SILENT, Purpose.SCAN);
          }
        }
      }
    }
  }
}
