package io.sluice.recommender.audit;

import io.sluice.analyzer.cluster.Service;
import io.sluice.analyzer.cluster.ServicePort;
import io.sluice.analyzer.inventory.Backend;
import io.sluice.analyzer.inventory.Inventory;
import io.sluice.analyzer.policy.EngineProfile;
import io.sluice.analyzer.policy.EngineProfile.LoadBalancer;
import io.sluice.analyzer.policy.Protocol;
import io.sluice.analyzer.policy.evaluate.Connection;
import io.sluice.analyzer.policy.evaluate.Connection.Entry;
import io.sluice.analyzer.policy.evaluate.Subject;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/**
 * Which pods and ports are entered through load balancers and node ports whose traffic a node
 * forwards ({@code externalTrafficPolicy: Cluster}).
 *
 * <p>Only an engine that does not filter such ingress at all needs to know: others see an address,
 * and it is the recorded one. A node's or an outside address that calls such a port is taken to
 * come that way; on such an engine that leaves out alarms about what it never stops.
 */
public final class Entrances {
  private final Set<String> targets = new HashSet<>();

  public Entrances(Inventory inventory) {
    for (Service service : inventory.services()) {
      boolean forwarded =
          service.type().equals("LoadBalancer") || service.type().equals("NodePort");
      if (forwarded && !service.localTraffic()) {
        service.ports().forEach(port -> add(inventory, service, port));
      }
    }
  }

  private void add(Inventory inventory, Service service, ServicePort port) {
    for (Backend backend :
        inventory.backends(service, port.protocol(), port.port(), inventory.takenAtMillis())) {
      targets.add(target(backend.pod().id(), port.protocol(), backend.port()));
    }
  }

  private static String target(int pod, String protocol, int port) {
    return String.format(Locale.ROOT, "%d %s %d", pod, protocol, port);
  }

  /** The connection as such an engine would meet it. */
  public Connection met(Connection connection, EngineProfile engine) {
    boolean unfiltered = engine.nodeTraffic().loadBalancer() == LoadBalancer.UNFILTERED;
    boolean fromOutside =
        connection.client() instanceof Subject.OfAddress
            || connection.client() instanceof Subject.OfNode;
    return unfiltered && fromOutside && isEntered(connection)
        ? new Connection(
            connection.client(),
            connection.server(),
            connection.protocol(),
            connection.port(),
            Entry.LOAD_BALANCER)
        : connection;
  }

  private boolean isEntered(Connection connection) {
    return connection.server() instanceof Subject.OfPod server
        && Protocol.ofNumber(connection.protocol())
            .filter(
                protocol ->
                    targets.contains(target(server.pod().id(), protocol.name(), connection.port())))
            .isPresent();
  }
}
