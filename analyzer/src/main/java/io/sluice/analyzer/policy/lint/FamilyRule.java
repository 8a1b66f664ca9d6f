package io.sluice.analyzer.policy.lint;

import io.sluice.analyzer.cluster.Pod;
import io.sluice.analyzer.policy.Direction;
import io.sluice.analyzer.policy.NetworkPolicy;
import io.sluice.analyzer.policy.PolicyPeer;
import io.sluice.analyzer.policy.PolicyPort;
import io.sluice.analyzer.policy.PolicyRule;
import io.sluice.analyzer.policy.PolicySet;
import io.sluice.analyzer.policy.RuleRef;
import io.sluice.analyzer.policy.lint.known.KnownCluster;
import io.sluice.ingest.IpAddress;
import java.util.List;
import java.util.stream.Stream;

/**
 * Looks for {@code 0.0.0.0/0} where a selected pod has both families and no policy opens IPv6 to
 * it: neither by a block, which shows that somebody thought of it, nor by a rule for anybody on the
 * same ports.
 */
final class FamilyRule implements LintRule {
  private final PolicySet policies;

  FamilyRule(PolicySet policies) {
    this.policies = policies;
  }

  @Override
  public void check(NetworkPolicy policy, KnownCluster cluster, Report report) {
    for (Direction direction : policy.isolates()) {
      List<PolicyRule> rules = policy.rules(direction);
      for (int i = 0; i < rules.size(); i++) {
        PolicyRule rule = rules.get(i);
        int peer = allOfV4(rule.peers());
        if (peer >= 0
            && dualStackPods(policy, cluster)
                .anyMatch(pod -> !opensV6(pod, policy, direction, rule))) {
          report.addOfPeer(
              FindingKind.V4_ONLY,
              new RuleRef(policy, direction, i),
              peer,
              "opens 0.0.0.0/0 and nothing of IPv6, and its pods have addresses of both: over IPv6"
                  + " they stay closed; add ::/0 if all addresses are meant");
        }
      }
    }
  }

  /** Index of the first peer that is all of IPv4, or -1. */
  private static int allOfV4(List<PolicyPeer> peers) {
    for (int i = 0; i < peers.size(); i++) {
      if (isAllOfV4(peers.get(i))) {
        return i;
      }
    }
    return -1;
  }

  private static boolean isAllOfV4(PolicyPeer peer) {
    return peer instanceof PolicyPeer.IpBlock block
        && !block.cidr().base().v6()
        && block.cidr().prefixLength() == 0;
  }

  private static Stream<Pod> dualStackPods(NetworkPolicy policy, KnownCluster cluster) {
    return cluster.livePods().stream()
        .filter(pod -> isSelected(pod, policy))
        .filter(pod -> pod.addresses().stream().anyMatch(IpAddress::v6))
        .filter(pod -> pod.addresses().stream().anyMatch(address -> !address.v6()));
  }

  private static boolean isSelected(Pod pod, NetworkPolicy policy) {
    return pod.namespace().equals(policy.namespace()) && policy.podSelector().matches(pod.labels());
  }

  /** Whether any policy of the pod, this one or another, opens IPv6 on a rule's ports. */
  private boolean opensV6(Pod pod, NetworkPolicy policy, Direction direction, PolicyRule onPorts) {
    return policies.in(policy.cluster(), policy.namespace()).stream()
        .filter(other -> other.isolates().contains(direction) && isSelected(pod, other))
        .flatMap(other -> other.rules(direction).stream())
        .anyMatch(rule -> hasBlockOfV6(rule) || isForAnybody(rule, onPorts.ports()));
  }

  private static boolean hasBlockOfV6(PolicyRule rule) {
    return rule.peers().stream()
        .anyMatch(p -> p instanceof PolicyPeer.IpBlock block && block.cidr().base().v6());
  }

  private static boolean isForAnybody(PolicyRule rule, List<PolicyPort> ports) {
    return rule.peers().isEmpty()
        && (rule.ports().isEmpty() || (!ports.isEmpty() && rule.ports().containsAll(ports)));
  }
}
