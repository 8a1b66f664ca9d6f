package io.sluice.analyzer.policy.evaluate.match;

import io.sluice.analyzer.cluster.ContainerPort;
import io.sluice.analyzer.cluster.Pod;
import io.sluice.analyzer.policy.Direction;
import io.sluice.analyzer.policy.EngineProfile;
import io.sluice.analyzer.policy.LabelSelector;
import io.sluice.analyzer.policy.NetworkPolicy;
import io.sluice.analyzer.policy.PolicyPeer;
import io.sluice.analyzer.policy.PolicyPort;
import io.sluice.analyzer.policy.RuleRef;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What a port name stands for among all pods that a rule is about: for engines on which a name is
 * only reliable while that is one number (cilium/cilium#30003). Asked for on such engines alone;
 * looked up once per rule and name. Thread-safe.
 */
public final class NameNumbers {
  /** No numbers. */
  public static final SortedSet<Integer> NONE = Collections.emptySortedSet();

  private record Key(
      NetworkPolicy.Key policy, Direction direction, int rule, PolicyPort.Named port) {}

  private record DeclarersKey(String cluster, PolicyPort.Named port, boolean initContainers) {}

  /** Pods of a namespace that no selector and no lookup of the name tells apart. */
  private record Declarer(Map<String, String> labels, SortedSet<Integer> numbers) {}

  private final Surroundings surroundings;
  private final Map<Key, SortedSet<Integer>> known = new ConcurrentHashMap<>();
  private final Map<DeclarersKey, Map<String, Set<Declarer>>> declarers = new ConcurrentHashMap<>();

  public NameNumbers(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  /** The same for a rule that is asked often. */
  public SortedSet<Integer> of(RuleRef rule, PolicyPort.Named port, EngineProfile engine) {
    NetworkPolicy policy = rule.policy();
    Direction direction = rule.direction();
    return known.computeIfAbsent(
        new Key(policy.key(), direction, rule.index(), port),
        key -> {
          List<PolicyPeer> peers = policy.rules(direction).get(rule.index()).peers();
          return among(policy, direction, peers, port, engine);
        });
  }

  /** The numbers of a name among the pods to which a rule with these peers is about connections. */
  public SortedSet<Integer> among(
      NetworkPolicy policy,
      Direction direction,
      List<PolicyPeer> peers,
      PolicyPort.Named port,
      EngineProfile engine) {
    Map<String, Set<Declarer>> byNamespace =
        declarers.computeIfAbsent(
            new DeclarersKey(policy.cluster(), port, engine.initContainerPorts()),
            key -> declarers(key, engine));
    SortedSet<Integer> numbers = new TreeSet<>();
    if (direction == Direction.INGRESS) {
      addMatching(policy.podSelector(), byNamespace.get(policy.namespace()), numbers);
    } else if (peers.isEmpty()) {
      byNamespace.values().forEach(of -> addMatching(LabelSelector.EVERYTHING, of, numbers));
    } else {
      peers.forEach(peer -> addPeer(peer, policy, byNamespace, numbers));
    }
    return numbers;
  }

  /** The numbers that a port name stands for in a pod: each container has names of its own. */
  public static SortedSet<Integer> of(Pod pod, PolicyPort.Named port, EngineProfile engine) {
    SortedSet<Integer> numbers = new TreeSet<>();
    for (ContainerPort declared : pod.ports()) {
      if (isDeclaration(declared, port, engine)) {
        numbers.add(declared.number());
      }
    }
    return numbers;
  }

  /** Whether a port name stands for this port. */
  public static boolean isDeclaration(
      ContainerPort declared, PolicyPort.Named port, EngineProfile engine) {
    return declared.name().equals(port.name())
        && declared.protocol().equals(port.protocol().name())
        && (engine.initContainerPorts() || !declared.init());
  }

  private Map<String, Set<Declarer>> declarers(DeclarersKey key, EngineProfile engine) {
    Map<String, Set<Declarer>> byNamespace = new HashMap<>();
    for (Pod pod : surroundings.pods(key.cluster)) {
      SortedSet<Integer> numbers = pod.hostNetwork() ? NONE : of(pod, key.port, engine);
      if (!numbers.isEmpty()) {
        byNamespace
            .computeIfAbsent(pod.namespace(), added -> new HashSet<>())
            .add(new Declarer(pod.labels(), numbers));
      }
    }
    return byNamespace;
  }

  private void addPeer(
      PolicyPeer peer,
      NetworkPolicy policy,
      Map<String, Set<Declarer>> byNamespace,
      SortedSet<Integer> to) {
    if (peer instanceof PolicyPeer.Pods pods) {
      LabelSelector selector = pods.pods().orElse(LabelSelector.EVERYTHING);
      byNamespace.forEach(
          (namespace, of) -> {
            if (isThere(pods, policy, namespace)) {
              addMatching(selector, of, to);
            }
          });
    }
  }

  private boolean isThere(PolicyPeer.Pods peer, NetworkPolicy policy, String namespace) {
    return peer.namespaces()
        .map(s -> s.matches(surroundings.namespaceLabels(policy.cluster(), namespace)))
        .orElse(namespace.equals(policy.namespace()));
  }

  private static void addMatching(
      LabelSelector selector, @Nullable Set<Declarer> among, SortedSet<Integer> to) {
    if (among != null) {
      for (Declarer declarer : among) {
        if (selector.matches(declarer.labels)) {
          to.addAll(declarer.numbers);
        }
      }
    }
  }
}
