package io.sluice.recommender.recommend.replay;

import io.sluice.analyzer.cluster.Party;
import io.sluice.analyzer.cluster.Pod;
import io.sluice.analyzer.cluster.Workload;
import io.sluice.analyzer.edge.Edge;
import io.sluice.analyzer.policy.Direction;
import io.sluice.analyzer.policy.PolicyPeer;
import io.sluice.analyzer.policy.PolicySet;
import io.sluice.analyzer.policy.evaluate.Connection;
import io.sluice.analyzer.policy.evaluate.Subject;
import io.sluice.recommender.recommend.evidence.EdgeFacts;
import io.sluice.recommender.recommend.evidence.RecordedFamilies;
import io.sluice.recommender.recommend.peer.Opening;
import io.sluice.recommender.recommend.peer.PeerAnswer;
import io.sluice.recommender.recommend.peer.PeerFinder;
import io.sluice.recommender.recommend.select.PodClasses;
import io.sluice.recommender.recommend.select.Selection;
import io.sluice.recommender.recommend.situation.Situation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.roaringbitmap.RoaringBitmap;

/**
 * The connections that an edge stands for: each of its ports for every pair of a client pod and a
 * server pod that is there at the end of the window, of the whole workloads and not only of the
 * pods that were seen. Pairs of the same {@link PodClasses class} are asked about once.
 */
public final class EdgeConnections {
  private final Situation situation;
  private final PeerFinder peers;
  private final PodClasses classes;
  private final Map<Workload, List<PodClasses.PodClass>> present = new HashMap<>();

  /** Connections among pods that these policies can tell apart. */
  public EdgeConnections(Situation situation, PeerFinder peers, PolicySet policies) {
    this.situation = situation;
    this.peers = peers;
    this.classes = new PodClasses(situation.roster(), policies);
  }

  /** The connections of an edge, in the families that it was recorded in. */
  public List<RecordedFamilies.Asked> of(Edge edge) {
    List<Pair> clients = ends(edge, Direction.INGRESS);
    List<Pair> servers = ends(edge, Direction.EGRESS);
    List<RecordedFamilies.Asked> connections = new ArrayList<>();
    for (int port : EdgeFacts.portNumbers(edge)) {
      for (Pair client : clients) {
        for (Pair server : servers) {
          connections.addAll(
              RecordedFamilies.questions(edge, connection(edge, client, server, port)));
        }
      }
    }
    return connections;
  }

  /** Two subjects of one class: the second is asked about where both ends are of that class. */
  private record Pair(Subject first, Subject second) {
    private static Pair of(Subject subject) {
      return new Pair(subject, subject);
    }
  }

  private static Connection connection(Edge edge, Pair client, Pair server, int port) {
    Subject from = isOn(client.first(), server.first()) ? client.second() : client.first();
    boolean near = from.equals(server.first()) || isOn(server.first(), from);
    return new Connection(
        from, near ? server.second() : server.first(), edge.key().protocol(), port);
  }

  /** Whether one is a pod on the node that the other is: engines do not filter between the two. */
  private static boolean isOn(Subject one, Subject other) {
    return one instanceof Subject.OfPod pod
        && other instanceof Subject.OfNode node
        && pod.pod().node().equals(node.node().name())
        && pod.pod().cluster().equals(node.node().cluster());
  }

  private List<Pair> ends(Edge edge, Direction direction) {
    Party party = EdgeFacts.peer(edge, direction);
    if (party instanceof Workload workload) {
      return pods(workload, EdgeFacts.peerPods(edge, direction));
    }
    if (party instanceof Party.Node node) {
      return situation.inventory().node(node.cluster(), node.name()).stream()
          .map(n -> Pair.of(new Subject.OfNode(n)))
          .toList();
    }
    if (edge.addresses().isEmpty()) {
      return declared(edge, direction);
    }
    return edge.addresses().stream().map(a -> Pair.of(new Subject.OfAddress(a))).toList();
  }

  private List<Pair> pods(Workload workload, RoaringBitmap seen) {
    List<PodClasses.PodClass> here =
        present.computeIfAbsent(
            workload, w -> classes.of(covered(situation.roster().present(List.of(w)), w)));
    Set<Pair> pairs = new LinkedHashSet<>();
    here.forEach(
        c -> pairs.add(new Pair(new Subject.OfPod(c.first()), new Subject.OfPod(c.second()))));
    for (Pod pod : situation.roster().onHost(seen)) {
      situation.nodeOf(pod).ifPresent(node -> pairs.add(Pair.of(new Subject.OfNode(node))));
    }
    return new ArrayList<>(pairs);
  }

  /** Without pods that are gone and that the selector no longer selects; a proof lists them. */
  private RoaringBitmap covered(RoaringBitmap pods, Workload workload) {
    boolean gone = !situation.roster().anyAlive(List.of(workload));
    return gone && situation.groups().group(workload).selection() instanceof Selection.Proven proven
        ? RoaringBitmap.and(pods, proven.selected())
        : pods;
  }

  /**
   * Clients whose addresses the log leaves out: the first address of each block opened to them,
   * unless the block itself excepts it.
   */
  private List<Pair> declared(Edge edge, Direction direction) {
    List<Pair> pairs = new ArrayList<>();
    if (direction == Direction.INGRESS
        && peers.find(edge, direction) instanceof PeerAnswer.Named named) {
      for (Opening opening : named.openings()) {
        if (opening.peer() instanceof PolicyPeer.IpBlock block
            && block.holds(block.cidr().base())) {
          pairs.add(Pair.of(new Subject.OfAddress(block.cidr().base())));
        }
      }
    }
    return pairs;
  }
}
