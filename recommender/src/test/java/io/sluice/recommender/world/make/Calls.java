package io.sluice.recommender.world.make;

import io.sluice.recommender.world.Attempt.Fate;
import io.sluice.recommender.world.Attempt.Frontend;
import io.sluice.recommender.world.Attempt.Purpose;
import io.sluice.recommender.world.Spot;
import io.sluice.recommender.world.WorldNode;
import io.sluice.recommender.world.WorldOptions;
import io.sluice.recommender.world.WorldPod;
import io.sluice.recommender.world.WorldPort;
import io.sluice.recommender.world.WorldService;
import io.sluice.recommender.world.WorldWorkload;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Lets what is needed happen, at times of its own. */
final class Calls {
  private static final Duration WEEK = Duration.ofDays(7);

  private final Blueprint plan;
  private final List<WorldNode> nodes;
  private final Running running;
  private final History history;

  Calls(Blueprint plan, List<WorldNode> nodes, Running running, History history) {
    this.plan = plan;
    this.nodes = nodes;
    this.running = running;
    this.history = history;
  }

  void makeAll() {
    for (int i = 0; i < plan.relations.size(); i++) {
      Relation relation = plan.relations.get(i);
      Draw draw = new Draw(plan.options.seed(), "calls " + i);
      if (relation.rate() == Relation.Rate.NEVER) {
        continue;
      }
      if (relation.client().isEmpty()) {
        fromInternet(draw, relation);
      } else if (relation.client().get().runsJobs()) {
        ofJobs(draw, relation, relation.client().get());
      } else {
        ofServers(draw, relation, relation.client().get());
      }
    }
    probes(new Draw(plan.options.seed(), "probes"));
  }

  private void ofJobs(Draw draw, Relation relation, WorldWorkload client) {
    for (WorldPod pod : running.all(client)) {
      long life = Duration.between(pod.start(), pod.end()).toMillis();
      for (int i = 0; i < draw.between(1, 2); i++) {
        Instant at = pod.start().plusMillis((long) (life * (0.1 + 0.8 * draw.fraction())));
        call(draw, relation, pod, at);
      }
    }
  }

  private void ofServers(Draw draw, Relation relation, WorldWorkload client) {
    for (int i = 0; i < count(draw, relation); i++) {
      Instant at = time(draw);
      List<WorldPod> clients = running.at(client, at);
      if (!clients.isEmpty()) {
        call(draw, relation, draw.pick(clients), at);
      }
    }
  }

  /** Shorter windows hold fewer calls, but not in proportion: something must happen. */
  private int count(Draw draw, Relation relation) {
    double share = Math.sqrt((double) plan.options.window().toMillis() / WEEK.toMillis());
    int drawn = relation.rate().draw(draw);
    return drawn == 0 ? 0 : (int) Math.max(1, Math.round(drawn * share));
  }

  private Instant time(Draw draw) {
    long millis = plan.options.window().toMillis();
    return WorldOptions.START.plusMillis((long) (millis * (0.001 + 0.998 * draw.fraction())));
  }

  private void call(Draw draw, Relation relation, WorldPod client, Instant at) {
    Spot from = new Spot.OfPod(client);
    int protocol = relation.protocol();
    if (relation.callee() instanceof Callee.Addresses of) {
      Spot to = new Spot.OfAddress(draw.pick(of.addresses()));
      history.add(at, from, to, protocol, of.port(), Fate.ANSWERED, Purpose.NEED);
    } else if (relation.callee() instanceof Callee.Nodes of) {
      Spot to = new Spot.OfNode(draw.pick(nodes));
      history.add(at, from, to, protocol, of.port(), Fate.ANSWERED, Purpose.NEED);
    } else {
      List<Backend> backends = backends(relation.callee(), at);
      backends.removeIf(b -> b.pod.equals(client));
      if (!backends.isEmpty()) {
        Backend to = draw.pick(backends);
        history.add(
            plan.options.dualStack() && draw.chance(0.3),
            at,
            from,
            new Spot.OfPod(to.pod),
            protocol,
            to.port.number(),
            Fate.ANSWERED,
            Purpose.NEED);
      }
    }
  }

  private record Backend(WorldPod pod, WorldPort port) {}

  private List<Backend> backends(Callee callee, Instant at) {
    List<Backend> backends = new ArrayList<>();
    if (callee instanceof Callee.Pods of) {
      running.at(of.workload(), at).forEach(p -> backends.add(new Backend(p, of.port())));
    } else if (callee instanceof Callee.BehindService of) {
      for (WorldWorkload workload : plan.behind(of.service())) {
        Optional<WorldPort> port = of.port().of(workload);
        port.ifPresent(
            number -> running.at(workload, at).forEach(p -> backends.add(new Backend(p, number))));
      }
    }
    return backends;
  }

  /** With Local the pod sees the client; else a node in between, unless it is the pod's own. */
  private void fromInternet(Draw draw, Relation relation) {
    Callee.BehindService of = (Callee.BehindService) relation.callee();
    WorldService service = of.service();
    for (int i = 0; i < count(draw, relation); i++) {
      Instant at = time(draw);
      List<Backend> backends = backends(of, at);
      if (backends.isEmpty()) {
        continue;
      }
      Backend to = draw.pick(backends);
      String client = "198.51.100." + draw.between(1, 250);
      WorldNode entry = service.localTraffic() ? to.pod.node() : draw.pick(nodes);
      Frontend frontend =
          new Frontend(client, service.publicAddress().orElseThrow(), of.port().port(), entry);
      Spot from = entry.equals(to.pod.node()) ? new Spot.OfAddress(client) : new Spot.OfNode(entry);
      history.add(at, from, new Spot.OfPod(to.pod), to.port.number(), frontend);
    }
  }

  /** The kubelet asks now and then. */
  private void probes(Draw draw) {
    for (WorldWorkload workload : plan.workloads) {
      for (WorldPod pod : workload.hostNetwork() ? List.<WorldPod>of() : running.all(workload)) {
        if (!workload.ports().isEmpty() && workload.ports().get(0).protocol().equals("TCP")) {
          probe(draw, pod, workload.ports().get(0).number());
        }
      }
    }
  }

  private void probe(Draw draw, WorldPod pod, int port) {
    for (int i = 0; i < 3; i++) {
      Instant at = time(draw);
      if (running.at(pod.workload(), at).contains(pod)) {
        Spot kubelet = new Spot.OfNode(pod.node());
        history.add(at, kubelet, new Spot.OfPod(pod), 6, port, Fate.ANSWERED, Purpose.PROBE);
      }
    }
  }
}
