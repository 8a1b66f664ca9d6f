package io.sluice.recommender.audit;

import io.sluice.analyzer.cluster.Node;
import io.sluice.analyzer.cluster.Pod;
import io.sluice.analyzer.cluster.Service;
import io.sluice.analyzer.cluster.ServicePort;
import io.sluice.analyzer.inventory.Backend;
import io.sluice.analyzer.inventory.Inventory;
import io.sluice.analyzer.policy.Protocol;
import io.sluice.analyzer.policy.evaluate.Connection;
import io.sluice.analyzer.policy.evaluate.Connection.Entry;
import io.sluice.analyzer.policy.evaluate.Subject;
import io.sluice.ingest.IpAddress;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * By which ways connections come to pods from outside: which pods and ports stand behind load
 * balancers, node ports and external addresses, and what a recorded client tells of the way that it
 * took. {@code docs/policies.md} has the table.
 *
 * <p>For one thread, because it remembers the pods that it was asked about.
 */
public final class Entrances {
  private final Inventory inventory;
  private final Map<Integer, Set<Door>> doors = new HashMap<>();
  private final Map<String, Boolean> alike = new HashMap<>();
  private final AddressClasses addresses;

  /** A port of a pod that a Service opens to the outside. */
  private record Door(String protocol, int port, boolean clientKept) {}

  /**
   * The entrances of a cluster.
   *
   * @param addresses tells apart the nodes that policies tell apart
   */
  public Entrances(Inventory inventory, AddressClasses addresses) {
    this.inventory = inventory;
    this.addresses = addresses;
  }

  /** Whether a Service lets clients in from outside, and so through a node. */
  public static boolean opens(Service service) {
    return service.type().equals("LoadBalancer")
        || service.type().equals("NodePort")
        || !service.externalAddresses().isEmpty();
  }

  /**
   * A recorded connection with the way that it came.
   *
   * @param atThePod whether it was seen nowhere but at the pod's own interface
   */
  public Connection recorded(Connection connection, boolean atThePod) {
    if (!(connection.server() instanceof Subject.OfPod server)
        || !isOpen(server.pod(), connection, false)) {
      return connection;
    }
    if (connection.client() instanceof Subject.OfNode client) {
      return isOwn(client.node(), server.pod()) ? connection : connection.by(Entry.NODE);
    }
    if (!(connection.client() instanceof Subject.OfAddress client)) {
      return connection;
    }
    // A private address may reach a pod without any Service: a peered network, the API server.
    if (isPrivate(client.address()) || isOpen(server.pod(), connection, true)) {
      return connection.by(Entry.PERHAPS_LOAD_BALANCER);
    }
    return connection.by(atThePod ? Entry.LOAD_BALANCER_AS_SEEN : Entry.LOAD_BALANCER);
  }

  /** Whether a client outside gets to a pod's port through nodes that may take its place. */
  public boolean forwards(Connection connection) {
    return connection.client() instanceof Subject.OfAddress client
        && !isPrivate(client.address())
        && connection.server() instanceof Subject.OfPod server
        && isOpen(server.pod(), connection, false)
        && !isOpen(server.pod(), connection, true);
  }

  private static boolean isPrivate(IpAddress address) {
    return address.isPrivate() || address.isLinkLocal();
  }

  private static boolean isOwn(Node node, Pod pod) {
    return node.name().equals(pod.node()) && node.cluster().equals(pod.cluster());
  }

  private boolean isOpen(Pod pod, Connection connection, boolean clientKept) {
    return Protocol.ofNumber(connection.protocol())
        .filter(
            protocol ->
                doorsOf(pod).contains(new Door(protocol.name(), connection.port(), clientKept)))
        .isPresent();
  }

  /**
   * Whether pods have to be told apart by their nodes, as any node but a pod's own may forward what
   * is for it: where it has such an entrance, and policies tell nodes apart.
   */
  public boolean dependsOnNode(Pod pod) {
    return doorsOf(pod).stream().anyMatch(door -> !door.clientKept)
        && !alike.computeIfAbsent(pod.cluster(), this::nodesAreAlike);
  }

  private boolean nodesAreAlike(String cluster) {
    return inventory.nodes().stream()
            .filter(node -> node.cluster().equals(cluster))
            .map(node -> addresses.of(node.addresses()))
            .distinct()
            .count()
        <= 1;
  }

  private Set<Door> doorsOf(Pod pod) {
    boolean known = !pod.hostNetwork() && pod.id() >= 0 && pod.id() < inventory.pods().size();
    return known ? doors.computeIfAbsent(pod.id(), id -> find(pod)) : Collections.emptySet();
  }

  private Set<Door> find(Pod pod) {
    Set<Door> found = new HashSet<>();
    for (Service service : inventory.servicesOf(pod)) {
      if (opens(service)) {
        for (ServicePort port : service.ports()) {
          backends(service, port, pod).stream()
              .filter(backend -> backend.pod().id() == pod.id())
              .forEach(b -> found.add(new Door(port.protocol(), b.port(), service.localTraffic())));
        }
      }
    }
    return found;
  }

  /** Those of the snapshot, or for a pod of the past those of its last moment. */
  private List<Backend> backends(Service service, ServicePort port, Pod pod) {
    long last = pod.endMillis() == Long.MAX_VALUE ? Long.MAX_VALUE : pod.endMillis() - 1;
    long moment = Math.max(pod.startMillis(), Math.min(inventory.takenAtMillis(), last));
    return inventory.backends(service, port.protocol(), port.port(), moment);
  }
}
