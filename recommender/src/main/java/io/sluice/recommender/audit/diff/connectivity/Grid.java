package io.sluice.recommender.audit.diff.connectivity;

import io.sluice.analyzer.cluster.Pod;
import io.sluice.analyzer.policy.Direction;
import io.sluice.analyzer.policy.evaluate.Evaluator;
import io.sluice.analyzer.policy.evaluate.Subject;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.IntUnaryOperator;

/**
 * What differs between each two kinds of ends of a cluster, as numbers of {@link Deltas}. One cell
 * is asked once, whatever the number of pods behind it; where neither end's own policies differ it
 * is not asked at all.
 *
 * <p>Peers other than pods are numbered: kinds of addresses, then kinds of nodes as other nodes,
 * then kinds of nodes as the pod's own.
 */
final class Grid {
  /** Two ends that a cell was asked with. */
  record Sample(Subject client, Subject server) {
    static Sample of(Pod client, Pod server) {
      return new Sample(new Subject.OfPod(client), new Subject.OfPod(server));
    }
  }

  private final ClusterEnds ends;
  private final Deltas deltas;
  private final int[][] pods;
  private final int[][][] peers;

  Grid(ClusterEnds ends, Evaluator before, Evaluator after) {
    this.ends = ends;
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

  ClusterEnds ends() {
    return ends;
  }

  Deltas.Delta delta(int number) {
    return deltas.delta(number);
  }

  int kinds() {
    return ends.pods().size();
  }

  /** How many peers other than pods there are. */
  int peers() {
    return firstOwnNode() + ends.nodes().size();
  }

  int firstOtherNode() {
    return ends.addresses().kinds().size();
  }

  int firstOwnNode() {
    return firstOtherNode() + ends.nodes().size();
  }

  /** What differs from one kind of pods to another, for two distinct pods. */
  int pods(int client, int server) {
    return pods[client][server];
  }

  /** What differs between a kind of pods, on its egress or ingress side, and a peer. */
  int peer(Direction direction, int kind, int peer) {
    return peers[direction.ordinal()][kind][peer];
  }

  boolean changed(Direction direction, int kind) {
    return ends.pods().get(kind).changed().contains(direction);
  }

  /** Whether no peer sees two kinds differ in what changed for them. */
  boolean agree(int a, int b) {
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
    return changed(Direction.EGRESS, client) || changed(Direction.INGRESS, server)
        ? deltas.between(sample.get().client, from.egress(), sample.get().server, to.ingress())
        : Deltas.NONE;
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
      return direction == Direction.EGRESS
          ? deltas.between(s.client, own.egress(), s.server, PortCuts.PROTOCOLS)
          : deltas.between(s.client, PortCuts.PROTOCOLS, s.server, own.ingress());
    };
  }

  /** A pod of a kind and such a peer, the pod as client for egress. */
  Optional<Sample> peerSample(Direction direction, int kind, int peer) {
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
