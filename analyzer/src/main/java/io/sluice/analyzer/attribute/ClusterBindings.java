package io.sluice.analyzer.attribute;

import io.sluice.analyzer.cluster.Inventory;

/**
 * Which cluster an observer belongs to. Nodes bind by name; network interfaces bind by the node
 * address in their own tuples, which a first pass over the logs collects where several inventories
 * are given.
 */
public final class ClusterBindings {
  private ClusterBindings() {}

  /** The only cluster takes every record. */
  public static ClusterBindings single(Inventory inventory) {
    return new ClusterBindings();
  }
}
