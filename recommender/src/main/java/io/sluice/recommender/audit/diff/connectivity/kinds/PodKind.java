package io.sluice.recommender.audit.diff.connectivity.kinds;

import io.sluice.analyzer.cluster.Pod;
import io.sluice.analyzer.policy.Direction;
import io.sluice.analyzer.policy.EngineProfile;
import io.sluice.analyzer.policy.NetworkPolicy;
import io.sluice.analyzer.policy.PolicyRule;
import io.sluice.analyzer.policy.evaluate.Evaluator;
import io.sluice.analyzer.policy.foreign.ForeignPolicy;
import java.util.Arrays;
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
 * @param foreign the directions that a policy of another API may decide about, on either side
 */
public record PodKind(
    List<Pod> members,
    PortCuts egress,
    PortCuts ingress,
    Set<Direction> changed,
    Set<Direction> foreign) {
  /** A kind of these pods under both readings. */
  static PodKind of(
      List<Pod> members,
      Collection<io.sluice.analyzer.cluster.ContainerPort> named,
      Evaluator before,
      Evaluator after) {
    Pod sample = members.get(0);
    Set<Direction> changed = new HashSet<>();
    Set<Direction> foreign = new HashSet<>();
    PortCuts[] cuts = new PortCuts[2];
    for (Direction direction : Direction.values()) {
      List<NetworkPolicy> old = before.isolating(sample, direction);
      List<NetworkPolicy> now = after.isolating(sample, direction);
      Set<PolicyRule> oldRules = RuleContent.of(old, direction);
      Set<PolicyRule> nowRules = RuleContent.of(now, direction);
      boolean same = old.isEmpty() == now.isEmpty() && oldRules.equals(nowRules);
      boolean open = old.isEmpty() && now.isEmpty();
      List<String> touching = touching(sample, direction, before);
      boolean sameForeign = touching.equals(touching(sample, direction, after));
      if ((!open && !(same && sameEngine(before.engine(), after.engine()))) || !sameForeign) {
        changed.add(direction);
      }
      if (!sameForeign || !touching.isEmpty()) {
        foreign.add(direction);
      }
      Set<PolicyRule> all = new HashSet<>(oldRules);
      all.addAll(nowRules);
      cuts[direction.ordinal()] = PortCuts.of(all);
    }
    return new PodKind(
        List.copyOf(members),
        cuts[Direction.EGRESS.ordinal()],
        cuts[Direction.INGRESS.ordinal()].around(named),
        Set.copyOf(changed),
        Set.copyOf(foreign));
  }

  /** The policy of another API that may decide about a pod's direction; none if there is none. */
  static List<String> touching(Pod pod, Direction direction, Evaluator evaluator) {
    return evaluator.foreign().mayTouch(pod, direction).map(ForeignPolicy::title).stream().toList();
  }

  /** The same of both directions, for telling pods apart. */
  static List<List<String>> touching(Pod pod, Evaluator evaluator) {
    return Arrays.stream(Direction.values()).map(d -> touching(pod, d, evaluator)).toList();
  }

  private static boolean sameEngine(EngineProfile before, EngineProfile after) {
    return before.equals(after);
  }
}
