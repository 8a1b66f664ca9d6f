package io.sluice.recommender.audit.diff.connectivity.kinds;

import io.sluice.analyzer.cluster.Pod;
import io.sluice.analyzer.policy.Direction;
import io.sluice.analyzer.policy.evaluate.Evaluator;
import io.sluice.analyzer.policy.evaluate.Subject;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.IntUnaryOperator;

/**
 * What differs between each two kinds of ends of a cluster, as numbers of {@link Deltas}. One cell
 * is asked once, whatever the number of pods behind it; where neither end's own policies differ it
 * is not asked at all.
 *
 * <p>Peers other than pods are numbered: kinds of addresses, then kinds of nodes as other nodes,
 * then kinds of nodes as the pod's own.
 */
public final class Grid {
  /** Two ends that a cell was asked with. */
  public record Sample(Subject client, Subject server) {
    public static Sample of(Pod client, Pod server) {
      return new Sample(new Subject.OfPod(client), new Subject.OfPod(server));
    }
  }

  private final ClusterEnds ends;
  private final Evaluator before;
  private final Evaluator after;
  private final Deltas deltas;
  private final int[][] pods;
  private final int[][][] peers;
  private final Map<PodSide, Set<Boolean>> shifts = new HashMap<>();
  private final Set<PodSide> untold = new HashSet<>();
  private final Map<PodSide, Set<String>> doubts = new HashMap<>();

  private record PodSide(int kind, Direction direction) {}

  public Grid(ClusterEnds ends, Evaluator before, Evaluator after) {
    this.ends = ends;
    this.before = before;
    this.after = after;
    this.deltas = new Deltas(before, after);
    this.pods = new int[kinds()][kinds()];
    this.peers = new int[Direction.values().length][kinds()][peers()];
    for (int i = 0; i < kinds(); i++) {
      for (int j = 0; j < kinds(); j++) {
        pods[i][j] = askPods(i, j);
      }
      for (Direction direction : Direction.values()) {
        int[] row = peers[direction.ordinal()][i];
        Arrays.setAll(row, askPeer(direction, i));
      }
    }
  }

  public ClusterEnds ends() {
    return ends;
  }

  public Deltas.Delta delta(int number) {
    return deltas.delta(number);
  }

  public int kinds() {
    return ends.pods().size();
  }

  /** How many peers other than pods there are. */
  public int peers() {
    return firstOwnNode() + ends.nodes().size();
  }

  public int firstOtherNode() {
    return ends.addresses().kinds().size();
  }

  public int firstOwnNode() {
    return firstOtherNode() + ends.nodes().size();
  }

  /** What differs from one kind of pods to another, for two distinct pods. */
  public int pods(int client, int server) {
    return pods[client][server];
  }

  /** What differs between a kind of pods, on its egress or ingress side, and a peer. */
  public int peer(Direction direction, int kind, int peer) {
    return peers[direction.ordinal()][kind][peer];
  }

  public boolean changed(Direction direction, int kind) {
    return ends.pods().get(kind).changed().contains(direction);
  }

  /** Whether no peer sees two kinds differ in what changed for them. */
  public boolean agree(int a, int b) {
    for (int other = 0; other < kinds(); other++) {
      if (other != a
          && other != b
          && (pods[a][other] != pods[b][other] || pods[other][a] != pods[other][b])) {
        return false;
      }
    }
    int within = pods[a][b];
    if (pods[b][a] != within || !same(pods[a][a], within) || !same(pods[b][b], within)) {
      return false;
    }
    for (int[][] side : peers) {
      for (int peer = 0; peer < peers(); peer++) {
        if (!same(side[a][peer], side[b][peer])) {
          return false;
        }
      }
    }
    return true;
  }

  private static boolean same(int a, int b) {
    return a == b || a == Deltas.NO_CONNECTION || b == Deltas.NO_CONNECTION;
  }

  private int askPods(int client, int server) {
    PodKind from = ends.pods().get(client);
    PodKind to = ends.pods().get(server);
    Optional<Sample> sample = sample(client, server);
    if (sample.isEmpty()) {
      return Deltas.NO_CONNECTION;
    }
    if (!changed(Direction.EGRESS, client) && !changed(Direction.INGRESS, server)) {
      return Deltas.NONE;
    }
    Deltas.Found found =
        deltas.between(sample.get().client, from.egress(), sample.get().server, to.ingress());
    note(found, client, Direction.EGRESS);
    note(found, server, Direction.INGRESS);
    return found.number();
  }

  /** Remembers what was found for one of the two ends. */
  private void note(Deltas.Found found, int kind, Direction direction) {
    PodSide side = new PodSide(kind, direction);
    for (Deltas.Shifted shifted : found.shifts()) {
      if (shifted.direction() == direction) {
        shifts.computeIfAbsent(side, s -> new HashSet<>()).add(shifted.widened());
      }
    }
    for (Deltas.Doubt doubt : found.doubts()) {
      if (doubt.direction() == direction) {
        doubts.computeIfAbsent(side, s -> new HashSet<>()).add(doubt.reason());
      }
    }
    if (found.foreign() && ends.pods().get(kind).foreign().contains(direction)) {
      untold.add(side);
    }
  }

  /** Whether a direction of a kind of pods lets more through, or less, than before. */
  public boolean shifted(Direction direction, int kind, boolean widened) {
    return shifts.getOrDefault(new PodSide(kind, direction), Set.of()).contains(widened);
  }

  /** The policies of other APIs that keep a difference at a kind of pods from being told. */
  public SortedSet<String> untold(Direction direction, int kind) {
    SortedSet<String> policies = new TreeSet<>();
    if (untold.contains(new PodSide(kind, direction))) {
      Pod pod = ends.pods().get(kind).members().get(0);
      policies.addAll(PodKind.touching(pod, direction, before));
      policies.addAll(PodKind.touching(pod, direction, after));
    }
    return policies;
  }

  /** What else keeps a difference at a kind of pods from being told, in words. */
  public Set<String> doubts(Direction direction, int kind) {
    return doubts.getOrDefault(new PodSide(kind, direction), Set.of());
  }

  /** A client and a server of two kinds; none where that would be one pod alone. */
  private Optional<Sample> sample(int client, int server) {
    List<Pod> to = ends.pods().get(server).members();
    int second = client == server ? 1 : 0;
    return to.size() <= second
        ? Optional.empty()
        : Optional.of(Sample.of(ends.pods().get(client).members().get(0), to.get(second)));
  }

  private IntUnaryOperator askPeer(Direction direction, int kind) {
    PodKind own = ends.pods().get(kind);
    return peer -> {
      Optional<Sample> sample = peerSample(direction, kind, peer);
      if (sample.isEmpty()) {
        return Deltas.NO_CONNECTION;
      }
      if (!changed(direction, kind)) {
        return Deltas.NONE;
      }
      Sample s = sample.get();
      boolean egress = direction == Direction.EGRESS;
      Deltas.Found found =
          deltas.between(
              s.client,
              egress ? own.egress() : PortCuts.PROTOCOLS,
              s.server,
              egress ? PortCuts.PROTOCOLS : own.ingress());
      note(found, kind, direction);
      return found.number();
    };
  }

  /** A pod of a kind and such a peer, the pod as client for egress. */
  public Optional<Sample> peerSample(Direction direction, int kind, int peer) {
    List<Pod> members = ends.pods().get(kind).members();
    if (peer < firstOtherNode()) {
      Subject address = new Subject.OfAddress(ends.addresses().kinds().get(peer).sample());
      return Optional.of(oriented(direction, members.get(0), address));
    }
    boolean own = peer >= firstOwnNode();
    NodeKind nodes = ends.nodes().get(peer - (own ? firstOwnNode() : firstOtherNode()));
    for (Pod pod : members) {
      for (NodeKind.Member node : nodes.members()) {
        if (node.name().equals(pod.node()) == own) {
          return Optional.of(oriented(direction, pod, node.subject()));
        }
      }
    }
    return Optional.empty();
  }

  private static Sample oriented(Direction direction, Pod pod, Subject peer) {
    Subject own = new Subject.OfPod(pod);
    return direction == Direction.EGRESS ? new Sample(own, peer) : new Sample(peer, own);
  }
}
