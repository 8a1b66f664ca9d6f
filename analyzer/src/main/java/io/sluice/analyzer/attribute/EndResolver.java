package io.sluice.analyzer.attribute;

import io.sluice.analyzer.cluster.UnknownReason;
import io.sluice.analyzer.inventory.Inventory;
import io.sluice.analyzer.inventory.PodDirectory;
import io.sluice.ingest.Endpoint;
import io.sluice.ingest.IpAddress;
import org.jspecify.annotations.Nullable;

/**
 * Tells who an end is: names before identities, identities before addresses where they say more
 * than an address can.
 */
final class EndResolver {
  private final Inventory inventory;
  private final AddressResolver addresses;
  private final NameResolver names;
  private final LogAlone logAlone;

  EndResolver(Inventory inventory, PodDirectory pods) {
    this.inventory = inventory;
    this.addresses = new AddressResolver(inventory);
    this.names = new NameResolver(inventory, pods, addresses);
    this.logAlone = new LogAlone(pods);
  }

  /**
   * Who an end is at that time.
   *
   * @param cluster the cluster that the record belongs to
   * @param observerNode name of the node that reported, or ""
   */
  End resolve(String cluster, Endpoint endpoint, String observerNode, long epochMillis) {
    if (endpoint.named()) {
      return inventory.isEmpty()
          ? logAlone.resolve(cluster, endpoint)
          : names.resolve(cluster, endpoint, epochMillis);
    }
    IpAddress address = endpoint.address();
    return switch (endpoint.identity()) {
      case HOST -> host(cluster, address, observerNode, epochMillis);
      case REMOTE_NODE, HEALTH -> remoteNode(cluster, address, epochMillis);
      case KUBE_APISERVER -> apiServer(cluster, address, epochMillis);
      case WORLD ->
          address == null ? End.world() : addresses.resolve(cluster, address, epochMillis);
      case INGRESS, INIT, UNMANAGED -> reserved(cluster, endpoint, epochMillis);
      case NONE -> nameless(cluster, endpoint, epochMillis);
    };
  }

  /**
   * The host that the observer runs on. Its address is often none of the node's own (Cilium's host
   * device has one of the pod range), so the observer's name says more.
   */
  private End host(
      String cluster, @Nullable IpAddress address, String observerNode, long epochMillis) {
    End end = nodeAt(cluster, address, observerNode, epochMillis);
    end.observersHost = true;
    return end;
  }

  /** A node that the snapshot does not have goes by its address. */
  private End remoteNode(String cluster, @Nullable IpAddress address, long epochMillis) {
    return nodeAt(cluster, address, address == null ? "" : address.toString(), epochMillis);
  }

  private End nodeAt(
      String cluster, @Nullable IpAddress address, String otherwise, long epochMillis) {
    End other = End.node(cluster, otherwise, Origin.IDENTITY);
    if (address == null) {
      return other;
    }
    End end = addresses.resolve(cluster, address, epochMillis);
    return end.isNode() ? end : other.during(end.fromMillis, end.untilMillis);
  }

  /** The API server of a managed cluster stands outside, also where its address is private. */
  private End apiServer(String cluster, @Nullable IpAddress address, long epochMillis) {
    if (address == null) {
      return End.world();
    }
    End end = addresses.resolve(cluster, address, epochMillis);
    return end.isNode() || end.isService()
        ? end
        : End.external(address, Origin.IDENTITY).during(end.fromMillis, end.untilMillis);
  }

  private End reserved(String cluster, Endpoint endpoint, long epochMillis) {
    IpAddress address = endpoint.address();
    End byAddress = address == null ? null : addresses.resolve(cluster, address, epochMillis);
    if (byAddress != null && !byAddress.isUnknown()) {
      return byAddress;
    }
    End unknown = End.unknown(UnknownReason.RESERVED_IDENTITY, "", address);
    return byAddress == null
        ? unknown
        : unknown.during(byAddress.fromMillis, byAddress.untilMillis);
  }

  private End nameless(String cluster, Endpoint endpoint, long epochMillis) {
    IpAddress address = endpoint.address();
    if (address != null) {
      return addresses.resolve(cluster, address, epochMillis);
    }
    return endpoint.pod().isEmpty()
        ? End.unknown(UnknownReason.NOTHING_RECORDED, "", null)
        : End.unknown(UnknownReason.NAME_NOT_IN_SNAPSHOT, endpoint.pod(), null);
  }
}
