package io.sluice.analyzer.policy.evaluate.match;

import io.sluice.analyzer.cluster.Node;
import io.sluice.analyzer.cluster.Pod;
import io.sluice.analyzer.inventory.Inventory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What an evaluation asks about the cluster beyond the two ends themselves; must answer the same
 * every time and from any thread.
 */
public interface Surroundings {
  /** Labels of a namespace, {@code kubernetes.io/metadata.name} always among them. */
  public Map<String, String> namespaceLabels(String cluster, String namespace);

  /** Whether these are all labels of the namespace; if not, others are unknown, not absent. */
  public boolean knowsLabelsOfNamespace(String cluster, String namespace);

  /** A node, empty where it is not known. */
  public Optional<Node> findNode(String cluster, String name);

  /** The nodes of a cluster, in a stable order. */
  public List<Node> nodes(String cluster);

  /** The pods of a cluster that run together, in a stable order. */
  public List<Pod> pods(String cluster);

  /** The surroundings that an inventory knows. */
  public static Surroundings of(Inventory inventory) {
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
      public Optional<Node> findNode(String cluster, String name) {
        return inventory.node(cluster, name);
      }

      @Override
      public List<Node> nodes(String cluster) {
        return inventory.nodes().stream().filter(n -> n.cluster().equals(cluster)).toList();
      }

      @Override
      public List<Pod> pods(String cluster) {
        List<Pod> pods = new ArrayList<>();
        inventory.livePods().forEach((int id) -> pods.add(inventory.pods().get(id)));
        pods.removeIf(pod -> !pod.cluster().equals(cluster));
        return pods;
      }
    };
  }
}
