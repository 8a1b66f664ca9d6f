package io.sluice.recommender.world.score;

import io.sluice.analyzer.cluster.Pod;
import io.sluice.analyzer.policy.Cidr;
import io.sluice.analyzer.policy.Direction;
import io.sluice.ingest.IpAddress;
import io.sluice.recommender.world.TrueEdge;
import io.sluice.recommender.world.TrueParty;
import io.sluice.recommender.world.World;
import io.sluice.recommender.world.WorldService;
import io.sluice.recommender.world.WorldWorkload;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Directions of pods with traffic that no policy isolates, and whether one could. */
final class OpenPods {
  private final Scene scene;
  private final Set<TrueEdge> seen;
  private final Kin kin;
  private final Handovers handovers;
  private long podDirections;

  OpenPods(Scene scene, Set<TrueEdge> seen) {
    this.scene = scene;
    this.seen = seen;
    this.kin = new Kin(scene.world);
    this.handovers = new Handovers(scene.world, scene.log);
  }

  long podDirections() {
    return podDirections;
  }

  List<Case> cases() {
    List<Case> cases = new ArrayList<>();
    for (WorldWorkload workload : scene.world.workloads()) {
      List<Pod> pods = scene.live(workload);
      if (workload.system() || workload.hostNetwork() || pods.isEmpty() || !hasTraffic(workload)) {
        continue;
      }
      for (Direction direction : Direction.values()) {
        podDirections += pods.size();
        long open =
            pods.stream().filter(p -> scene.evaluator.isolating(p, direction).isEmpty()).count();
        if (open > 0) {
          cases.add(open(workload, direction, open));
        }
      }
    }
    return cases;
  }

  private boolean hasTraffic(WorldWorkload workload) {
    TrueParty party = new TrueParty.OfWorkload(workload);
    return seen.stream().anyMatch(e -> e.client().equals(party) || e.server().equals(party));
  }

  private Case open(WorldWorkload workload, Direction direction, long pods) {
    String title = workload.title() + " " + direction.word();
    String said =
        scene.reasons.getOrDefault(title, scene.reasons.getOrDefault(workload.title(), ""));
    String what = title + " [" + said + "]";
    Optional<String> need =
        kin.of(workload).stream().flatMap(w -> need(w, direction).stream()).findFirst();
    return need.map(why -> new Case(Measure.LEFT_OPEN_OF_NEED, pods, what + ": " + why))
        .orElseGet(() -> new Case(Measure.LEFT_OPEN, pods, what));
  }

  /** Why no policy could isolate a direction without denying what was seen. */
  private Optional<String> need(WorldWorkload workload, Direction direction) {
    if (workload.labels().isEmpty()) {
      return Optional.of("no labels");
    }
    TrueParty own = new TrueParty.OfWorkload(workload);
    if (seen.stream().noneMatch(e -> isSpeakable(e, own))) {
      return Optional.of("none of its edges can be said");
    }
    if (direction == Direction.EGRESS && asksAResolverThatNobodyCanName(own)) {
      return Optional.of("the node's resolver, seen or not: a closed egress would cut DNS");
    }
    return seen.stream()
        .filter(e -> (direction == Direction.EGRESS ? e.client() : e.server()).equals(own))
        .flatMap(e -> unspeakable(e, direction).stream())
        .findFirst();
  }

  private boolean asksAResolverThatNobodyCanName(TrueParty own) {
    return !scene.evaluator.engine().ipBlockMatchesNodes()
        && scene.world.edges().stream()
            .anyMatch(
                e ->
                    e.client().equals(own)
                        && e.server().equals(new TrueParty.OfAddress(World.NODE_RESOLVER)));
  }

  /** Whether an edge of a workload can be evidence for a policy of it. */
  private boolean isSpeakable(TrueEdge edge, TrueParty own) {
    return (edge.client().equals(own) && unspeakable(edge, Direction.EGRESS).isEmpty())
        || (edge.server().equals(own) && unspeakable(edge, Direction.INGRESS).isEmpty());
  }

  private Optional<String> unspeakable(TrueEdge edge, Direction direction) {
    TrueParty peer = direction == Direction.EGRESS ? edge.server() : edge.client();
    boolean nodes = scene.evaluator.engine().ipBlockMatchesNodes();
    if (handovers.hide(edge)) {
      return Optional.of("seen only while an address changed hands, " + edge);
    }
    if (peer instanceof TrueParty.OfWorkload of) {
      return of.workload().labels().isEmpty()
          ? Optional.of("peer without labels, " + edge)
          : Optional.empty();
    }
    if (peer instanceof TrueParty.OfNode) {
      return nodes ? Optional.empty() : Optional.of("a node cannot be named, " + edge);
    }
    String address = ((TrueParty.OfAddress) peer).address();
    if (address.equals(World.NODE_RESOLVER)) {
      return nodes ? Optional.empty() : Optional.of("the node's resolver, " + edge);
    }
    if (IpAddress.parse(address).orElseThrow().isPrivate() && !isNamed(address)) {
      return Optional.of("a private address that nobody named, " + edge);
    }
    return direction == Direction.INGRESS && !isDeclared(edge)
        ? Optional.of("an undeclared client, " + edge)
        : Optional.empty();
  }

  private boolean isNamed(String address) {
    IpAddress ip = IpAddress.parse(address).orElseThrow();
    return scene.world.groups().values().stream()
        .flatMap(List::stream)
        .anyMatch(range -> Cidr.parse(range).orElseThrow().contains(ip));
  }

  /** Whether a public Service leads to the port that the edge goes to. */
  private boolean isDeclared(TrueEdge edge) {
    WorldWorkload server = ((TrueParty.OfWorkload) edge.server()).workload();
    return scene.world.services().stream()
        .filter(s -> s.publicAddress().isPresent() && s.selects(server))
        .map(WorldService::ports)
        .flatMap(List::stream)
        .flatMap(p -> p.of(server).stream())
        .anyMatch(p -> p.number() == edge.port());
  }
}
