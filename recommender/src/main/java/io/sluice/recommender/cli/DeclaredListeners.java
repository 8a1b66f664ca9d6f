package io.sluice.recommender.cli;

import io.sluice.analyzer.cluster.Inventory;
import io.sluice.analyzer.cluster.Party;
import io.sluice.analyzer.cluster.Workload;
import io.sluice.analyzer.edge.Listeners;
import io.sluice.analyzer.policy.Protocol;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Workloads listen where a pod of theirs declares a port or a Service leads to one. */
final class DeclaredListeners implements Listeners {
  private record Asked(Workload workload, Protocol protocol) {}

  private final Inventory inventory;
  private final Map<Asked, Set<Integer>> ports = new HashMap<>();

  DeclaredListeners(Inventory inventory) {
    this.inventory = inventory;
  }

  @Override
  public boolean listens(Party party, int protocol, int port) {
    return party instanceof Workload workload
        && Protocol.ofNumber(protocol)
            .map(known -> ports.computeIfAbsent(new Asked(workload, known), this::declared))
            .filter(declared -> declared.contains(port))
            .isPresent();
  }

  private Set<Integer> declared(Asked asked) {
    Set<Integer> declared = new HashSet<>();
    inventory
        .podsOf(asked.workload)
        .forEach(
            (int id) ->
                declared.addAll(
                    inventory.declaredPorts(inventory.pods().get(id), asked.protocol.name())));
    return declared;
  }
}
