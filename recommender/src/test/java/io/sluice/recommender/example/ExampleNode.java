package io.sluice.recommender.example;

/**
 * A node of the example cluster.
 *
 * @param index 0, 1, 2 …
 * @param name node name, as AKS forms it
 * @param ip its address in the node subnet
 * @param mac its network interface, as VNet flow logs spell it
 */
public record ExampleNode(int index, String name, String ip, String mac) {
  static ExampleNode of(int index) {
    return new ExampleNode(
        index,
        "aks-nodepool1-14159265-vmss00000" + index,
        "10.224.0." + (4 + index),
        "00224801A2B" + index);
  }
}
