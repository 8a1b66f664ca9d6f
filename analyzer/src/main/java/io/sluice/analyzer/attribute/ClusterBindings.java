package io.sluice.analyzer.attribute;

import io.sluice.analyzer.cluster.Node;
import io.sluice.analyzer.inventory.Inventory;
import io.sluice.ingest.EndpointDictionary;
import io.sluice.ingest.Flow;
import io.sluice.ingest.FlowSink;
import io.sluice.ingest.IpAddress;
import io.sluice.ingest.Observer;
import io.sluice.ingest.ObserverDictionary;
import io.sluice.ingest.Orientation;
import io.sluice.ingest.Outcome;
import io.sluice.ingest.Reporter;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Which cluster an observer belongs to. Nodes bind by name; network interfaces bind by the node
 * address in their own tuples, which a first pass over the logs collects where several inventories
 * are given.
 */
public final class ClusterBindings {
  private final Map<String, Set<String>> clustersByNode = new HashMap<>();
  private final Map<Observer, String> interfaces;

  private ClusterBindings(Inventory inventory, Map<Observer, String> interfaces) {
    this.interfaces = interfaces;
    for (Node node : inventory.nodes()) {
      clustersByNode.computeIfAbsent(node.name(), n -> new HashSet<>()).add(node.cluster());
    }
  }

  /**
   * Bindings by node name only: all there is to know without a first pass, and enough for one
   * cluster, which takes every record.
   */
  public static ClusterBindings single(Inventory inventory) {
    return new ClusterBindings(inventory, Map.of());
  }

  /** The cluster of an observer, where exactly one can be it. */
  Optional<String> clusterOf(Observer observer) {
    String bound = interfaces.get(observer);
    if (bound != null) {
      return Optional.of(bound);
    }
    Set<String> clusters = clustersByNode.getOrDefault(observer.node(), Set.of());
    return clusters.size() == 1 ? Optional.of(clusters.iterator().next()) : Optional.empty();
  }

  /**
   * The first pass over the logs: notes, of each network interface, which clusters have the node
   * addresses that stand on its own side. The order of records does not matter. One thread's;
   * several are joined with {@link #merge}.
   */
  public static final class Collector implements FlowSink {
    private final Inventory inventory;
    private final EndpointDictionary endpoints;
    private final ObserverDictionary observers;
    private final Map<IpAddress, Set<String>> clustersByAddress = new HashMap<>();
    private final Map<Observer, Set<IpAddress>> ownAddresses = new HashMap<>();

    /** A collector for the records of one pair of dictionaries. */
    public Collector(
        Inventory inventory, EndpointDictionary endpoints, ObserverDictionary observers) {
      this.inventory = inventory;
      this.endpoints = endpoints;
      this.observers = observers;
      for (Node node : inventory.nodes()) {
        for (IpAddress address : node.addresses()) {
          clustersByAddress.computeIfAbsent(address, a -> new TreeSet<>()).add(node.cluster());
        }
      }
    }

    /** Notes one record; it counts as used, whatever becomes of it in the second pass. */
    @Override
    public Outcome accept(Flow flow) {
      if (flow.observer != Flow.ABSENT && flow.reporter != Reporter.UNKNOWN) {
        Observer observer = observers.get(flow.observer);
        if (!observer.mac().isEmpty()) {
          note(observer, endpoints.get(ownSide(flow)).address());
        }
      }
      return Outcome.USED;
    }

    private static int ownSide(Flow flow) {
      boolean client = flow.reporter == Reporter.CLIENT;
      boolean reply = flow.orientation == Orientation.REPLY;
      return client != reply ? flow.source : flow.destination;
    }

    private void note(Observer observer, @Nullable IpAddress address) {
      if (address != null && clustersByAddress.containsKey(address)) {
        ownAddresses.computeIfAbsent(observer, o -> new HashSet<>()).add(address);
      }
    }

    /** Adds what another collector noted. */
    public void merge(Collector other) {
      other.ownAddresses.forEach(
          (observer, addresses) ->
              ownAddresses.computeIfAbsent(observer, o -> new HashSet<>()).addAll(addresses));
    }

    /**
     * What was found. Where two clusters in different networks have the same node address, the
     * other interfaces of the same network decide: in one network an address is one node's.
     */
    public ClusterBindings bindings() {
      Map<Observer, String> bound = new HashMap<>();
      Map<String, Set<String>> byResource = new HashMap<>();
      ownAddresses.forEach(
          (observer, addresses) -> {
            Set<String> candidates = candidates(addresses);
            if (candidates.size() == 1) {
              String cluster = candidates.iterator().next();
              bound.put(observer, cluster);
              byResource.computeIfAbsent(observer.resource(), r -> new HashSet<>()).add(cluster);
            }
          });
      ownAddresses.forEach(
          (observer, addresses) -> {
            Set<String> candidates = candidates(addresses);
            candidates.retainAll(byResource.getOrDefault(observer.resource(), Set.of()));
            if (candidates.size() == 1) {
              bound.putIfAbsent(observer, candidates.iterator().next());
            }
          });
      return new ClusterBindings(inventory, bound);
    }

    /** The clusters that have all of these addresses. */
    private Set<String> candidates(Set<IpAddress> addresses) {
      Set<String> candidates = new HashSet<>(inventory.clusters());
      addresses.forEach(
          address -> candidates.retainAll(clustersByAddress.getOrDefault(address, Set.of())));
      return candidates;
    }
  }
}
