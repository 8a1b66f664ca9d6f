package io.sluice.recommender.recommend.propose;

import io.sluice.analyzer.policy.PolicyPeer;
import io.sluice.analyzer.policy.PolicyPort;
import io.sluice.recommender.recommend.JudgedEdge;
import io.sluice.recommender.recommend.evidence.EdgeFacts;
import io.sluice.recommender.recommend.peer.Opening;
import io.sluice.recommender.recommend.ports.PortRange;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** The peers that one direction of a policy opens to, on which ports and why. */
final class OpenPeers {
  private final TreeMap<PolicyPeer, SortedMap<PolicyPort, Grounds>> peers = new TreeMap<>();

  /** Peers that are open on the same ports, sorted: what becomes a rule. */
  record Bundle(List<PolicyPort> ports, List<PolicyPeer> peers) {}

  void add(Opening opening, JudgedEdge edge) {
    SortedMap<PolicyPort, Grounds> ports = of(opening.peer());
    for (PolicyPort port : EdgeFacts.ports(edge.edge())) {
      ports.computeIfAbsent(port, p -> new Grounds()).add(opening, edge);
    }
  }

  /** Opens the range that the port of an edge is of. */
  void add(Opening opening, JudgedEdge edge, PortRange range) {
    Grounds grounds = of(opening.peer()).computeIfAbsent(range.ports(), p -> new Grounds());
    grounds.add(opening, edge);
    grounds.note(range);
  }

  /** Lets ranges stand for ports within them and for long runs of ports, of each peer. */
  void joinPorts() {
    peers.values().forEach(PortRuns::join);
  }

  /** Opens what somebody decided, whether or not it was seen. */
  void add(Opening opening, PolicyPort port) {
    of(opening.peer()).computeIfAbsent(port, p -> new Grounds()).add(opening);
  }

  /** Opens what evidence has not opened already; says whether there is nothing else. */
  boolean addByConvention(SortedMap<PolicyPeer, SortedSet<PolicyPort>> more) {
    boolean onlyThese =
        peers.entrySet().stream()
            .allMatch(
                e ->
                    e.getValue().entrySet().stream()
                        .allMatch(
                            at ->
                                at.getValue().isMeshOnly()
                                    || more.getOrDefault(e.getKey(), new TreeSet<>())
                                        .contains(at.getKey())));
    more.forEach(
        (peer, ports) ->
            ports.forEach(port -> of(peer).computeIfAbsent(port, p -> Grounds.byConvention())));
    return onlyThese;
  }

  /** The ports that a peer is open on, with their grounds; may be added to. */
  SortedMap<PolicyPort, Grounds> of(PolicyPeer peer) {
    return peers.computeIfAbsent(peer, p -> new TreeMap<>());
  }

  void removeAll(Collection<? extends PolicyPeer> gone) {
    gone.forEach(peers::remove);
  }

  /** Whether nothing is open but what a mesh needs by itself. */
  boolean isOnlyMesh() {
    return peers.values().stream()
        .flatMap(ports -> ports.values().stream())
        .allMatch(Grounds::isMeshOnly);
  }

  /** How many of the peers are blocks. */
  int ipBlocks() {
    return (int) peers.keySet().stream().filter(PolicyPeer.IpBlock.class::isInstance).count();
  }

  /** The bundles, in an order that depends on nothing but what they hold. */
  List<Bundle> bundles() {
    SortedMap<String, Bundle> byPorts = new TreeMap<>();
    peers.forEach(
        (peer, ports) ->
            byPorts
                .computeIfAbsent(
                    ports.keySet().toString(),
                    text -> new Bundle(new ArrayList<>(ports.keySet()), new ArrayList<>()))
                .peers()
                .add(peer));
    return new ArrayList<>(byPorts.values());
  }
}
