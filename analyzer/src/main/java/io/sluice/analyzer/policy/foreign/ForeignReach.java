package io.sluice.analyzer.policy.foreign;

import io.sluice.analyzer.cluster.Pod;
import io.sluice.analyzer.policy.Direction;
import io.sluice.analyzer.policy.LabelRequirement;
import io.sluice.analyzer.policy.LabelSelector;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/**
 * Which pods a policy of another API may select, and in which directions: never fewer than it does.
 *
 * @param ends pods with a network of their own, or nodes and so the pods that share theirs
 * @param pods conditions on the pods' labels that are certain; they do not count for nodes
 * @param namespaces certain conditions on the namespace, each on {@link #NAMESPACE_NAME}
 * @param directions the directions that it may touch
 */
public record ForeignReach(
    Ends ends, LabelSelector pods, LabelSelector namespaces, Set<Direction> directions) {
  /** The label that every namespace has. */
  static final String NAMESPACE_NAME = "kubernetes.io/metadata.name";

  /** What a policy's subject is. */
  public enum Ends {
    PODS,
    NODES,
    PODS_AND_NODES
  }

  public ForeignReach {
    directions =
        directions.isEmpty() ? Set.of() : Collections.unmodifiableSet(EnumSet.copyOf(directions));
  }

  /** Everything in the policy's scope. */
  static ForeignReach everything(Ends ends, Set<Direction> directions) {
    return new ForeignReach(ends, LabelSelector.EVERYTHING, LabelSelector.EVERYTHING, directions);
  }

  /** Whether it may touch a pod of the policy's scope. */
  boolean mayTouch(Pod pod, Direction direction) {
    if (!directions.contains(direction)) {
      return false;
    }
    if (pod.hostNetwork()) {
      return ends != Ends.PODS;
    }
    return ends != Ends.NODES
        && namespaces.matches(Map.of(NAMESPACE_NAME, pod.namespace()))
        && pods.requirements().stream().allMatch(requirement -> mayMeet(pod, requirement));
  }

  /** A log or a recorder may show only some labels: one that is not there says nothing. */
  private static boolean mayMeet(Pod pod, LabelRequirement requirement) {
    boolean unknown =
        !pod.origin().tellsAllLabels() && !pod.labels().containsKey(requirement.key());
    return unknown || requirement.matches(pod.labels());
  }
}
