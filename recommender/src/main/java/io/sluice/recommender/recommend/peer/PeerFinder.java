package io.sluice.recommender.recommend.peer;

import io.sluice.analyzer.cluster.Node;
import io.sluice.analyzer.cluster.Party;
import io.sluice.analyzer.cluster.Pod;
import io.sluice.analyzer.cluster.UnknownReason;
import io.sluice.analyzer.cluster.Workload;
import io.sluice.analyzer.edge.Edge;
import io.sluice.analyzer.policy.Direction;
import io.sluice.analyzer.policy.PolicyPeer;
import io.sluice.recommender.recommend.Standing;
import io.sluice.recommender.recommend.evidence.EdgeFacts;
import io.sluice.recommender.recommend.evidence.Reasons;
import io.sluice.recommender.recommend.situation.Situation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.roaringbitmap.RoaringBitmap;

/**
 * Says how a rule of one end names the other end, or why it cannot. The judge of evidence and the
 * builder of rules both ask here, so that an edge is evidence exactly where a rule follows from it.
 */
public final class PeerFinder {
  private final Situation situation;
  private final PeerNames names;
  private final NodePeers nodes;
  private final ExternalPeers externals;

  public PeerFinder(Situation situation, PeerNames names) {
    this.situation = situation;
    this.names = names;
    this.nodes = new NodePeers(situation);
    this.externals = new ExternalPeers(situation);
  }

  /** The peers of an edge for the policy of the workload at its other end. */
  public PeerAnswer find(Edge edge, Direction direction) {
    if (!(EdgeFacts.subject(edge, direction) instanceof Workload subject)) {
      throw new IllegalArgumentException("only workloads have rules");
    }
    if (EdgeFacts.protocol(edge).filter(situation.limits()::protocol).isEmpty()) {
      return blocked(Reasons.notExpressible("this engine drops policies with this protocol"));
    }
    Party peer = EdgeFacts.peer(edge, direction);
    if (peer instanceof Workload workload) {
      return workload(edge, direction, subject, workload);
    }
    if (peer instanceof Party.Node node) {
      PeerAnswer any =
          nodes.any(situation.inventory().node(node.cluster(), node.name()).stream().toList());
      return direction == Direction.INGRESS ? externals.withClients(edge, any) : any;
    }
    Optional<Opening> accepted = accepted(edge, direction);
    if (accepted.isPresent()) {
      return new PeerAnswer.Named(List.of(accepted.get()));
    }
    if (peer instanceof Party.UnresolvedService) {
      return blocked(Reasons.UNRESOLVED_SERVICE);
    }
    if (peer instanceof Party.Unknown unknown && !nameable(unknown, edge, direction)) {
      return blocked(Reasons.unknownPeer(unknown.reason()));
    }
    return direction == Direction.EGRESS ? externals.servers(edge) : externals.clients(edge);
  }

  /** The range of an acceptance, where the peer is known by its address. */
  private Optional<Opening> accepted(Edge edge, Direction direction) {
    return situation
        .options()
        .decisions()
        .accepting(edge)
        .flatMap(
            decision ->
                decision
                    .peerRange(direction)
                    .filter(range -> situation.limits().family(range.base()))
                    .map(
                        range ->
                            Opening.observed(
                                new PolicyPeer.IpBlock(range, List.of()),
                                "accepted: " + decision.sponsor().words())));
  }

  /** An address that nobody in the cluster has may be named by the operator, or be a resolver. */
  private boolean nameable(Party.Unknown unknown, Edge edge, Direction direction) {
    return unknown.reason() == UnknownReason.UNMAPPED_ADDRESS
        && !edge.addresses().isEmpty()
        && externals.areNamed(edge, direction);
  }

  private PeerAnswer workload(Edge edge, Direction direction, Workload subject, Workload peer) {
    if (!peer.cluster().equals(subject.cluster())) {
      return blocked(Reasons.OTHER_CLUSTER);
    }
    RoaringBitmap pods = pods(edge, direction, peer);
    List<Pod> onHost = situation.roster().onHost(pods);
    List<Opening> openings = new ArrayList<>();
    if (onHost.size() < pods.getCardinality() || onHost.isEmpty()) {
      Optional<Opening> named = names.workload(peer, subject.namespace());
      if (named.isEmpty()) {
        return blocked(Reasons.WITHOUT_LABELS);
      }
      openings.add(named.get());
    }
    SortedMap<String, Node> hosts = new TreeMap<>();
    for (Pod pod : onHost) {
      Optional<Node> node = situation.nodeOf(pod);
      if (node.isEmpty()) {
        return blocked(Reasons.UNKNOWN_NODE);
      }
      hosts.put(node.get().name(), node.get());
    }
    if (hosts.isEmpty()) {
      return new PeerAnswer.Named(openings);
    }
    PeerAnswer byNode =
        NodePeers.isBound(peer.kind()) ? nodes.only(hosts.values()) : nodes.any(hosts.values());
    if (byNode instanceof PeerAnswer.Named more) {
      openings.addAll(more.openings());
      return new PeerAnswer.Named(openings);
    }
    return byNode;
  }

  private RoaringBitmap pods(Edge edge, Direction direction, Workload peer) {
    RoaringBitmap seen = EdgeFacts.peerPods(edge, direction);
    return seen.isEmpty() ? situation.roster().podsOf(List.of(peer)) : seen;
  }

  private static PeerAnswer blocked(Standing.Reason reason) {
    return new PeerAnswer.Blocked(reason);
  }
}
