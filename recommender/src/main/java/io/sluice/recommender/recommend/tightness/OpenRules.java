package io.sluice.recommender.recommend.tightness;

import io.sluice.analyzer.policy.PolicyPeer;
import io.sluice.analyzer.policy.PolicyPort;
import io.sluice.analyzer.policy.PolicyRule;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The rules of one direction while they are loosened: peers with their ports. Peers of the same
 * ports are one rule, so joining two rules means giving their peers the ports of both.
 */
final class OpenRules {
  private final TreeMap<PolicyPeer, TreeSet<PolicyPort>> peers = new TreeMap<>();

  OpenRules(Collection<PolicyRule> rules) {
    for (PolicyRule rule : rules) {
      for (PolicyPeer peer : rule.peers()) {
        peers.computeIfAbsent(peer, p -> new TreeSet<>()).addAll(rule.ports());
      }
    }
  }

  /** The ports of a peer, sorted. */
  SortedSet<PolicyPort> ports(PolicyPeer peer) {
    return new TreeSet<>(peers.getOrDefault(peer, new TreeSet<>()));
  }

  /** Gives a peer more ports. */
  void open(PolicyPeer peer, Collection<PolicyPort> ports) {
    peers.computeIfAbsent(peer, p -> new TreeSet<>()).addAll(ports);
  }

  void remove(PolicyPeer peer) {
    peers.remove(peer);
  }

  /** The rules in the order of every proposal: by first peer, then by ports. */
  List<PolicyRule> rules() {
    SortedMap<String, PolicyRule> byPorts = new TreeMap<>();
    peers.forEach(
        (peer, ports) ->
            byPorts.merge(
                ports.toString(),
                new PolicyRule(List.of(peer), List.copyOf(ports)),
                OpenRules::together));
    List<PolicyRule> rules = new ArrayList<>(byPorts.values());
    rules.sort(
        Comparator.comparing((PolicyRule rule) -> rule.peers().get(0))
            .thenComparing(rule -> rule.ports().toString()));
    return rules;
  }

  private static PolicyRule together(PolicyRule one, PolicyRule other) {
    List<PolicyPeer> both = new ArrayList<>(one.peers());
    both.addAll(other.peers());
    return new PolicyRule(both, one.ports());
  }
}
