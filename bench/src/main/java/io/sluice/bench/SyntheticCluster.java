package io.sluice.bench;

import io.sluice.analyzer.cluster.ContainerPort;
import io.sluice.analyzer.cluster.Node;
import io.sluice.analyzer.cluster.Pod;
import io.sluice.analyzer.cluster.Workload;
import io.sluice.analyzer.policy.PolicySet;
import io.sluice.analyzer.policy.evaluate.match.Surroundings;
import io.sluice.ingest.IpAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A cluster made up from a seed, of the shape of real ones: namespaces of teams and environments;
 * workloads with app, component, tier and version and the hash that their controller adds; named
 * ports that differ between workloads; nodes of 50 pods with one agent on each node's network.
 * Namespace 0 has the DNS, 1 the ingress controllers, 2 the monitoring. The same size and seed give
 * the same cluster.
 */
public final class SyntheticCluster implements Surroundings {
  private static final int PODS_PER_NODE = 50;
  private static final String[] COMPONENTS = {"api", "web", "worker", "db", "cache"};
  private static final String[] TIERS = {"backend", "frontend", "backend", "data", "data"};
  private static final int[] HTTP_PORTS = {8080, 8080, 8080, 3000, 8000, 9090};
  private static final int[] DATA_PORTS = {5432, 3306, 6379, 27017, 9092};

  private final ClusterSize size;
  private final List<Pod> pods = new ArrayList<>();
  private final List<Map<String, String>> namespaceLabels = new ArrayList<>();
  private final PolicySet policies;

  /** A cluster of this size. */
  public SyntheticCluster(ClusterSize size, long seed) {
    this.size = size;
    Random random = new Random(seed);
    for (int i = 0; i < size.namespaces(); i++) {
      namespaceLabels.add(namespaceLabels(i));
    }
    for (int i = 0; i < size.pods(); i++) {
      boolean agent = i % PODS_PER_NODE == 0;
      pods.add(agent ? agent(i) : pod(i, random.nextInt(size.workloads())));
    }
    this.policies = new SyntheticPolicies(size, random).policies();
  }

  public List<Pod> pods() {
    return pods;
  }

  public PolicySet policies() {
    return policies;
  }

  /** Number of a port that serves on a pod, its first declared one, else 443. */
  public static int servingPort(Pod pod) {
    return pod.ports().isEmpty() ? 443 : pod.ports().get(0).number();
  }

  static String namespace(int number) {
    return switch (number) {
      case 0 -> "kube-system";
      case 1 -> "ingress";
      case 2 -> "monitoring";
      default -> "team-" + number % 40 + "-" + number;
    };
  }

  /** The app label of a workload, one of its namespace's. */
  static String app(int workload, ClusterSize size) {
    int inNamespace = workload / size.namespaces();
    return COMPONENTS[inNamespace % COMPONENTS.length] + "-" + inNamespace;
  }

  private static Map<String, String> namespaceLabels(int number) {
    return Map.of(
        "kubernetes.io/metadata.name",
        namespace(number),
        "team",
        "t" + number % 40,
        "env",
        number % 3 == 0 ? "prod" : number % 3 == 1 ? "stage" : "dev");
  }

  private Pod pod(int id, int workload) {
    int inNamespace = workload / size.namespaces();
    int kind = inNamespace % COMPONENTS.length;
    SortedMap<String, String> labels = new TreeMap<>();
    labels.put("app", app(workload, size));
    labels.put("component", COMPONENTS[kind]);
    labels.put("tier", TIERS[kind]);
    labels.put("version", "v" + workload % 3);
    labels.put("pod-template-hash", Integer.toHexString(workload * 0x9E3779B9));
    int port = kind >= 3 ? DATA_PORTS[workload % 5] : HTTP_PORTS[workload % 6];
    return new Pod(
        id,
        new Workload(
            "", namespace(workload % size.namespaces()), "Deployment", app(workload, size)),
        app(workload, size) + "-" + id,
        labels,
        List.of(IpAddress.ofV4(0x0A00_0000 + id)),
        "node-" + id / PODS_PER_NODE,
        false,
        "",
        List.of(
            new ContainerPort(kind >= 3 ? "data" : "http", "TCP", port, false),
            new ContainerPort("metrics", "TCP", 9102, false)),
        0,
        Long.MAX_VALUE,
        Pod.Origin.OBJECT);
  }

  private static Pod agent(int id) {
    return new Pod(
        id,
        new Workload("", "kube-system", "DaemonSet", "agent"),
        "agent-" + id,
        new TreeMap<>(Map.of("app", "agent")),
        List.of(),
        "node-" + id / PODS_PER_NODE,
        true,
        "",
        List.of(),
        0,
        Long.MAX_VALUE,
        Pod.Origin.OBJECT);
  }

  @Override
  public Map<String, String> namespaceLabels(String cluster, String namespace) {
    int dash = namespace.lastIndexOf('-');
    return switch (namespace) {
      case "kube-system" -> namespaceLabels.get(0);
      case "ingress" -> namespaceLabels.get(1);
      case "monitoring" -> namespaceLabels.get(2);
      default -> namespaceLabels.get(Integer.parseInt(namespace.substring(dash + 1)));
    };
  }

  @Override
  public boolean knowsLabelsOfNamespace(String cluster, String namespace) {
    return true;
  }

  @Override
  public Optional<Node> findNode(String cluster, String name) {
    int number = Integer.parseInt(name.substring(name.lastIndexOf('-') + 1));
    List<IpAddress> addresses = List.of(IpAddress.ofV4(0x0AF0_0000 + number));
    return Optional.of(new Node(cluster, name, addresses, List.of(), new TreeMap<>(), "linux"));
  }

  @Override
  public List<Node> nodes(String cluster) {
    return pods.stream()
        .map(Pod::node)
        .distinct()
        .map(n -> findNode(cluster, n).orElseThrow())
        .toList();
  }

  @Override
  public List<Pod> pods(String cluster) {
    return pods;
  }
}
