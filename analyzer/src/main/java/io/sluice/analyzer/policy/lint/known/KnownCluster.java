package io.sluice.analyzer.policy.lint.known;

import io.sluice.analyzer.cluster.ContainerPort;
import io.sluice.analyzer.cluster.Node;
import io.sluice.analyzer.cluster.Pod;
import io.sluice.analyzer.cluster.Service;
import io.sluice.analyzer.inventory.Inventory;
import io.sluice.analyzer.policy.LabelRequirement;
import io.sluice.analyzer.policy.LabelSelector;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.roaringbitmap.RoaringBitmap;

/**
 * What is known of one cluster, and whether it can be all of it.
 *
 * <p>A namespace is <em>observed</em> where running pods of it were listed by a cluster; a cluster
 * is <em>wide</em> where that holds of several namespaces and of its nodes or {@code kube-system}.
 */
public final class KnownCluster {
  /** The label that every namespace has. */
  public static final String NAMESPACE_NAME = "kubernetes.io/metadata.name";

  /** Whether a selector matches what is not wholly known. */
  public enum Match {
    YES,
    NO,
    UNKNOWN
  }

  private record Alike(
      String namespace, Map<String, String> labels, boolean hostNetwork, Object ports) {}

  private final Inventory inventory;
  private final String cluster;
  private final List<Pod> live = new ArrayList<>();
  private final List<Node> nodes;
  private final List<Service> services;
  private final SortedMap<String, List<PodGroup>> groups = new TreeMap<>();
  private final SortedMap<String, SortedMap<String, String>> namespaces;
  private final Set<String> observed = new HashSet<>();
  private final boolean namespacesListed;

  public KnownCluster(String cluster, Inventory inventory) {
    this.cluster = cluster;
    this.inventory = inventory;
    this.nodes = inventory.nodes().stream().filter(n -> n.cluster().equals(cluster)).toList();
    this.services = inventory.services().stream().filter(s -> s.cluster().equals(cluster)).toList();
    this.namespaces = inventory.namespaces(cluster);
    addPods();
    addControllers();
    this.namespacesListed = !nodes.isEmpty() && hasNamespaceObjects();
  }

  private void addPods() {
    RoaringBitmap running = inventory.livePods();
    Map<Alike, Integer> counts = new HashMap<>();
    Map<Alike, Pod> firsts = new HashMap<>();
    for (Pod pod : inventory.pods()) {
      if (!pod.cluster().equals(cluster) || pod.origin() == Pod.Origin.UNLABELLED) {
        continue;
      }
      Alike alike = new Alike(pod.namespace(), pod.labels(), pod.hostNetwork(), pod.ports());
      boolean runs = running.contains(pod.id());
      counts.merge(alike, runs ? 1 : 0, Integer::sum);
      firsts.putIfAbsent(alike, pod);
      if (runs) {
        live.add(pod);
      }
      if (pod.origin() == Pod.Origin.OBJECT
          && !(pod.addresses().isEmpty() && pod.node().isEmpty())) {
        observed.add(pod.namespace());
      }
    }
    firsts.forEach(
        (alike, pod) ->
            group(alike.namespace())
                .add(
                    new PodGroup(
                        alike.namespace(),
                        alike.labels(),
                        alike.hostNetwork(),
                        knownPorts(pod),
                        counts.getOrDefault(alike, 0))));
  }

  /** Recorders know no ports: where no template told them either, there may be some. */
  private static Optional<List<ContainerPort>> knownPorts(Pod pod) {
    boolean unknown = pod.origin() == Pod.Origin.HISTORY && pod.ports().isEmpty();
    return unknown ? Optional.empty() : Optional.of(pod.ports());
  }

  /** A workload that is scaled to zero has no pods, and will have some. */
  private void addControllers() {
    inventory.workloads().stream()
        .filter(w -> w.cluster().equals(cluster) && inventory.podsOf(w).isEmpty())
        .flatMap(w -> inventory.controller(w).stream())
        .forEach(
            c ->
                group(c.workload().namespace())
                    .add(
                        new PodGroup(
                            c.workload().namespace(),
                            c.templateLabels(),
                            false,
                            Optional.empty(),
                            0)));
  }

  private List<PodGroup> group(String namespace) {
    return groups.computeIfAbsent(namespace, n -> new ArrayList<>());
  }

  private boolean hasNamespaceObjects() {
    SortedSet<String> implied = new TreeSet<>(groups.keySet());
    inventory.workloads().forEach(workload -> implied.add(workload.namespace()));
    services.forEach(service -> implied.add(service.namespace()));
    return namespaces.entrySet().stream()
        .anyMatch(e -> e.getValue().size() > 1 || !implied.contains(e.getKey()));
  }

  /** Whether any pod is known at all. */
  public boolean hasPods() {
    return !groups.isEmpty();
  }

  /** Whether the running pods of a namespace were listed. */
  public boolean isObserved(String namespace) {
    return observed.contains(namespace);
  }

  /** Whether the running pods of all namespaces were listed. */
  public boolean isWide() {
    return observed.size() > 1 && (!nodes.isEmpty() || observed.contains("kube-system"));
  }

  /** Whether a namespace that is not known does not exist. */
  public boolean listsNamespaces() {
    return namespacesListed && isWide();
  }

  public SortedMap<String, SortedMap<String, String>> namespaces() {
    return namespaces;
  }

  public List<PodGroup> groupsIn(String namespace) {
    return groups.getOrDefault(namespace, List.of());
  }

  /** The pods of namespaces. */
  public List<PodGroup> groupsIn(Iterable<String> names) {
    List<PodGroup> all = new ArrayList<>();
    names.forEach(name -> all.addAll(groupsIn(name)));
    return all;
  }

  public List<PodGroup> allGroups() {
    return groupsIn(groups.keySet());
  }

  public List<Pod> livePods() {
    return live;
  }

  public List<Node> nodes() {
    return nodes;
  }

  public List<Service> services() {
    return services;
  }

  /** The known namespaces that a selector selects, or of which it cannot be told that it does. */
  public SortedSet<String> namespaces(LabelSelector selector, Match match) {
    SortedSet<String> names = new TreeSet<>();
    for (String name : namespaces.keySet()) {
      if (matches(selector, name) == match) {
        names.add(name);
      }
    }
    return names;
  }

  /** Whether a selector selects a namespace, of which perhaps only the name is known. */
  public Match matches(LabelSelector selector, String namespace) {
    Map<String, String> labels = inventory.namespaceLabels(cluster, namespace);
    boolean whole = namespacesListed || labels.size() > 1;
    Match match = Match.YES;
    for (LabelRequirement requirement : selector.requirements()) {
      if (!whole && !labels.containsKey(requirement.key())) {
        match = Match.UNKNOWN;
      } else if (!requirement.matches(labels)) {
        return Match.NO;
      }
    }
    return match;
  }
}
