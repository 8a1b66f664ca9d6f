package io.sluice.recommender.groundtruth.made;

import io.sluice.recommender.world.Attempt;
import io.sluice.recommender.world.Spot;
import io.sluice.recommender.world.WorldNode;
import io.sluice.recommender.world.WorldOptions;
import io.sluice.recommender.world.WorldPod;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * A day of calls: each client pod calls one pod of the server, once an hour while it lives, so that
 * most pairs of pods are never seen. Who calls out asks the resolver first.
 */
public final class Conversations {
  private static final int HOURS = 24;

  private final Placement placement;
  private final List<Attempt> attempts = new ArrayList<>();

  public Conversations(Placement placement) {
    this.placement = placement;
  }

  /** Pods of the workload ask for a name. */
  public Conversations resolving(String title) {
    List<WorldPod> resolvers = placement.of("kube-system/Deployment/coredns");
    call(placement.of(title), resolvers, 17, 53);
    return this;
  }

  /** Pods of the client call pods of the server. */
  public Conversations calling(String client, String server, int protocol, int port) {
    call(placement.of(client), placement.of(server), protocol, port);
    return this;
  }

  private void call(List<WorldPod> clients, List<WorldPod> servers, int protocol, int port) {
    for (int i = 0; i < clients.size(); i++) {
      for (Instant at : times(clients.get(i))) {
        add(at, clients.get(i), servers.get(i % servers.size()), protocol, port);
      }
    }
  }

  private List<Instant> times(WorldPod client) {
    Duration offset = Duration.ofSeconds(5 + attempts.size() % 600);
    return IntStream.range(0, HOURS)
        .mapToObj(hour -> WorldOptions.START.plus(Duration.ofHours(hour)).plus(offset))
        .filter(client::aliveAt)
        .toList();
  }

  private void add(Instant at, WorldPod client, WorldPod server, int protocol, int port) {
    int number = attempts.size();
    attempts.add(
        new Attempt(
            number,
            at,
            spot(client),
            spot(server),
            protocol,
            32_768 + number * 7 % 28_000,
            port,
            false,
            Attempt.Fate.ANSWERED,
            Attempt.Purpose.NEED,
            Optional.empty()));
  }

  /** Logs show pods on the host's network as their node. */
  private static Spot spot(WorldPod pod) {
    WorldNode node = pod.node();
    return pod.workload().hostNetwork() ? new Spot.OfNode(node) : new Spot.OfPod(pod);
  }

  /** All of them, by time. */
  public List<Attempt> all() {
    return attempts.stream()
        .sorted(Comparator.comparing(Attempt::at).thenComparing(Attempt::number))
        .toList();
  }
}
