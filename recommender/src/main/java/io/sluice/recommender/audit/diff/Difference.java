package io.sluice.recommender.audit.diff;

import io.sluice.analyzer.inventory.Inventory;
import io.sluice.analyzer.policy.evaluate.Evaluator;
import io.sluice.recommender.audit.diff.connectivity.ConnectivityDiff;
import io.sluice.recommender.audit.diff.connectivity.Shift;
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
 * @param shifts whose own policies widened or tightened what is allowed
 */
public record Difference(
    Optional<FlowDiff> flows,
    List<IsolationChange> isolation,
    PolicyDiff policies,
    List<WeighedChange> connectivity,
    List<Shift> shifts) {
  /** Keeps its own copies. */
  public Difference {
    isolation = List.copyOf(isolation);
    connectivity = List.copyOf(connectivity);
    shifts = List.copyOf(shifts);
  }

  /** Compares two sides for a cluster as it is at the end of what the inventory knows. */
  public static Difference between(
      Side old, Side now, Inventory inventory, Optional<RecordedEdges> recorded) {
    Evaluator before = new Evaluator(old.policies(), inventory, old.engine());
    Evaluator after = new Evaluator(now.policies(), inventory, now.engine());
    ConnectivityDiff connectivity = ConnectivityDiff.of(inventory, before, after);
    Scales scales = new Scales(recorded, before, after);
    return new Difference(
        recorded.map(edges -> FlowComparer.compare(edges, inventory, before, after)),
        IsolationChange.between(inventory, before, after),
        PolicyDiff.of(old, now),
        connectivity.changes().stream().map(scales::weighed).sorted().toList(),
        connectivity.shifts());
  }

  /** Whether there is nothing to tell. */
  public boolean isEmpty() {
    return isolation.isEmpty()
        && policies.changes().isEmpty()
        && connectivity.isEmpty()
        && flows.map(f -> f.denied().isEmpty() && f.allowed().isEmpty()).orElse(true);
  }
}
