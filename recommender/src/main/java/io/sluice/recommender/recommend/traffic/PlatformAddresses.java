package io.sluice.recommender.recommend.traffic;

import io.sluice.ingest.IpAddress;
import java.util.Set;

/**
 * Addresses that mean the same on every cluster: <a
 * href="https://learn.microsoft.com/azure/virtual-network/what-is-ip-address-168-63-129-16">168.63.129.16</a>
 * (Azure's DNS, platform and load balancer probes), 169.254.169.254 (instance metadata), and the
 * resolvers on the pod's own node.
 */
public final class PlatformAddresses {
  static final IpAddress NODE_LOCAL_DNS = address("169.254.20.10");
  static final Set<IpAddress> AKS_LOCAL_DNS =
      Set.of(address("169.254.10.10"), address("169.254.10.11"));
  private static final IpAddress AZURE = address("168.63.129.16");

  /** From where the kubelet's probes come in Istio's ambient mode. */
  public static final IpAddress AMBIENT_PROBE = address("169.254.7.127");

  private static final IpAddress METADATA = address("169.254.169.254");

  private PlatformAddresses() {}

  /** Whether an address is Azure's own: its DNS as a server, load balancer probes as a client. */
  public static boolean isAzure(IpAddress address) {
    return address.equals(AZURE);
  }

  /** Whether a client's address is a machine's of the platform, and no person's. */
  public static boolean isPlatformClient(IpAddress address) {
    return isAzure(address) || address.equals(AMBIENT_PROBE);
  }

  /** Whether an address is the instance metadata service. */
  public static boolean isMetadata(IpAddress address) {
    return address.equals(METADATA);
  }

  /** Whether an address is a resolver on the pod's own node, which no pod and no outsider has. */
  public static boolean isNodeResolver(IpAddress address) {
    return address.equals(NODE_LOCAL_DNS) || AKS_LOCAL_DNS.contains(address);
  }

  private static IpAddress address(String text) {
    return IpAddress.parse(text).orElseThrow();
  }
}
