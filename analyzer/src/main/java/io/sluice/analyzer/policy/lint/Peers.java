package io.sluice.analyzer.policy.lint;

import io.sluice.analyzer.policy.Direction;
import io.sluice.analyzer.policy.LabelSelector;
import io.sluice.analyzer.policy.NetworkPolicy;
import io.sluice.analyzer.policy.PolicyPeer;
import io.sluice.analyzer.policy.RuleRef;
import io.sluice.analyzer.policy.lint.known.KnownCluster;
import io.sluice.analyzer.policy.lint.known.KnownCluster.Match;
import io.sluice.analyzer.policy.lint.known.PodGroup;
import java.util.ArrayList;
import java.util.List;

/** The peers of a rule: their names for people, and the known pods that they select. */
final class Peers {
  private Peers() {}

  /** {@code from[1]} or {@code to[1]}. */
  static String name(RuleRef ref, int index) {
    return (ref.direction() == Direction.INGRESS ? "from[" : "to[") + index + "]";
  }

  /** Pods of the policy's namespace that it applies to. */
  static List<PodGroup> subjects(NetworkPolicy policy, KnownCluster cluster) {
    return cluster.groupsIn(policy.namespace()).stream()
        .filter(group -> !group.hostNetwork() && policy.podSelector().matches(group.labels()))
        .toList();
  }

  /** Known pods that a peer certainly selects; none of an ipBlock. */
  static List<PodGroup> selected(PolicyPeer peer, String ownNamespace, KnownCluster cluster) {
    List<PodGroup> selected = new ArrayList<>();
    if (peer instanceof PolicyPeer.Pods pods) {
      List<PodGroup> groups =
          pods.namespaces()
              .map(selector -> cluster.groupsIn(cluster.namespaces(selector, Match.YES)))
              .orElseGet(() -> cluster.groupsIn(ownNamespace));
      LabelSelector selector = pods.pods().orElse(LabelSelector.EVERYTHING);
      groups.stream()
          .filter(group -> !group.hostNetwork() && selector.matches(group.labels()))
          .forEach(selected::add);
    }
    return selected;
  }
}
