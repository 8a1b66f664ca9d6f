package io.sluice.analyzer.attribute;

import io.sluice.analyzer.cluster.Party;
import io.sluice.analyzer.cluster.Pod;
import io.sluice.analyzer.cluster.Service;
import io.sluice.analyzer.cluster.ServicePort;
import io.sluice.analyzer.cluster.Workload;
import io.sluice.analyzer.edge.Listeners;
import io.sluice.analyzer.inventory.Inventory;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;
import org.roaringbitmap.RoaringBitmap;

/**
 * What the cluster's objects say that an end listens on: container ports and the target ports of
 * Services for workloads; the ports of hostNetwork pods and node ports for nodes. One thread's.
 */
public final class InventoryListeners implements Listeners {
  private static final RoaringBitmap NOTHING = new RoaringBitmap();

  private final Inventory inventory;
  private final Map<Key, RoaringBitmap> known = new HashMap<>();

  private record Key(Party party, int protocol) {}

  /** Asks an inventory. */
  public InventoryListeners(Inventory inventory) {
    this.inventory = inventory;
  }

  @Override
  public boolean listens(Party party, int protocol, int port) {
    return port >= 0 && ports(party, protocol).contains(port);
  }

  /** All ports of an end; the bitmap is shared and must not be changed. */
  RoaringBitmap ports(Party party, int protocol) {
    int index = ServicePorts.index(protocol);
    return index < 0
        ? NOTHING
        : known.computeIfAbsent(
            new Key(party, protocol), key -> collect(party, ServicePorts.word(index)));
  }

  private RoaringBitmap collect(Party party, String protocol) {
    if (party instanceof Workload workload) {
      return declared(inventory.podsOf(workload).stream(), protocol);
    }
    if (party instanceof Party.Node node) {
      return ofNode(node, protocol);
    }
    if (party instanceof Party.UnresolvedService service) {
      return ofService(service, protocol);
    }
    return NOTHING;
  }

  private RoaringBitmap declared(IntStream pods, String protocol) {
    RoaringBitmap ports = new RoaringBitmap();
    pods.mapToObj(inventory.pods()::get)
        .forEach(pod -> inventory.declaredPorts(pod, protocol).forEach(ports::add));
    return ports;
  }

  private RoaringBitmap ofNode(Party.Node node, String protocol) {
    IntStream onNode = inventory.pods().stream().filter(pod -> isOn(node, pod)).mapToInt(Pod::id);
    RoaringBitmap ports = declared(onNode, protocol);
    inventory.services().stream()
        .filter(service -> service.cluster().equals(node.cluster()))
        .flatMap(service -> service.ports().stream())
        .filter(port -> port.protocol().equals(protocol) && port.nodePort() > 0)
        .forEach(port -> ports.add(port.nodePort()));
    return ports;
  }

  private static boolean isOn(Party.Node node, Pod pod) {
    return pod.hostNetwork()
        && pod.cluster().equals(node.cluster())
        && (node.name().isEmpty() || pod.node().equals(node.name()));
  }

  private RoaringBitmap ofService(Party.UnresolvedService party, String protocol) {
    RoaringBitmap ports = new RoaringBitmap();
    for (Service service : inventory.services()) {
      if (service.cluster().equals(party.cluster())
          && service.namespace().equals(party.namespace())
          && service.name().equals(party.name())) {
        service.ports().stream()
            .filter(port -> port.protocol().equals(protocol))
            .mapToInt(ServicePort::port)
            .forEach(ports::add);
      }
    }
    return ports;
  }
}
