package io.sluice.recommender.audit.diff.connectivity.kinds;

import io.sluice.analyzer.cluster.ContainerPort;
import io.sluice.analyzer.cluster.Node;
import io.sluice.analyzer.cluster.Pod;
import io.sluice.analyzer.inventory.Inventory;
import io.sluice.analyzer.policy.PolicySet;
import io.sluice.analyzer.policy.evaluate.Evaluator;
import io.sluice.analyzer.policy.evaluate.Subject;
import io.sluice.recommender.audit.AddressClasses;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The ends that connections of a cluster can have, in kinds that no policy of either side tells
 * apart.
 *
 * @param pods kinds of pods
 * @param addresses the addresses outside
 * @param nodes kinds of nodes
 */
public record ClusterEnds(List<PodKind> pods, AddressSpace addresses, List<NodeKind> nodes) {
  private static final Comparator<Pod> BY_NAME =
      Comparator.comparing(Pod::title).thenComparingInt(Pod::id);

  /** The pods that run at the end of what the inventory knows, and the nodes. */
  public static ClusterEnds of(
      String cluster, Inventory inventory, Evaluator before, Evaluator after) {
    List<Pod> live =
        inventory.pods().stream()
            .filter(pod -> pod.cluster().equals(cluster))
            .filter(pod -> inventory.livePods().contains(pod.id()))
            .sorted(BY_NAME)
            .toList();
    List<PolicySet> sets = List.of(before.policies(), after.policies());
    AddressClasses classes = AddressClasses.toldApartBy(sets);
    boolean v6 = live.stream().anyMatch(p -> p.addresses().stream().anyMatch(a -> a.v6()));
    return new ClusterEnds(
        podKinds(live, classes, Relevance.to(sets), before, after),
        AddressSpace.of(sets, v6),
        nodeKinds(cluster, inventory, live, classes));
  }

  private static List<PodKind> podKinds(
      List<Pod> live,
      AddressClasses classes,
      Relevance relevance,
      Evaluator before,
      Evaluator after) {
    record Key(
        String namespace,
        Map<String, String> labels,
        List<ContainerPort> ports,
        Object addresses,
        Object foreign) {}
    Map<Key, List<Pod>> kinds = new java.util.LinkedHashMap<>();
    for (Pod pod : live) {
      if (!pod.hostNetwork()) {
        Key key =
            new Key(
                pod.namespace(),
                relevance.labels(pod),
                relevance.ports(pod),
                classes.of(pod.addresses()),
                List.of(PodKind.touching(pod, before), PodKind.touching(pod, after)));
        kinds.computeIfAbsent(key, k -> new ArrayList<>()).add(pod);
      }
    }
    List<PodKind> made = new ArrayList<>();
    kinds.forEach((key, pods) -> made.add(PodKind.of(pods, key.ports, before, after)));
    return List.copyOf(made);
  }

  /** A hostNetwork pod is its node; where that is not in the snapshot, the pod stands for it. */
  private static List<NodeKind> nodeKinds(
      String cluster, Inventory inventory, List<Pod> live, AddressClasses classes) {
    Map<String, NodeKind.Member> members = new TreeMap<>();
    for (Node node : inventory.nodes()) {
      if (node.cluster().equals(cluster)) {
        members.put(node.name(), new NodeKind.Member(node.name(), new Subject.OfNode(node)));
      }
    }
    for (Pod pod : live) {
      if (pod.hostNetwork()) {
        String name = pod.node().isEmpty() ? "of " + pod.title() : pod.node();
        members.putIfAbsent(name, new NodeKind.Member(name, new Subject.OfPod(pod)));
      }
    }
    Map<String, List<NodeKind.Member>> kinds = new TreeMap<>();
    for (NodeKind.Member member : members.values()) {
      String key =
          member.subject() instanceof Subject.OfNode of
              ? classes.of(of.node().addresses()).toString()
              : "pod " + classes.of(((Subject.OfPod) member.subject()).pod().addresses());
      kinds.computeIfAbsent(key, k -> new ArrayList<>()).add(member);
    }
    return kinds.values().stream().map(NodeKind::new).toList();
  }
}
