package io.sluice.analyzer.attribute;

import io.sluice.analyzer.cluster.Node;
import io.sluice.analyzer.cluster.Pod;
import io.sluice.analyzer.cluster.UnknownReason;
import io.sluice.analyzer.inventory.Holder;
import io.sluice.analyzer.inventory.Inventory;
import io.sluice.analyzer.policy.Cidr;
import io.sluice.ingest.Endpoint;
import io.sluice.ingest.IpAddress;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The last resort for a record whose observer no cluster can be told of: the one cluster whose
 * inventory has its ends, provided that no other cluster could have them. An address is another's
 * too if it lies in a range that the other hands out to pods, whether or not a pod had it.
 */
final class ClusterFit {
  /** Pods of a cluster without recorded ranges are taken to share blocks of this size. */
  private static final int BLOCK_V4 = 24;

  private static final int BLOCK_V6 = 64;

  private final Inventory inventory;
  private final Map<String, Set<Cidr>> podRanges = new HashMap<>();

  ClusterFit(Inventory inventory) {
    this.inventory = inventory;
    for (Node node : inventory.nodes()) {
      for (String range : node.podCidrs()) {
        Cidr.parse(range)
            .ifPresent(r -> podRanges.computeIfAbsent(node.cluster(), c -> new HashSet<>()).add(r));
      }
    }
    Set<String> withRanges = Set.copyOf(podRanges.keySet());
    for (Pod pod : inventory.pods()) {
      if (!withRanges.contains(pod.cluster()) && !pod.hostNetwork()) {
        pod.addresses()
            .forEach(
                a -> podRanges.computeIfAbsent(pod.cluster(), c -> new HashSet<>()).add(block(a)));
      }
    }
  }

  private static Cidr block(IpAddress address) {
    return new Cidr(address, address.v6() ? BLOCK_V6 : BLOCK_V4);
  }

  /** The cluster that a record's ends speak for; empty where none does, or several do. */
  Optional<String> clusterOf(Endpoint source, Endpoint destination, long epochMillis) {
    Set<String> votes = new TreeSet<>();
    vote(source, epochMillis).ifPresent(votes::add);
    vote(destination, epochMillis).ifPresent(votes::add);
    return votes.size() == 1 ? Optional.of(votes.iterator().next()) : Optional.empty();
  }

  private Optional<String> vote(Endpoint endpoint, long epochMillis) {
    Set<String> knowing = new TreeSet<>();
    Set<String> possible = new TreeSet<>();
    for (String cluster : inventory.clusters()) {
      if (knows(cluster, endpoint, epochMillis)) {
        knowing.add(cluster);
        possible.add(cluster);
      } else if (mayHave(cluster, endpoint, epochMillis)) {
        possible.add(cluster);
      }
    }
    return possible.size() == 1 && knowing.size() == 1
        ? Optional.of(knowing.iterator().next())
        : Optional.empty();
  }

  private boolean knows(String cluster, Endpoint endpoint, long epochMillis) {
    if (!endpoint.pod().isEmpty()) {
      return inventory.pod(cluster, endpoint.namespace(), endpoint.pod(), epochMillis).isPresent();
    }
    IpAddress address = endpoint.address();
    if (endpoint.named() || address == null) {
      return endpoint.named() && !inventory.podsIn(cluster, endpoint.namespace()).isEmpty();
    }
    Holder holder = inventory.holder(cluster, address, epochMillis);
    return !(holder instanceof Holder.Nobody) && !(holder instanceof Holder.Outside);
  }

  private boolean mayHave(String cluster, Endpoint endpoint, long epochMillis) {
    IpAddress address = endpoint.address();
    if (address == null || endpoint.named()) {
      return false;
    }
    return podRanges.getOrDefault(cluster, Set.of()).stream().anyMatch(r -> r.contains(address))
        || isContested(inventory.holder(cluster, address, epochMillis));
  }

  private static boolean isContested(Holder holder) {
    return holder instanceof Holder.Nobody nobody
        && nobody.reason() == UnknownReason.AMBIGUOUS_ADDRESS;
  }
}
