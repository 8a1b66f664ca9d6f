package io.sluice.recommender.audit.diff.connectivity.kinds;

import io.sluice.analyzer.cluster.ContainerPort;
import io.sluice.analyzer.cluster.Node;
import io.sluice.analyzer.cluster.Pod;
import io.sluice.analyzer.inventory.Inventory;
import io.sluice.analyzer.policy.PolicySet;
import io.sluice.analyzer.policy.evaluate.Evaluator;
import io.sluice.analyzer.policy.evaluate.Subject;
import io.sluice.ingest.AddressFamily;
import io.sluice.recommender.audit.AddressClasses;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The ends that connections of a cluster can have, in kinds that no policy of either side tells
 * apart.
 *
 * <p>Where pods have both address families, an ipBlock may treat the two differently, and each has
 * ends of its own: pods and nodes with their addresses of that family.
 *
 * @param family the one in which they are met; empty where the pods have no choice
 * @param pods kinds of pods
 * @param addresses the addresses outside
 * @param nodes kinds of nodes
 */
public record ClusterEnds(
    Optional<AddressFamily> family,
    List<PodKind> pods,
    AddressSpace addresses,
    List<NodeKind> nodes) {
  private static final Comparator<Pod> BY_NAME =
      Comparator.comparing(Pod::title).thenComparingInt(Pod::id);

  /**
   * The pods that run at the end of what the inventory knows, and the nodes: once, or for IPv4 and
   * then for IPv6.
   */
  public static List<ClusterEnds> of(
      String cluster, Inventory inventory, Evaluator before, Evaluator after) {
    List<Pod> live =
        inventory.pods().stream()
            .filter(pod -> pod.cluster().equals(cluster))
            .filter(pod -> inventory.livePods().contains(pod.id()))
            .sorted(BY_NAME)
            .toList();
    List<Node> nodes =
        inventory.nodes().stream().filter(node -> node.cluster().equals(cluster)).toList();
    Set<AddressFamily> families = EnumSet.noneOf(AddressFamily.class);
    live.stream()
        .filter(pod -> !pod.hostNetwork())
        .flatMap(pod -> pod.addresses().stream())
        .forEach(address -> families.add(AddressFamily.of(address)));
    List<PolicySet> sets = List.of(before.policies(), after.policies());
    if (families.size() < 2) {
      boolean v6 = live.stream().anyMatch(p -> p.addresses().stream().anyMatch(a -> a.v6()));
      AddressSpace space = AddressSpace.of(sets, v6);
      return List.of(of(Optional.empty(), live, nodes, space, before, after));
    }
    return families.stream()
        .map(
            family ->
                of(
                    Optional.of(family),
                    Family.pods(live, nodes, family),
                    Family.nodes(nodes, family),
                    AddressSpace.of(sets, family),
                    before,
                    after))
        .toList();
  }

  private static ClusterEnds of(
      Optional<AddressFamily> family,
      List<Pod> live,
      List<Node> nodes,
      AddressSpace space,
      Evaluator before,
      Evaluator after) {
    List<PolicySet> sets = List.of(before.policies(), after.policies());
    AddressClasses classes = AddressClasses.toldApartBy(sets);
    return new ClusterEnds(
        family,
        podKinds(live, classes, Relevance.to(sets), before, after),
        space,
        nodeKinds(nodes, live, classes));
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
    Map<Key, List<Pod>> kinds = new LinkedHashMap<>();
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
      List<Node> nodes, List<Pod> live, AddressClasses classes) {
    Map<String, NodeKind.Member> members = new TreeMap<>();
    for (Node node : nodes) {
      members.put(node.name(), new NodeKind.Member(node.name(), new Subject.OfNode(node)));
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
