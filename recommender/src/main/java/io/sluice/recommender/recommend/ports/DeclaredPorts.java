package io.sluice.recommender.recommend.ports;

import io.sluice.analyzer.attribute.InventoryListeners;
import io.sluice.analyzer.cluster.Party;
import io.sluice.analyzer.inventory.Inventory;
import io.sluice.analyzer.policy.PolicyPort;
import io.sluice.analyzer.policy.Protocol;
import java.util.Optional;

/**
 * The ports that the cluster's objects declare of a server. A manifest cannot declare a range, so
 * one is written as many ports in a row: {@value #LEAST_RUN} of them are taken for one.
 */
final class DeclaredPorts {
  static final int LEAST_RUN = 8;

  private static final int LAST = 65_535;

  private final InventoryListeners listeners;

  DeclaredPorts(Inventory inventory) {
    this.listeners = new InventoryListeners(inventory);
  }

  boolean contains(Party server, Protocol protocol, int port) {
    return listeners.listens(server, protocol.number(), port);
  }

  /** The declared ports in a row that a port is one of, if they are enough. */
  Optional<PolicyPort.Range> run(Party server, Protocol protocol, int port) {
    int from = port;
    while (from > 1 && contains(server, protocol, from - 1)) {
      from--;
    }
    int to = port;
    while (to < LAST && contains(server, protocol, to + 1)) {
      to++;
    }
    return to - from + 1 >= LEAST_RUN
        ? Optional.of(new PolicyPort.Range(protocol, from, to))
        : Optional.empty();
  }
}
