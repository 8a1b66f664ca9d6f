package io.sluice.recommender.audit.diff.connectivity.kinds;

import io.sluice.analyzer.cluster.ContainerPort;
import io.sluice.analyzer.cluster.Pod;
import io.sluice.analyzer.policy.Direction;
import io.sluice.analyzer.policy.LabelRequirement;
import io.sluice.analyzer.policy.LabelSelector;
import io.sluice.analyzer.policy.NetworkPolicy;
import io.sluice.analyzer.policy.PolicyPeer;
import io.sluice.analyzer.policy.PolicyPort;
import io.sluice.analyzer.policy.PolicyRule;
import io.sluice.analyzer.policy.PolicySet;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Which labels and port names some policies look at; what they never look at tells no pods apart.
 */
final class Relevance {
  private final Set<String> labelKeys = new HashSet<>();
  private final Set<String> portNames = new HashSet<>();

  private Relevance() {}

  static Relevance to(Collection<PolicySet> sets) {
    Relevance relevance = new Relevance();
    for (PolicySet set : sets) {
      for (NetworkPolicy policy : set.policies()) {
        relevance.add(policy.podSelector());
        for (Direction direction : policy.isolates()) {
          policy.rules(direction).forEach(relevance::add);
        }
      }
    }
    return relevance;
  }

  private void add(PolicyRule rule) {
    for (PolicyPeer peer : rule.peers()) {
      if (peer instanceof PolicyPeer.Pods pods) {
        pods.pods().ifPresent(this::add);
      }
    }
    for (PolicyPort port : rule.ports()) {
      if (port instanceof PolicyPort.Named named) {
        portNames.add(named.name());
      }
    }
  }

  private void add(LabelSelector selector) {
    selector.requirements().stream().map(LabelRequirement::key).forEach(labelKeys::add);
  }

  /** The labels of a pod that count. */
  Map<String, String> labels(Pod pod) {
    Map<String, String> labels = new TreeMap<>(pod.labels());
    labels.keySet().retainAll(labelKeys);
    return labels;
  }

  /** The ports that a pod declares by a name that counts, sorted. */
  List<ContainerPort> ports(Pod pod) {
    return pod.ports().stream()
        .filter(port -> portNames.contains(port.name()))
        .sorted(java.util.Comparator.comparing(ContainerPort::toString))
        .distinct()
        .toList();
  }
}
