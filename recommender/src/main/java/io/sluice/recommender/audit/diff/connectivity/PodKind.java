package io.sluice.recommender.audit.diff.connectivity;

import io.sluice.analyzer.cluster.Pod;
import io.sluice.analyzer.policy.Direction;
import io.sluice.analyzer.policy.EngineProfile;
import io.sluice.analyzer.policy.NetworkPolicy;
import io.sluice.analyzer.policy.PolicyRule;
import io.sluice.analyzer.policy.evaluate.Evaluator;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Pods with a network of their own that no policy of either side can tell apart.
 *
 * @param members the pods, sorted by name
 * @param egress where their own egress rules cut the ports
 * @param ingress where their own ingress rules and the ports that they declare do
 * @param changed the directions that may be treated differently for their own policies' sake
 */
record PodKind(List<Pod> members, PortCuts egress, PortCuts ingress, Set<Direction> changed) {
  /** A kind of these pods under both readings. */
  static PodKind of(
      List<Pod> members,
      Collection<io.sluice.analyzer.cluster.ContainerPort> named,
      Evaluator before,
      Evaluator after) {
    Pod sample = members.get(0);
    Set<Direction> changed = new HashSet<>();
    PortCuts[] cuts = new PortCuts[2];
    for (Direction direction : Direction.values()) {
      List<NetworkPolicy> old = before.isolating(sample, direction);
      List<NetworkPolicy> now = after.isolating(sample, direction);
      Set<PolicyRule> oldRules = RuleContent.of(old, direction);
      Set<PolicyRule> nowRules = RuleContent.of(now, direction);
      boolean same = old.isEmpty() == now.isEmpty() && oldRules.equals(nowRules);
      boolean open = old.isEmpty() && now.isEmpty();
      if (!open && !(same && sameEngine(before.engine(), after.engine()))) {
        changed.add(direction);
      }
      Set<PolicyRule> all = new HashSet<>(oldRules);
      all.addAll(nowRules);
      cuts[direction.ordinal()] = PortCuts.of(all);
    }
    return new PodKind(
        List.copyOf(members),
        cuts[Direction.EGRESS.ordinal()],
        cuts[Direction.INGRESS.ordinal()].around(named),
        Set.copyOf(changed));
  }

  private static boolean sameEngine(EngineProfile before, EngineProfile after) {
    return before.equals(after);
  }
}
