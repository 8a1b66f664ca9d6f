package io.sluice.recommender.recommend.evidence;

import io.sluice.analyzer.policy.Direction;
import io.sluice.ingest.Vantage;
import io.sluice.recommender.recommend.situation.PodNetwork;
import java.util.Set;

/**
 * How much of a workload's traffic in one direction its logs can show at all.
 *
 * @param extent all of it, a part, or a part that leaves out a whole class of peers
 * @param what what they cannot show, for people; or ""
 */
record Sight(Extent extent, String what) {
  enum Extent {
    VISIBLE,
    PARTIAL,
    BLIND
  }

  private static final String WITHIN_A_NODE =
      "only VNet or NSG flow logs saw it: traffic between pods of one node never passes the"
          + " network interface";

  private static final String BY_POLICIES =
      "only GKE network policy logs saw it: they show what went through only while a policy selected"
          + " its pods and where allowed connections are logged";

  private static final String WITHOUT_POLICIES =
      "only GKE network policy logs saw it, and no record was made at its own end in this direction:"
          + " where no policy selects its pods, nothing is logged";

  /**
   * The table: logs at the pods' interfaces see everything. Logs at the nodes' interfaces never see
   * what stays within a node; of what leaves the cluster they see the node, wherever the network
   * outside does not know pods, and of what comes in through a node's port as well. Logs of
   * policies at work see nothing but what one of them decided about.
   *
   * @param vantages where those that saw the workload stood
   * @param decided whether a log of policies at work has records of its own in this direction
   */
  static Sight of(Set<Vantage> vantages, PodNetwork network, Direction direction, boolean decided) {
    if (vantages.isEmpty() || vantages.contains(Vantage.POD)) {
      return new Sight(Extent.VISIBLE, "");
    }
    if (!vantages.contains(Vantage.NIC)) {
      return decided
          ? new Sight(Extent.PARTIAL, BY_POLICIES)
          : new Sight(Extent.BLIND, WITHOUT_POLICIES);
    }
    if (direction == Direction.INGRESS) {
      return new Sight(
          Extent.PARTIAL, WITHIN_A_NODE + ", and clients of a node's port show the node");
    }
    return switch (network) {
      case ROUTED ->
          new Sight(
              Extent.PARTIAL,
              WITHIN_A_NODE
                  + ", and where pods share the subnet of nodes, traffic out of the virtual network"
                  + " shows the node");
      case TRANSLATED ->
          new Sight(
              Extent.BLIND,
              WITHIN_A_NODE
                  + ", and on this network (overlay or kubenet) whatever goes to the outside shows"
                  + " the node: no address outside is ever seen");
      case UNKNOWN ->
          new Sight(
              Extent.BLIND,
              WITHIN_A_NODE
                  + ", and without pods' addresses in the snapshot nothing tells whether traffic to"
                  + " the outside shows the node");
    };
  }
}
