package io.sluice.analyzer.policy.evaluate;

import io.sluice.analyzer.cluster.Inventory;
import io.sluice.analyzer.cluster.Node;
import io.sluice.ingest.IpAddress;
import java.util.List;
import java.util.Map;

/**
 * What an evaluation asks about the cluster beyond the two ends themselves; must answer the same
 * every time and from any thread.
 */
public interface Surroundings {
  /** Labels of a namespace, {@code kubernetes.io/metadata.name} always among them. */
  Map<String, String> namespaceLabels(String cluster, String namespace);

  /** Whether these are all labels of the namespace; if not, others are unknown, not absent. */
  boolean knowsLabelsOfNamespace(String cluster, String namespace);

  /** Addresses of a node, empty where the node is not known. */
  List<IpAddress> nodeAddresses(String cluster, String node);

  /** The surroundings that an inventory knows. */
  static Surroundings of(Inventory inventory) {
    return new Surroundings() {
      @Override
      public Map<String, String> namespaceLabels(String cluster, String namespace) {
        return inventory.namespaceLabels(cluster, namespace);
      }

      @Override
      public boolean knowsLabelsOfNamespace(String cluster, String namespace) {
        return inventory.knowsLabelsOfNamespace(cluster, namespace);
      }

      @Override
      public List<IpAddress> nodeAddresses(String cluster, String node) {
        return inventory.node(cluster, node).map(Node::addresses).orElse(List.of());
      }
    };
  }
}
