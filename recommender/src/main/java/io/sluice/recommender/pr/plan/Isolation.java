package io.sluice.recommender.pr.plan;

import io.sluice.analyzer.cluster.Pod;
import io.sluice.analyzer.cluster.Workload;
import io.sluice.analyzer.policy.Direction;
import io.sluice.analyzer.policy.NetworkPolicy;
import io.sluice.analyzer.policy.PolicySet;
import io.sluice.analyzer.policy.evaluate.Evaluator;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Pods of some namespaces that become isolated, or are no longer.
 *
 * @param closed names of pods that become isolated, by workload and direction
 * @param opened names of pods that no policy isolates any more
 * @param opening the policies that isolated those
 */
record Isolation(
    SortedMap<Workload, SortedMap<Direction, SortedSet<String>>> closed,
    SortedMap<Workload, SortedMap<Direction, SortedSet<String>>> opened,
    SortedSet<NetworkPolicy.Key> opening) {
  static Isolation between(
      Survey survey, PolicySet before, PolicySet after, Set<String> namespaces) {
    Isolation isolation = new Isolation(new TreeMap<>(), new TreeMap<>(), new TreeSet<>());
    Evaluator old = survey.evaluator(before);
    Evaluator now = survey.evaluator(after);
    for (Pod pod : survey.inventory().pods()) {
      boolean counts =
          namespaces.contains(pod.namespace())
              && !pod.hostNetwork()
              && survey.inventory().livePods().contains(pod.id());
      if (counts) {
        for (Direction direction : Direction.values()) {
          isolation.compare(pod, direction, old, now);
        }
      }
    }
    return isolation;
  }

  private void compare(Pod pod, Direction direction, Evaluator old, Evaluator now) {
    var before = old.isolating(pod, direction);
    var after = now.isolating(pod, direction);
    if (before.isEmpty() && !after.isEmpty()) {
      put(closed, pod, direction);
    } else if (!before.isEmpty() && after.isEmpty()) {
      put(opened, pod, direction);
      before.forEach(policy -> opening.add(policy.key()));
    }
  }

  private static void put(
      SortedMap<Workload, SortedMap<Direction, SortedSet<String>>> to,
      Pod pod,
      Direction direction) {
    to.computeIfAbsent(pod.workload(), workload -> new TreeMap<>())
        .computeIfAbsent(direction, d -> new TreeSet<>())
        .add(pod.name());
  }

  /** How many pods there are among some. */
  static long pods(SortedMap<Workload, SortedMap<Direction, SortedSet<String>>> some) {
    return some.entrySet().stream()
        .flatMap(
            entry ->
                entry.getValue().values().stream()
                    .flatMap(Set::stream)
                    .map(pod -> entry.getKey().namespace() + "/" + pod))
        .distinct()
        .count();
  }
}
