package io.sluice.analyzer.edge.file;

import io.sluice.analyzer.cluster.ContainerPort;
import io.sluice.analyzer.cluster.Party;
import io.sluice.analyzer.cluster.Pod;
import io.sluice.analyzer.edge.Listeners;
import io.sluice.analyzer.inventory.PodDirectory;
import java.util.HashSet;
import java.util.Set;

/**
 * Listeners of an inventory and those that the pods of stored tables declared, which may be gone
 * from the inventory or read without any.
 */
public final class StoredListeners implements Listeners {
  private final Listeners declared;
  private final Set<Listener> stored = new HashSet<>();

  private record Listener(Party party, String protocol, int port) {}

  /** Asks the inventory's first, then what the directory's other pods declared. */
  public StoredListeners(Listeners declared, PodDirectory pods) {
    this.declared = declared;
    for (int id = 0; id < pods.size(); id++) {
      if (!pods.inInventory(id)) {
        note(pods.get(id));
      }
    }
  }

  private void note(Pod pod) {
    for (ContainerPort port : pod.ports()) {
      if (port.serves()) {
        stored.add(new Listener(pod.workload(), port.protocol(), port.number()));
      }
    }
  }

  @Override
  public boolean listens(Party party, int protocol, int port) {
    return declared.listens(party, protocol, port)
        || stored.contains(new Listener(party, word(protocol), port));
  }

  private static String word(int protocol) {
    return switch (protocol) {
      case 6 -> "TCP";
      case 17 -> "UDP";
      case 132 -> "SCTP";
      default -> "";
    };
  }
}
