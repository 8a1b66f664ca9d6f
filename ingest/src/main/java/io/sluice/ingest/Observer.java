package io.sluice.ingest;

/**
 * Who wrote a record: a node (Hubble, ACNS, Retina, GKE, Calico) or a network interface (VNet,
 * NSG).
 *
 * @param cluster cluster name, or ""
 * @param node node name, or ""
 * @param mac interface address as 12 upper-case hex digits, or ""
 * @param resource Azure resource id that logging is enabled on, lower case, or ""
 */
public record Observer(String cluster, String node, String mac, String resource) {
  /** A node of a cluster; either may be "". */
  public static Observer node(String cluster, String node) {
    return new Observer(cluster, node, "", "");
  }

  /** A network interface. */
  public static Observer nic(String mac, String resource) {
    return new Observer("", "", mac, resource);
  }
}
