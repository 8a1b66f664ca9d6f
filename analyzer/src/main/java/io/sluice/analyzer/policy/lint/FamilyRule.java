package io.sluice.analyzer.policy.lint;

import io.sluice.analyzer.cluster.Pod;
import io.sluice.analyzer.policy.Direction;
import io.sluice.analyzer.policy.NetworkPolicy;
import io.sluice.analyzer.policy.PolicyPeer;
import io.sluice.analyzer.policy.PolicyRule;
import io.sluice.analyzer.policy.PolicySet;
import io.sluice.analyzer.policy.RuleRef;
import io.sluice.analyzer.policy.lint.known.KnownCluster;
import java.util.List;

/**
 * Looks for {@code 0.0.0.0/0} without any IPv6 block, where the selected pods have both families.
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
        int peer = allOfV4(rules.get(i).peers());
        if (peer >= 0 && selectsDualStack(policy, cluster) && !opensV6(policy, direction)) {
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

  private static boolean selectsDualStack(NetworkPolicy policy, KnownCluster cluster) {
    return cluster.livePods().stream()
        .filter(pod -> pod.namespace().equals(policy.namespace()))
        .filter(pod -> policy.podSelector().matches(pod.labels()))
        .map(Pod::addresses)
        .anyMatch(
            addresses ->
                addresses.stream().anyMatch(a -> a.v6())
                    && addresses.stream().anyMatch(a -> !a.v6()));
  }

  /** Whether any policy of the namespace opens IPv6: it may well select the same pods. */
  private boolean opensV6(NetworkPolicy policy, Direction direction) {
    return policies.in(policy.cluster(), policy.namespace()).stream()
        .filter(other -> other.isolates().contains(direction))
        .flatMap(other -> other.rules(direction).stream())
        .anyMatch(
            rule ->
                rule.peers().isEmpty()
                    || rule.peers().stream()
                        .anyMatch(
                            p ->
                                p instanceof PolicyPeer.IpBlock block && block.cidr().base().v6()));
  }
}
