package io.sluice.recommender.recommend.tightness;

import io.sluice.analyzer.policy.LabelRequirement;
import io.sluice.analyzer.policy.NetworkPolicy;
import io.sluice.analyzer.policy.PolicyPeer;
import io.sluice.recommender.recommend.situation.SystemNamespaces;
import java.util.List;
import java.util.Optional;

/** In which namespace a peer's pods are, and whether a rule for it may be loosened at all. */
final class PeerNamespaces {
  private final SystemNamespaces system;

  PeerNamespaces(SystemNamespaces system) {
    this.system = system;
  }

  /** The one namespace that a peer names; empty for addresses and for anything wider. */
  static Optional<String> of(NetworkPolicy policy, PolicyPeer peer) {
    if (!(peer instanceof PolicyPeer.Pods pods)) {
      return Optional.empty();
    }
    if (pods.namespaces().isEmpty()) {
      return Optional.of(policy.namespace());
    }
    List<LabelRequirement> requirements = pods.namespaces().get().requirements();
    return requirements.size() == 1
            && requirements.get(0).isEquality()
            && requirements.get(0).key().equals("kubernetes.io/metadata.name")
        ? Optional.of(requirements.get(0).values().first())
        : Optional.empty();
  }

  /** Whether it is pods of a namespace that is not the system's: addresses are never widened. */
  boolean loosens(NetworkPolicy policy, PolicyPeer peer) {
    return of(policy, peer).filter(ns -> !isSystem(policy.cluster(), ns)).isPresent();
  }

  boolean isSystem(String cluster, String namespace) {
    return system.reason(cluster, namespace).isPresent();
  }
}
