package io.sluice.analyzer.attribute;

import io.sluice.analyzer.inventory.Holder;
import io.sluice.analyzer.inventory.Inventory;
import io.sluice.analyzer.inventory.Tenure;
import io.sluice.ingest.IpAddress;

/** Tells who an end is from its address and the time. */
final class AddressResolver {
  private final Inventory inventory;

  AddressResolver(Inventory inventory) {
    this.inventory = inventory;
  }

  /** Who had the address at that time; an end outside or unknown keeps it. */
  End resolve(String cluster, IpAddress address, long epochMillis) {
    Tenure tenure = inventory.tenure(cluster, address, epochMillis);
    return resolve(cluster, address, tenure.holder())
        .during(tenure.fromMillis(), tenure.untilMillis());
  }

  private End resolve(String cluster, IpAddress address, Holder holder) {
    if (holder instanceof Holder.OfPod of) {
      return End.pod(of.pod(), Origin.ADDRESS);
    }
    if (holder instanceof Holder.OfNode of) {
      return End.node(of.node().cluster(), of.node().name(), Origin.ADDRESS);
    }
    if (holder instanceof Holder.OfService) {
      return End.services(inventory.servicesAt(cluster, address));
    }
    if (holder instanceof Holder.Nobody nobody) {
      return nobody(cluster, address, nobody);
    }
    return End.external(address, Origin.ADDRESS);
  }

  /**
   * Link-local addresses are the host's or the platform's (metadata, local DNS), never a pod's. The
   * API server of a private cluster has a private address.
   */
  private End nobody(String cluster, IpAddress address, Holder.Nobody nobody) {
    return address.isLinkLocal() || inventory.isApiServer(cluster, address)
        ? End.external(address, Origin.ADDRESS)
        : End.unknown(nobody.reason(), nobody.rivals(), address);
  }
}
