package io.sluice.recommender.audit.world;

import io.sluice.analyzer.cluster.Node;
import io.sluice.analyzer.cluster.Pod;
import io.sluice.analyzer.cluster.Service;
import io.sluice.analyzer.cluster.ServicePort;
import io.sluice.analyzer.policy.evaluate.Connection.Entry;
import io.sluice.analyzer.policy.evaluate.Subject;
import io.sluice.ingest.IpAddress;
import io.sluice.recommender.audit.Entrances;
import java.util.Optional;

/**
 * The way by which a Service is dialled.
 *
 * @param service the Service
 * @param address the address that is dialled, where it is one and not the Service's name
 * @param node the node whose address that is, where a node port is dialled
 */
public record Doorway(Service service, Optional<IpAddress> address, Optional<Node> node) {
  static Doorway byName(Service service) {
    return new Doorway(service, Optional.empty(), Optional.empty());
  }

  static Doorway byAddress(Service service, IpAddress address) {
    return new Doorway(service, Optional.of(address), Optional.empty());
  }

  static Doorway byNodePort(Service service, IpAddress address, Node node) {
    return new Doorway(service, Optional.of(address), Optional.of(node));
  }

  /** How a client comes in by it; one outside has no other way to a Service than from outside. */
  Entry entry(Subject client) {
    boolean outside =
        address.isPresent()
            ? !service.clusterIps().contains(address.get())
            : client instanceof Subject.OfAddress && Entrances.opens(service);
    return outside && !service.localTraffic() ? Entry.LOAD_BALANCER : Entry.DIRECT;
  }

  /** Whether it leads to a pod; with the policy Local a node serves its own pods alone. */
  boolean leadsTo(Pod pod) {
    return node.isEmpty() || !service.localTraffic() || pod.node().equals(node.get().name());
  }

  /** Whom policies are asked about: what is dialled by an address is met in its family alone. */
  Subject met(Pod pod) {
    return new Subject.OfPod(address.map(dialled -> pod.ofFamily(dialled.v6())).orElse(pod));
  }

  /** The Service's port that a port leads to; empty where it leads nowhere. */
  Optional<ServicePort> port(String protocol, int number) {
    return service.ports().stream()
        .filter(port -> port.protocol().equals(protocol))
        .filter(port -> (node.isPresent() ? port.nodePort() : port.port()) == number)
        .findFirst();
  }

  /** {@code Service shop/fe}, {@code a node port of aks-1, of Service shop/fe,}. */
  @Override
  public String toString() {
    String what = "Service " + service.title();
    return node.map(of -> "a node port of " + of.name() + ", of " + what + ",").orElse(what);
  }
}
