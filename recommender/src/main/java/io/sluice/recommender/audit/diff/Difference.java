package io.sluice.recommender.audit.diff;

import io.sluice.analyzer.inventory.Inventory;
import io.sluice.analyzer.policy.evaluate.Evaluator;
import io.sluice.recommender.audit.diff.connectivity.ConnectivityDiff;
import io.sluice.recommender.audit.diff.connectivity.Shift;
import io.sluice.recommender.audit.diff.connectivity.Untold;
import java.util.List;
import java.util.Optional;

/**
 * What differs between two readings of a cluster's policies, from the gravest to the least:
 * recorded flows, isolation, policies, connectivity.
 *
 * @param flows recorded edges, where there are any
 * @param isolation newly and no longer isolated directions of workloads
 * @param policies the policies themselves
 * @param connectivity every connection that is treated differently, most used first
 * @param shifts directions through which more or less is allowed
 * @param untold where something may differ and cannot be told
 */
public record Difference(
    Optional<FlowDiff> flows,
    List<IsolationChange> isolation,
    PolicyDiff policies,
    List<WeighedChange> connectivity,
    List<Shift> shifts,
    List<Untold> untold) {
  /** Keeps its own copies. */
  public Difference {
    isolation = List.copyOf(isolation);
    connectivity = List.copyOf(connectivity);
    shifts = List.copyOf(shifts);
    untold = List.copyOf(untold);
  }

  /** Compares two sides for a cluster as it is at the end of what the inventory knows. */
  public static Difference between(
      Side old, Side now, Inventory inventory, Optional<RecordedEdges> recorded) {
    Evaluator before = evaluator(old, inventory);
    Evaluator after = evaluator(now, inventory);
    ConnectivityDiff connectivity = ConnectivityDiff.of(inventory, before, after);
    Scales scales = new Scales(recorded, before, after);
    return new Difference(
        recorded.map(edges -> FlowComparer.compare(edges, inventory, before, after)),
        IsolationChange.between(inventory, before, after),
        PolicyDiff.of(old, now),
        connectivity.changes().stream().map(scales::weighed).sorted().toList(),
        connectivity.shifts(),
        connectivity.untold());
  }

  private static Evaluator evaluator(Side side, Inventory inventory) {
    return new Evaluator(side.policies(), inventory, side.engine(), side.foreign());
  }

  /** Whether there is nothing to tell. */
  public boolean isEmpty() {
    return isolation.isEmpty()
        && policies.changes().isEmpty()
        && connectivity.isEmpty()
        && untold.isEmpty()
        && flows.map(f -> f.denied().isEmpty() && f.allowed().isEmpty()).orElse(true);
  }
}
