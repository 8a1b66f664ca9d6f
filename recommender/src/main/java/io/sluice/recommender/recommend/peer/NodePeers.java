package io.sluice.recommender.recommend.peer;

import io.sluice.analyzer.cluster.Node;
import io.sluice.analyzer.policy.PolicyPeer;
import io.sluice.ingest.IpAddress;
import io.sluice.recommender.recommend.evidence.Reasons;
import io.sluice.recommender.recommend.named.NamedRange;
import io.sluice.recommender.recommend.named.RangeSet;
import io.sluice.recommender.recommend.situation.Situation;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * How rules name nodes: by the addresses of all nodes of the cluster.
 *
 * <p>What calls from a node, or is called there, is a kubelet, a pod on the node's network, or
 * traffic that a node forwards for a load balancer. All of these move with pods and with the load:
 * a rule for the nodes that happened to be seen breaks at the next roll-out. Only what is bound to
 * its node, such as a static pod, is named by the nodes where it was seen.
 */
final class NodePeers {
  /** Kinds of workloads whose pods stay on the node where they are. */
  private static final Set<String> BOUND = Set.of("Node", "Pod");

  private final Situation situation;

  NodePeers(Situation situation) {
    this.situation = situation;
  }

  static boolean isBound(String kind) {
    return BOUND.contains(kind);
  }

  /** All nodes of the clusters that these are of. */
  PeerAnswer any(Collection<Node> seen) {
    List<Node> all = new ArrayList<>();
    for (Node node : situation.inventory().nodes()) {
      if (seen.stream().anyMatch(s -> s.cluster().equals(node.cluster()))) {
        all.add(node);
      }
    }
    PeerAnswer exact =
        named(seen, all, "all are opened, seen or not, because pods move: nodes come and go");
    return exact instanceof PeerAnswer.Named named ? new PeerAnswer.Named(few(named)) : exact;
  }

  /** The nodes' subnets where their addresses are too many for a rule and subnets are known. */
  private List<Opening> few(PeerAnswer.Named nodes) {
    int most =
        Math.min(situation.settings().maxExternalAddresses(), situation.limits().mostIpBlocks());
    if (nodes.openings().size() <= most) {
      return nodes.openings();
    }
    SortedSet<IpAddress> addresses = new TreeSet<>();
    nodes.openings().forEach(o -> addresses.add(((PolicyPeer.IpBlock) o.peer()).cidr().base()));
    List<NamedRange> subnets =
        situation.ranges().subnetsOf(addresses, situation.nodeBounds().closed());
    return subnets.isEmpty() || subnets.size() > most
        ? nodes.openings()
        : subnets.stream().map(subnet -> subnet(subnet, addresses)).toList();
  }

  private static Opening subnet(NamedRange subnet, SortedSet<IpAddress> nodes) {
    long inside = nodes.stream().filter(subnet.range()::contains).count();
    return Opening.subnet(
        subnet.range(), subnet.title(), RangeSet.size(List.of(subnet.range())), inside);
  }

  /** Only these nodes. */
  PeerAnswer only(Collection<Node> seen) {
    return named(seen, seen, "only nodes that were seen are named: its pods stay where they are");
  }

  private PeerAnswer named(Collection<Node> seen, Collection<Node> opened, String note) {
    if (!situation.options().engine().ipBlockMatchesNodes()) {
      return new PeerAnswer.Blocked(
          Reasons.notExpressible("on this engine no NetworkPolicy can name a node"));
    }
    if (seen.isEmpty() || seen.stream().anyMatch(node -> node.addresses().isEmpty())) {
      return new PeerAnswer.Blocked(Reasons.UNKNOWN_NODE);
    }
    if (!seen.stream().allMatch(this::canName)) {
      return new PeerAnswer.Blocked(Reasons.notExpressible(Reasons.NO_IPV6));
    }
    List<Opening> openings = new ArrayList<>();
    for (Node node : opened) {
      for (IpAddress address : addresses(node)) {
        openings.add(Opening.node(address, "address of node " + node.name() + ": " + note));
      }
    }
    return new PeerAnswer.Named(openings);
  }

  /** Whether the engine can carry out a block for each address of a node. */
  private boolean canName(Node node) {
    return node.addresses().stream().allMatch(situation.limits()::family);
  }

  private SortedSet<IpAddress> addresses(Node node) {
    SortedSet<IpAddress> addresses = new TreeSet<>(node.addresses());
    addresses.removeIf(address -> !situation.limits().family(address));
    return addresses;
  }
}
