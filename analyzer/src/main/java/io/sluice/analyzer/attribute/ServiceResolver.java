package io.sluice.analyzer.attribute;

import io.sluice.analyzer.attribute.Backends.Target;
import io.sluice.analyzer.cluster.ApiServer;
import io.sluice.analyzer.cluster.Party;
import io.sluice.analyzer.cluster.Pod;
import io.sluice.analyzer.cluster.Service;
import io.sluice.analyzer.cluster.ServicePort;
import io.sluice.analyzer.cluster.Workload;
import io.sluice.analyzer.inventory.Backend;
import io.sluice.analyzer.inventory.Inventory;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;

/**
 * Finds the pods behind a Service's address or a node port. Policies hold for the pod and its own
 * port, never for the Service's. Remembers its answers on the end that was asked about. One
 * thread's.
 */
final class ServiceResolver {
  private static final long EVER = Long.MIN_VALUE / 2;

  private final Inventory inventory;
  private final PartyNumbers numbers;
  private final AddressResolver addresses;
  private final RoaringBitmap nodePorts = new RoaringBitmap();
  private final Map<Service, NavigableSet<Long>> changes = new HashMap<>();

  /** A workload or node behind a Service, and a port: what makes backends one target. */
  private record Behind(String party, int port) implements Comparable<Behind> {
    @Override
    public int compareTo(Behind other) {
      int byParty = party.compareTo(other.party);
      return byParty != 0 ? byParty : Integer.compare(port, other.port);
    }
  }

  ServiceResolver(Inventory inventory, PartyNumbers numbers) {
    this.inventory = inventory;
    this.numbers = numbers;
    this.addresses = new AddressResolver(inventory);
    for (Service service : inventory.services()) {
      for (ServicePort port : service.ports()) {
        if (port.nodePort() > 0) {
          nodePorts.add(port.nodePort());
        }
      }
    }
  }

  /** Whether an end may stand for others behind a Service. */
  boolean mayTranslate(End end, int port) {
    return end.isService() || (end.isNode() && port > 0 && nodePorts.contains(port));
  }

  /** Who is behind an end's port at a time; nobody where it is no Service's, or has no pods. */
  List<Target> targets(End end, int protocol, int port, long epochMillis) {
    int index = ServicePorts.index(protocol);
    if (index < 0 || port < 0) {
      return List.of();
    }
    for (Backends known = end.backends; known != null; known = known.next()) {
      if (known.covers(index, port, epochMillis)) {
        return known.targets();
      }
    }
    Backends found = find(end, index, port, epochMillis);
    end.backends = found;
    return found.targets();
  }

  private Backends find(End end, int protocol, int port, long epochMillis) {
    @Nullable Service service = service(end, ServicePorts.word(protocol), port);
    if (service == null) {
      return new Backends(protocol, port, List.of(), Long.MIN_VALUE, Long.MAX_VALUE, end.backends);
    }
    NavigableSet<Long> moments = changes.computeIfAbsent(service, this::changesOf);
    Long from = moments.floor(epochMillis);
    Long until = moments.higher(epochMillis);
    return new Backends(
        protocol,
        port,
        targets(service, ServicePorts.word(protocol), port, epochMillis),
        from == null ? Long.MIN_VALUE : from,
        until == null ? Long.MAX_VALUE : until,
        end.backends);
  }

  private @Nullable Service service(End end, String protocol, int port) {
    if (end.party instanceof Party.Node node) {
      return inventory.nodePortService(node.cluster(), protocol, port).orElse(null);
    }
    for (Service service : end.services) {
      for (ServicePort own : service.ports()) {
        if (own.port() == port && own.protocol().equals(protocol)) {
          return service;
        }
      }
    }
    return null;
  }

  /** When the set of pods behind a Service can change: as they come and go, with the slack. */
  private NavigableSet<Long> changesOf(Service service) {
    NavigableSet<Long> moments = new TreeSet<>();
    for (Pod pod : inventory.pods()) {
      if (inventory.servicesOf(pod).contains(service)) {
        moments.add(Math.max(pod.startMillis(), EVER) - Inventory.SLACK_MILLIS);
        moments.add(pod.startMillis());
        moments.add(pod.endMillis());
        moments.add(Math.min(pod.endMillis(), -EVER) + Inventory.SLACK_MILLIS);
      }
    }
    return moments;
  }

  private List<Target> targets(Service service, String protocol, int port, long epochMillis) {
    List<Backend> backends = inventory.backends(service, protocol, port, epochMillis);
    return backends.isEmpty() && service.title().equals(ApiServer.SERVICE)
        ? apiServers(service.cluster(), epochMillis)
        : targets(backends);
  }

  /**
   * The API server behind its Service: no pod. Of several addresses outside, one stands for all,
   * because the record joins one and the same edge.
   */
  private List<Target> apiServers(String cluster, long epochMillis) {
    Map<Behind, Target> targets = new TreeMap<>();
    for (ApiServer server : inventory.apiServers(cluster)) {
      End end = addresses.resolve(cluster, server.address(), epochMillis);
      if (!end.isService()) {
        targets.computeIfAbsent(
            new Behind(end.party.toString(), server.port()),
            behind -> new Target(numbers.number(end), server.port()));
      }
    }
    return List.copyOf(targets.values());
  }

  private List<Target> targets(List<Backend> backends) {
    Map<Behind, List<Pod>> groups = new TreeMap<>();
    for (Backend backend : backends) {
      Pod pod = backend.pod();
      String party = pod.hostNetwork() ? "node " + pod.node() : pod.workload().path();
      groups.computeIfAbsent(new Behind(party, backend.port()), b -> new ArrayList<>()).add(pod);
    }
    List<Target> targets = new ArrayList<>();
    groups.forEach((behind, pods) -> targets.add(new Target(end(pods), behind.port)));
    return List.copyOf(targets);
  }

  private End end(List<Pod> pods) {
    Pod first = pods.get(0);
    if (first.hostNetwork()) {
      return numbers.number(End.node(first.cluster(), first.node(), Origin.ADDRESS));
    }
    RoaringBitmap ids = new RoaringBitmap();
    pods.forEach(pod -> ids.add(pod.id()));
    Workload workload = first.workload();
    return numbers.number(End.workload(workload, ids, Origin.ADDRESS));
  }
}
