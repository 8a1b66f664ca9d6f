package io.sluice.recommender.recommend.ports;

import io.sluice.analyzer.cluster.Party;
import io.sluice.analyzer.edge.Edge;
import io.sluice.ingest.IpAddress;
import java.util.Collections;
import java.util.SortedSet;

/**
 * Two ends between which ports are looked at together. Nodes of a cluster are one end: what is
 * reached through one of them is reached through all. Servers outside are one end where they have
 * the same addresses; of clients outside addresses do not matter.
 *
 * @param cluster the cluster
 * @param client who calls
 * @param server who is called
 * @param addresses of a server outside or unknown
 */
record Conversation(String cluster, Party client, Party server, SortedSet<IpAddress> addresses) {
  static Conversation of(Edge edge) {
    Party server = end(edge.key().server());
    boolean outside = server instanceof Party.External || server instanceof Party.Unknown;
    return new Conversation(
        edge.key().cluster(),
        end(edge.key().client()),
        server,
        outside ? edge.addresses() : Collections.emptySortedSet());
  }

  private static Party end(Party party) {
    return party instanceof Party.Node node
        ? new Party.Node(node.cluster(), "", node.own())
        : party;
  }
}
