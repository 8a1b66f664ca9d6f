package io.sluice.recommender.world;

/**
 * A node.
 *
 * @param index its number, from 0
 * @param ip its address in the virtual network
 * @param mac address of its network interface, as Azure writes it
 * @param podRange the range of its pods, where the network is an overlay
 */
public record WorldNode(int index, String name, String ip, String mac, String podRange) {
  /** The node of that number. */
  public static WorldNode of(int index) {
    return new WorldNode(
        index,
        String.format("aks-pool1-27182818-vmss%06x", index),
        "10.224.0." + (4 + index),
        String.format("000D3A5C%04X", 0x10 + index),
        "10.244." + index + ".0/24");
  }

  @Override
  public String toString() {
    return name;
  }
}
