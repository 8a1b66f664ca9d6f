package io.sluice.recommender.audit.diff;

import io.sluice.analyzer.cluster.Pod;
import io.sluice.analyzer.cluster.Workload;
import io.sluice.analyzer.inventory.Inventory;
import io.sluice.analyzer.policy.Direction;
import io.sluice.analyzer.policy.NetworkPolicy;
import io.sluice.analyzer.policy.evaluate.Evaluator;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A direction of a workload that policies isolate on one side only.
 *
 * @param workload the workload
 * @param direction the direction
 * @param isolated whether it is isolated now and was not before; else the other way round
 * @param pods pods that this is true of
 * @param allPods pods of the workload that policies can isolate
 * @param policies the policies that isolate them, sorted
 */
public record IsolationChange(
    Workload workload,
    Direction direction,
    boolean isolated,
    long pods,
    long allPods,
    List<NetworkPolicy> policies)
    implements Comparable<IsolationChange> {
  private static final Comparator<IsolationChange> ORDER =
      Comparator.comparing(IsolationChange::isolated)
          .reversed()
          .thenComparing(IsolationChange::workload)
          .thenComparing(IsolationChange::direction);

  /** Keeps its own copy. */
  public IsolationChange {
    policies = List.copyOf(policies);
  }

  /** All such directions of the workloads whose pods run, newly isolated ones first. */
  static List<IsolationChange> between(Inventory inventory, Evaluator before, Evaluator after) {
    SortedMap<Workload, List<Pod>> workloads = new TreeMap<>();
    for (Pod pod : inventory.pods()) {
      if (!pod.hostNetwork() && inventory.livePods().contains(pod.id())) {
        workloads.computeIfAbsent(pod.workload(), w -> new ArrayList<>()).add(pod);
      }
    }
    List<IsolationChange> changes = new ArrayList<>();
    workloads.forEach(
        (workload, pods) -> {
          for (Direction direction : Direction.values()) {
            add(changes, workload, direction, pods, before, after, true);
            add(changes, workload, direction, pods, after, before, false);
          }
        });
    return changes.stream().sorted().toList();
  }

  /** Pods that are isolated under one reading and not under the other. */
  private static void add(
      List<IsolationChange> changes,
      Workload workload,
      Direction direction,
      List<Pod> pods,
      Evaluator open,
      Evaluator closed,
      boolean isolated) {
    SortedMap<NetworkPolicy.Key, NetworkPolicy> policies = new TreeMap<>();
    long count = 0;
    for (Pod pod : pods) {
      List<NetworkPolicy> isolating = closed.isolating(pod, direction);
      if (!isolating.isEmpty() && open.isolating(pod, direction).isEmpty()) {
        count++;
        isolating.forEach(policy -> policies.put(policy.key(), policy));
      }
    }
    if (count > 0) {
      changes.add(
          new IsolationChange(
              workload, direction, isolated, count, pods.size(), List.copyOf(policies.values())));
    }
  }

  @Override
  public int compareTo(IsolationChange other) {
    return ORDER.compare(this, other);
  }
}
