package io.sluice.analyzer.policy.evaluate;

import io.sluice.analyzer.cluster.ContainerPort;
import io.sluice.analyzer.cluster.Node;
import io.sluice.analyzer.cluster.Pod;
import io.sluice.analyzer.cluster.Workload;
import io.sluice.analyzer.policy.EngineProfile;
import io.sluice.analyzer.policy.NetworkPolicy;
import io.sluice.analyzer.policy.PolicySet;
import io.sluice.analyzer.policy.PolicyTexts;
import io.sluice.analyzer.policy.evaluate.Connection.Entry;
import io.sluice.analyzer.policy.evaluate.match.Surroundings;
import io.sluice.ingest.IpAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A small cluster for tests of policies: pods, nodes and namespaces by a word each, and policies as
 * {@link PolicyTexts}.
 */
final class PolicyFixture implements Surroundings {
  private final Map<String, SortedMap<String, String>> namespaces = new TreeMap<>();
  private final List<Pod> running = new ArrayList<>();
  private final Set<String> onlyNamed = new TreeSet<>();
  private final Map<String, Node> nodes = new TreeMap<>();
  private final List<NetworkPolicy> policies = new ArrayList<>();
  private int nextPod;

  /** Adds a policy. */
  PolicyFixture with(String namespace, String name, String spec) {
    policies.add(PolicyTexts.policy(namespace, name, spec));
    return this;
  }

  /** Sets the labels of a namespace, as {@code key=value}. */
  PolicyFixture namespace(String name, String... labels) {
    SortedMap<String, String> map = labels(labels);
    map.put("kubernetes.io/metadata.name", name);
    namespaces.put(name, map);
    return this;
  }

  /** Makes a namespace known through its pods only. */
  PolicyFixture onlyNamed(String namespace) {
    onlyNamed.add(namespace);
    return this;
  }

  Node node(String name, String... addresses) {
    return node("linux", name, addresses);
  }

  Node windowsNode(String name, String... addresses) {
    return node("windows", name, addresses);
  }

  private Node node(String os, String name, String[] addresses) {
    List<IpAddress> parsed = Arrays.stream(addresses).map(PolicyFixture::ip).toList();
    Node node = new Node("", name, parsed, List.of(), new TreeMap<>(), os);
    nodes.put(name, node);
    return node;
  }

  /** A pod without addresses, as one made from a manifest. */
  Pod pod(String title, String... labels) {
    int slash = title.indexOf('/');
    String name = title.substring(slash + 1);
    return new Pod(
        nextPod++,
        new Workload("", title.substring(0, slash), "Deployment", name),
        name + "-0",
        labels(labels),
        List.of(),
        "",
        false,
        "",
        List.of(),
        0,
        Long.MAX_VALUE,
        Pod.Origin.OBJECT);
  }

  /** Makes pods known to the cluster. */
  void run(Pod... pods) {
    running.addAll(List.of(pods));
  }

  static Pod at(Pod pod, String... addresses) {
    return changed(
        pod, Arrays.stream(addresses).map(PolicyFixture::ip).toList(), pod.node(), pod.ports());
  }

  static Pod on(Pod pod, Node node) {
    return changed(pod, pod.addresses(), node.name(), pod.ports());
  }

  static Pod listening(Pod pod, ContainerPort... ports) {
    return changed(pod, pod.addresses(), pod.node(), List.of(ports));
  }

  /** The same pod sharing its node's network. */
  static Pod hostNetwork(Pod pod, Node node) {
    return new Pod(
        pod.id(),
        pod.workload(),
        pod.name(),
        pod.labels(),
        List.of(),
        node.name(),
        true,
        "",
        pod.ports(),
        pod.startMillis(),
        pod.endMillis(),
        pod.origin());
  }

  private static Pod changed(
      Pod pod, List<IpAddress> addresses, String node, List<ContainerPort> ports) {
    return new Pod(
        pod.id(),
        pod.workload(),
        pod.name(),
        pod.labels(),
        addresses,
        node,
        pod.hostNetwork(),
        pod.serviceAccount(),
        ports,
        pod.startMillis(),
        pod.endMillis(),
        pod.origin());
  }

  static IpAddress ip(String text) {
    return IpAddress.parse(text).orElseThrow();
  }

  PolicySet policies() {
    return PolicySet.of(policies);
  }

  Evaluator evaluator() {
    return evaluator(EngineProfile.GENERIC);
  }

  Evaluator evaluator(EngineProfile engine) {
    return new Evaluator(policies(), this, engine);
  }

  /** The verdict on the generic engine; an end is a Pod, a Node or an address. */
  Verdict tcp(Object client, Object server, int port) {
    return ask(EngineProfile.GENERIC, client, server, 6, port);
  }

  Verdict udp(Object client, Object server, int port) {
    return ask(EngineProfile.GENERIC, client, server, 17, port);
  }

  Verdict ask(EngineProfile engine, Object client, Object server, int protocol, int port) {
    return ask(engine, connection(client, server, protocol, port));
  }

  /** The verdict on TCP through a load balancer with {@code externalTrafficPolicy: Cluster}. */
  Verdict throughLoadBalancer(EngineProfile engine, Object client, Object server, int port) {
    return ask(
        engine, new Connection(subject(client), subject(server), 6, port, Entry.LOAD_BALANCER));
  }

  private Verdict ask(EngineProfile engine, Connection connection) {
    Verdict verdict = evaluator(engine).evaluate(connection);
    if (evaluator(engine).allows(connection) != verdict.allowed()) {
      throw new AssertionError("allows() and evaluate() differ on " + connection);
    }
    return verdict;
  }

  static Connection connection(Object client, Object server, int protocol, int port) {
    return new Connection(subject(client), subject(server), protocol, port);
  }

  private static Subject subject(Object end) {
    if (end instanceof Pod pod) {
      return new Subject.OfPod(pod);
    }
    if (end instanceof Subject subject) {
      return subject;
    }
    return end instanceof Node node
        ? new Subject.OfNode(node)
        : new Subject.OfAddress(ip((String) end));
  }

  private static SortedMap<String, String> labels(String... labels) {
    SortedMap<String, String> map = new TreeMap<>();
    for (String label : labels) {
      int equals = label.indexOf('=');
      map.put(label.substring(0, equals), label.substring(equals + 1));
    }
    return map;
  }

  @Override
  public Map<String, String> namespaceLabels(String cluster, String namespace) {
    Map<String, String> name = Map.of("kubernetes.io/metadata.name", namespace);
    return onlyNamed.contains(namespace)
        ? name
        : namespaces.getOrDefault(namespace, new TreeMap<>(name));
  }

  @Override
  public boolean knowsLabelsOfNamespace(String cluster, String namespace) {
    return !onlyNamed.contains(namespace);
  }

  @Override
  public Optional<Node> findNode(String cluster, String name) {
    return Optional.ofNullable(nodes.get(name));
  }

  @Override
  public List<Node> nodes(String cluster) {
    return List.copyOf(nodes.values());
  }

  @Override
  public List<Pod> pods(String cluster) {
    return running;
  }
}
