package io.sluice.recommender.recommend.situation;

import io.sluice.analyzer.cluster.Pod;
import io.sluice.analyzer.inventory.Inventory;
import io.sluice.analyzer.policy.Cidr;
import io.sluice.ingest.IpAddress;
import java.util.List;

/** How a cluster's pods are addressed, which decides what the network outside sees of them. */
public enum PodNetwork {
  /** Azure CNI with a subnet for nodes and pods or one for pods alone: the network knows pods. */
  ROUTED,
  /** Overlay or kubenet: pods have a range of their node, which stands for them outside. */
  TRANSLATED,
  /** No pod with an address is known. */
  UNKNOWN;

  /** By where the addresses of a cluster's pods are: in the pod ranges of its nodes or not. */
  public static PodNetwork of(Inventory inventory, String cluster) {
    List<Cidr> ranges =
        inventory.nodes().stream()
            .filter(node -> node.cluster().equals(cluster))
            .flatMap(node -> node.podCidrs().stream())
            .flatMap(text -> Cidr.parse(text).stream())
            .toList();
    boolean known = false;
    for (Pod pod : inventory.pods()) {
      if (pod.cluster().equals(cluster) && !pod.hostNetwork()) {
        for (IpAddress address : pod.addresses()) {
          if (ranges.stream().anyMatch(range -> range.contains(address))) {
            return TRANSLATED;
          }
          known = true;
        }
      }
    }
    return known ? ROUTED : UNKNOWN;
  }
}
