package io.sluice.analyzer.policy.reach;

import io.sluice.analyzer.cluster.ContainerPort;
import io.sluice.analyzer.cluster.Node;
import io.sluice.analyzer.cluster.Pod;
import io.sluice.analyzer.cluster.Workload;
import io.sluice.analyzer.policy.Direction;
import io.sluice.analyzer.policy.NetworkPolicy;
import io.sluice.analyzer.policy.PolicySet;
import io.sluice.analyzer.policy.compile.RandomModel;
import io.sluice.analyzer.policy.evaluate.match.Surroundings;
import io.sluice.analyzer.snapshot.ObjectOrigin;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Pods and policies by chance: mostly one cluster of two, few nodes of both systems, some
 * hostNetwork pods, every mixture of address families, namespaces of which not all labels are
 * known.
 */
final class RandomCluster implements Surroundings {
  private static final String[] CLUSTERS = {"", "", "", "east"};
  private static final String[] NAMESPACES = {"a", "b"};
  private static final String[] NODES = {"", "n1", "n2"};
  private static final String[] SYSTEMS = {"linux", "windows", ""};

  private final Random random;
  private final RandomModel model;
  private final Map<String, Map<String, String>> namespaces = new HashMap<>();
  private final Map<String, Boolean> namespacesKnown = new HashMap<>();
  private final Map<String, Optional<Node>> nodes = new HashMap<>();
  private final List<Pod> others = new ArrayList<>();

  final List<Pod> pods = new ArrayList<>();
  final PolicySet policies;

  RandomCluster(long seed, int podCount, int policyCount) {
    random = new Random(seed);
    model = new RandomModel(random);
    for (int i = 0; i < podCount; i++) {
      pods.add(pod(i));
    }
    if (random.nextInt(3) == 0) {
      others.add(pod(podCount));
    }
    List<NetworkPolicy> all = new ArrayList<>();
    for (int i = random.nextInt(policyCount + 1); i > 0; i--) {
      all.add(policy(i));
    }
    policies = PolicySet.of(all);
  }

  private Pod pod(int number) {
    boolean hostNetwork = random.nextInt(4) == 0;
    return new Pod(
        7 + 3 * number,
        new Workload(model.pick(CLUSTERS), model.pick(NAMESPACES), "Deployment", "w"),
        "p" + number,
        model.labels(),
        hostNetwork && random.nextBoolean() ? List.of() : model.addresses(),
        model.pick(NODES),
        hostNetwork,
        "",
        model.listOf(4, this::containerPort),
        0,
        Long.MAX_VALUE,
        Pod.Origin.OBJECT);
  }

  private ContainerPort containerPort() {
    return new ContainerPort(
        model.portName(), model.protocol().name(), model.number(), random.nextInt(4) == 0);
  }

  private NetworkPolicy policy(int number) {
    Set<Direction> isolates = EnumSet.of(model.pick(Direction.values()));
    isolates.add(model.pick(Direction.values()));
    return new NetworkPolicy(
        model.pick(CLUSTERS),
        model.pick(NAMESPACES),
        "p" + number,
        model.selector(),
        isolates,
        model.listOf(3, model::rule),
        model.listOf(3, model::rule),
        new ObjectOrigin("random", number));
  }

  @Override
  public Map<String, String> namespaceLabels(String cluster, String namespace) {
    return namespaces.computeIfAbsent(cluster + "/" + namespace, name -> model.labels());
  }

  @Override
  public boolean knowsLabelsOfNamespace(String cluster, String namespace) {
    return namespacesKnown.computeIfAbsent(
        cluster + "/" + namespace, name -> random.nextInt(3) > 0);
  }

  @Override
  public Optional<Node> findNode(String cluster, String name) {
    return nodes.computeIfAbsent(cluster + "/" + name, added -> node(cluster, name));
  }

  private Optional<Node> node(String cluster, String name) {
    if (name.isEmpty() || random.nextInt(6) == 0) {
      return Optional.empty();
    }
    return Optional.of(
        new Node(
            cluster, name, model.addresses(), List.of(), new TreeMap<>(), model.pick(SYSTEMS)));
  }

  @Override
  public List<Node> nodes(String cluster) {
    return Arrays.stream(NODES).flatMap(name -> findNode(cluster, name).stream()).toList();
  }

  /** Some pods run there that reachability is not asked about. */
  @Override
  public List<Pod> pods(String cluster) {
    return Stream.concat(pods.stream(), others.stream())
        .filter(pod -> pod.cluster().equals(cluster))
        .toList();
  }
}
