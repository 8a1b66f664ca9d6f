package io.sluice.recommender.world.score;

import io.sluice.analyzer.policy.Direction;
import io.sluice.analyzer.policy.LabelSelector;
import io.sluice.analyzer.policy.NetworkPolicy;
import io.sluice.analyzer.policy.PolicyPeer;
import io.sluice.analyzer.policy.PolicyPort;
import io.sluice.analyzer.policy.PolicyRule;
import io.sluice.analyzer.policy.PolicySet;
import io.sluice.analyzer.policy.Protocol;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/** Spoils policies in one way each, so that a score can be seen to fall. */
final class Damage {
  private Damage() {}

  /** Leaves out every rule that names pods of the policy's peers in a direction. */
  static PolicySet withoutRules(PolicySet policies, Direction direction) {
    return each(
        policies,
        policy ->
            rules(
                policy,
                direction,
                policy.rules(direction).stream()
                    .filter(rule -> rule.peers().stream().noneMatch(Damage::isPods))
                    .toList()));
  }

  /** Lets every pod of every namespace in where some are named. */
  static PolicySet widened(PolicySet policies, Direction direction) {
    PolicyPeer anybody =
        new PolicyPeer.Pods(Optional.of(LabelSelector.EVERYTHING), Optional.empty());
    return each(
        policies,
        policy ->
            rules(
                policy,
                direction,
                policy.rules(direction).stream()
                    .map(rule -> isOfPods(rule) ? of(anybody, rule) : rule)
                    .toList()));
  }

  /** Adds a peer on a port to every policy. */
  static PolicySet opened(PolicySet policies, Direction direction, PolicyPeer peer, int port) {
    PolicyPort only = PolicyPort.Range.of(Protocol.TCP, port);
    PolicyRule more = new PolicyRule(List.of(peer), List.of(only));
    return each(
        policies,
        policy -> {
          List<PolicyRule> rules = new ArrayList<>(policy.rules(direction));
          rules.add(more);
          return rules(policy, direction, rules);
        });
  }

  /** Isolates nothing but one direction. */
  static PolicySet isolatedOnly(PolicySet policies, Direction direction) {
    return each(
        policies,
        policy ->
            new NetworkPolicy(
                policy.cluster(),
                policy.namespace(),
                policy.name(),
                policy.podSelector(),
                Set.of(direction),
                policy.ingress(),
                policy.egress(),
                policy.origin()));
  }

  private static PolicyRule of(PolicyPeer peer, PolicyRule rule) {
    return new PolicyRule(List.of(peer), rule.ports());
  }

  private static boolean isOfPods(PolicyRule rule) {
    return rule.peers().stream().allMatch(Damage::isPods);
  }

  private static boolean isPods(PolicyPeer peer) {
    return peer instanceof PolicyPeer.Pods;
  }

  private static NetworkPolicy rules(
      NetworkPolicy policy, Direction direction, List<PolicyRule> rules) {
    boolean ingress = direction == Direction.INGRESS;
    return new NetworkPolicy(
        policy.cluster(),
        policy.namespace(),
        policy.name(),
        policy.podSelector(),
        policy.isolates(),
        ingress ? rules : policy.ingress(),
        ingress ? policy.egress() : rules,
        policy.origin());
  }

  private static PolicySet each(PolicySet policies, UnaryOperator<NetworkPolicy> damage) {
    return PolicySet.of(policies.policies().stream().map(damage).toList());
  }
}
