package io.sluice.recommender.world.emit;

import io.sluice.recommender.world.Attempt;
import io.sluice.recommender.world.Attempt.Fate;
import io.sluice.recommender.world.Attempt.Frontend;
import io.sluice.recommender.world.Attempt.Purpose;
import io.sluice.recommender.world.Spot;
import io.sluice.recommender.world.World;
import io.sluice.recommender.world.WorldNode;
import io.sluice.recommender.world.WorldOptions;
import io.sluice.recommender.world.WorldOptions.Network;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What passes the network interfaces of the nodes: nothing that stays on a node, and on an overlay
 * the node's address in place of the pod's for whatever leaves the cluster.
 */
final class NicView {
  private static final String PLATFORM_RULE = "PlatformRule";

  private final World world;
  private final List<NicTuple> tuples = new ArrayList<>();

  NicView(World world) {
    this.world = world;
  }

  /** The states of all flows, by time. */
  List<NicTuple> of(List<Attempt> attempts) {
    attempts.forEach(this::report);
    balancerProbes();
    Collections.sort(tuples);
    return tuples;
  }

  /** Whether a pod's own address is seen at both ends that are pods. */
  static boolean shows(World world, Attempt a) {
    if (a.withinNode() || a.fate() == Fate.FILTERED) {
      return false;
    }
    boolean podToPod = a.client().asPod().isPresent() && a.server().asPod().isPresent();
    boolean plain = world.options().network() == Network.POD_SUBNET;
    boolean resolver = a.serverAddress().equals(World.NODE_RESOLVER);
    boolean fromPod = a.client().asPod().isPresent();
    boolean atPod = a.frontend().isEmpty() || a.client() instanceof Spot.OfNode;
    return podToPod || (fromPod ? plain && !resolver : atPod);
  }

  private void report(Attempt a) {
    if (a.fate() == Fate.FILTERED) {
      WorldNode nic = a.server().onNode().orElseThrow();
      add(
          nic,
          a.at(),
          a,
          "UserRule_deny-internet",
          a.clientAddress(),
          a.serverAddress(),
          a.serverPort(),
          false,
          'D',
          0,
          0);
      return;
    }
    a.frontend().ifPresent(frontend -> atFrontend(a, frontend));
    boolean leaves = a.serverAddress().equals(World.NODE_RESOLVER);
    if (a.withinNode() || leaves || isBehindFrontend(a)) {
      return;
    }
    boolean toPod = a.server().asPod().isPresent();
    String client = toPod ? a.clientAddress() : asSeenOutside(a);
    String rule = toPod ? "DefaultRule_AllowVnet" : "DefaultRule_AllowInternet";
    a.client()
        .onNode()
        .ifPresent(
            nic ->
                flow(nic, a, rule + "OutBound", client, a.serverAddress(), a.serverPort(), true));
    a.server()
        .onNode()
        .ifPresent(
            nic ->
                flow(
                    nic,
                    a,
                    "DefaultRule_AllowVnetInBound",
                    client,
                    a.serverAddress(),
                    a.serverPort(),
                    false));
  }

  /** The pod's node took it in itself: there is no second hop. */
  private static boolean isBehindFrontend(Attempt a) {
    return a.frontend().isPresent() && a.client() instanceof Spot.OfAddress;
  }

  private String asSeenOutside(Attempt a) {
    Optional<WorldNode> node = a.client().onNode();
    return world.options().network() == Network.OVERLAY && node.isPresent()
        ? node.get().ip()
        : a.clientAddress();
  }

  private void atFrontend(Attempt a, Frontend frontend) {
    flow(
        frontend.entry(),
        a,
        "UserRule_allow-web",
        frontend.client(),
        frontend.address(),
        frontend.port(),
        false);
  }

  private void flow(
      WorldNode nic, Attempt a, String rule, String client, String server, int port, boolean out) {
    add(nic, a.at(), a, rule, client, server, port, out, 'B', 0, 0);
    int sent = sent(a);
    int received = received(a);
    Instant end = a.at().plusMillis(40 + a.number() * 13L % 900);
    if (a.fate() == Fate.ANSWERED && a.number() % 17 == 0 && lasts(a)) {
      end = a.at().plusSeconds(301);
      add(nic, a.at().plusSeconds(300), a, rule, client, server, port, out, 'C', sent, received);
    }
    if (a.number() % 23 != 0) { // Some ends are in an hour that nobody downloaded.
      add(nic, end, a, rule, client, server, port, out, 'E', sent, received);
    }
  }

  /** Whether both ends are there long enough for a state in between. */
  private static boolean lasts(Attempt a) {
    Instant end = a.at().plusSeconds(305);
    return Stream.of(a.client(), a.server())
        .flatMap(spot -> spot.asPod().stream())
        .allMatch(pod -> pod.aliveAt(end));
  }

  /** A reset answers one packet with one; whoever only looks, resets after the handshake. */
  private static int sent(Attempt a) {
    if (a.fate() == Fate.SILENT || a.fate() == Fate.DENIED) {
      return 1 + a.number() % 3;
    }
    if (a.fate() == Fate.REFUSED || !a.tcp()) {
      return 1;
    }
    return a.purpose() == Purpose.SCAN ? 2 : 5 + a.number() % 9;
  }

  private static int received(Attempt a) {
    if (a.fate() == Fate.SILENT || a.fate() == Fate.DENIED) {
      return 0;
    }
    boolean talked = a.fate() == Fate.ANSWERED && a.tcp() && a.purpose() != Purpose.SCAN;
    return talked ? 4 + a.number() % 7 : 1;
  }

  private void add(
      WorldNode nic,
      Instant at,
      Attempt a,
      String rule,
      String client,
      String server,
      int port,
      boolean out,
      char state,
      int sent,
      int received) {
    tuples.add(
        new NicTuple(
            nic,
            at,
            tuples.size(),
            rule,
            client,
            server,
            a.clientPort(),
            port,
            a.protocol(),
            out,
            state,
            sent,
            received));
  }

  /** The load balancer asks each node, under a rule that no user made. */
  private void balancerProbes() {
    Instant at = WorldOptions.START.plusSeconds(30);
    while (at.isBefore(world.options().split())) {
      for (WorldNode node : world.nodes()) {
        tuples.add(
            new NicTuple(
                node,
                at,
                tuples.size(),
                PLATFORM_RULE,
                World.PLATFORM,
                node.ip(),
                50_111,
                31_080,
                6,
                false,
                'E',
                2,
                2));
      }
      at = at.plusSeconds(3_600);
    }
  }
}
