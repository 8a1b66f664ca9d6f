package io.sluice.recommender.audit.world;

import io.sluice.analyzer.inventory.Holder;
import io.sluice.analyzer.inventory.Inventory;
import io.sluice.analyzer.policy.evaluate.Subject;
import io.sluice.ingest.IpAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Says who has an address at the time of the snapshot. Who asks by an address means its family:
 * what the other family of a dual-stack pod meets is no part of the answer.
 */
final class AddressNames {
  private final Inventory inventory;

  AddressNames(Inventory inventory) {
    this.inventory = inventory;
  }

  NamedEnd find(IpAddress address) {
    List<NamedEnd> found = new ArrayList<>();
    SortedSet<String> clusters = new TreeSet<>();
    String nobody = " is outside the cluster";
    for (String cluster : inventory.clusters()) {
      Holder holder = inventory.holder(cluster, address, inventory.takenAtMillis());
      if (holder instanceof Holder.OfPod pod) {
        found.add(
            end(
                new Subject.OfPod(pod.pod().ofFamily(address.v6())),
                address + " is " + pod.pod().title()));
      } else if (holder instanceof Holder.OfNode node) {
        found.add(
            end(
                new Subject.OfNode(node.node().ofFamily(address.v6())),
                address + " is node " + node.node().name()));
      } else if (holder instanceof Holder.OfService service) {
        found.add(new NamedEnd.OfService(Doorway.byAddress(service.service(), address)));
      } else {
        nobody =
            holder instanceof Holder.Nobody
                ? " is a private address of nobody in the snapshot, taken to be outside the cluster"
                : nobody;
        continue;
      }
      clusters.add(cluster);
    }
    if (found.size() > 1) {
      return new NamedEnd.Unknown(
          address + " is in several clusters (" + String.join(", ", clusters) + ")", List.of());
    }
    return found.isEmpty() ? end(new Subject.OfAddress(address), address + nobody) : found.get(0);
  }

  /**
   * The Service that a port of an address belongs to: several can share a load balancer's, and a
   * node has them all on ports of its own.
   */
  Optional<NamedEnd> dialled(IpAddress address, String protocol, int port) {
    List<Doorway> found = new ArrayList<>();
    for (String cluster : inventory.clusters()) {
      doorway(cluster, address, protocol, port).ifPresent(found::add);
    }
    return found.size() == 1 ? Optional.of(new NamedEnd.OfService(found.get(0))) : Optional.empty();
  }

  private Optional<Doorway> doorway(String cluster, IpAddress address, String protocol, int port) {
    Optional<Doorway> own =
        inventory.servicesAt(cluster, address).stream()
            .map(service -> Doorway.byAddress(service, address))
            .filter(doorway -> doorway.port(protocol, port).isPresent())
            .findFirst();
    return own.isPresent()
            || !(inventory.holder(cluster, address, inventory.takenAtMillis())
                instanceof Holder.OfNode of)
        ? own
        : inventory
            .nodePortService(cluster, protocol, port)
            .map(service -> Doorway.byNodePort(service, address, of.node()));
  }

  private static NamedEnd end(Subject subject, String note) {
    return new NamedEnd.Subjects(List.of(subject), note);
  }
}
