package io.sluice.analyzer.policy.evaluate;

import io.sluice.analyzer.cluster.Pod;
import io.sluice.analyzer.policy.Direction;
import io.sluice.analyzer.policy.LabelSelector;
import io.sluice.analyzer.policy.NetworkPolicy;
import io.sluice.analyzer.policy.PolicyPeer;
import io.sluice.analyzer.policy.PolicyPort;
import io.sluice.analyzer.policy.RuleRef;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What a port name stands for among all pods that a rule is about: for engines on which a name is
 * only reliable while that is one number (cilium/cilium#30003). Asked for on such engines alone;
 * looked up once per rule and name. Thread-safe.
 */
final class NameNumbers {
  private record Key(
      NetworkPolicy.Key policy, Direction direction, int rule, PolicyPort.Named port) {}

  private final Surroundings surroundings;
  private final Map<Key, SortedSet<Integer>> known = new ConcurrentHashMap<>();

  NameNumbers(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  /** Whether the name stands for the traffic's port; open where it stands for several numbers. */
  Answer matches(CompiledRule rule, PolicyPort.Named port, Traffic traffic) {
    SortedSet<Integer> numbers = of(rule, port, traffic);
    if (!numbers.contains(traffic.port())) {
      return Answer.NO;
    }
    return numbers.size() == 1
        ? Answer.of(traffic.destination().declares(port, traffic.port(), traffic.engine()))
        : Answer.MAYBE;
  }

  /** All numbers of the name among the rule's pods, the destination among them. */
  SortedSet<Integer> of(CompiledRule rule, PolicyPort.Named port, Traffic traffic) {
    RuleRef ref = rule.ref();
    Key key = new Key(ref.policy().key(), ref.direction(), ref.index(), port);
    SortedSet<Integer> numbers =
        new TreeSet<>(known.computeIfAbsent(key, k -> search(rule, port, traffic)));
    numbers.addAll(traffic.destination().numbersOf(port, traffic.engine()));
    return numbers;
  }

  private SortedSet<Integer> search(CompiledRule rule, PolicyPort.Named port, Traffic traffic) {
    SortedSet<Integer> numbers = new TreeSet<>();
    for (Pod pod : surroundings.pods(rule.ref().policy().cluster())) {
      if (!pod.hostNetwork() && isDestination(rule, pod)) {
        numbers.addAll(End.numbersOf(pod, port, traffic.engine()));
      }
    }
    return numbers;
  }

  /** Whether the rule is about connections to this pod. */
  private boolean isDestination(CompiledRule rule, Pod pod) {
    NetworkPolicy policy = rule.ref().policy();
    if (rule.ref().direction() == Direction.INGRESS) {
      return pod.namespace().equals(policy.namespace())
          && policy.podSelector().matches(pod.labels());
    }
    List<PolicyPeer> peers = rule.rule().peers();
    return peers.isEmpty() || peers.stream().anyMatch(peer -> isPeer(peer, policy, pod));
  }

  private boolean isPeer(PolicyPeer peer, NetworkPolicy policy, Pod pod) {
    if (!(peer instanceof PolicyPeer.Pods pods)) {
      return false;
    }
    boolean there =
        pods.namespaces()
            .map(s -> s.matches(surroundings.namespaceLabels(pod.cluster(), pod.namespace())))
            .orElse(pod.namespace().equals(policy.namespace()));
    return there && pods.pods().orElse(LabelSelector.EVERYTHING).matches(pod.labels());
  }
}
