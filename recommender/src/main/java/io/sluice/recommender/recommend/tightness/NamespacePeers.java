package io.sluice.recommender.recommend.tightness;

import io.sluice.analyzer.policy.Direction;
import io.sluice.analyzer.policy.LabelSelector;
import io.sluice.analyzer.policy.NetworkPolicy;
import io.sluice.analyzer.policy.PolicyPeer;
import io.sluice.analyzer.policy.PolicyPort;
import io.sluice.analyzer.policy.PolicyRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Names a namespace in the place of the clients that are most of it: at least two of them, and more
 * than half of its workloads that have pods. Only of clients: a server must not reach a workload of
 * a namespace because it reaches the others.
 */
final class NamespacePeers {
  private final NetworkPolicy policy;
  private final Set<PolicyPeer> fixed;
  private final Widening widening;

  NamespacePeers(NetworkPolicy policy, Set<PolicyPeer> fixed, Widening widening) {
    this.policy = policy;
    this.fixed = fixed;
    this.widening = widening;
  }

  /** Names namespaces in the ingress rules; says which peer each of the former ones became. */
  SortedMap<PolicyPeer, PolicyPeer> apply(OpenRules open) {
    SortedMap<PolicyPeer, PolicyPeer> became = new TreeMap<>();
    for (PolicyRule rule : open.rules()) {
      byNamespace(rule)
          .forEach(
              (namespace, peers) -> {
                PolicyPeer whole = whole(peers.get(0));
                if (peers.size() > 1
                    && widening.isMost(policy, whole, peers)
                    && mayOpen(whole, rule.ports())) {
                  peers.forEach(open::remove);
                  open.open(whole, rule.ports());
                  rule.ports().forEach(p -> widening.open(policy, Direction.INGRESS, whole, p));
                  peers.forEach(peer -> became.put(peer, whole));
                }
              });
    }
    return became;
  }

  private Map<String, List<PolicyPeer>> byNamespace(PolicyRule rule) {
    SortedMap<String, List<PolicyPeer>> found = new TreeMap<>();
    for (PolicyPeer peer : rule.peers()) {
      if (!fixed.contains(peer)) {
        PeerNamespaces.of(policy, peer)
            .ifPresent(ns -> found.computeIfAbsent(ns, n -> new ArrayList<>()).add(peer));
      }
    }
    return found;
  }

  /** The whole namespace of a peer, named as the peer names it. */
  private static PolicyPeer whole(PolicyPeer peer) {
    Optional<LabelSelector> namespaces =
        peer instanceof PolicyPeer.Pods pods ? pods.namespaces() : Optional.empty();
    return namespaces.isPresent()
        ? new PolicyPeer.Pods(namespaces, Optional.empty())
        : new PolicyPeer.Pods(Optional.empty(), Optional.of(LabelSelector.EVERYTHING));
  }

  private boolean mayOpen(PolicyPeer whole, List<PolicyPort> ports) {
    return ports.stream()
        .allMatch(port -> widening.opens(policy, Direction.INGRESS, whole, port).isPresent());
  }
}
