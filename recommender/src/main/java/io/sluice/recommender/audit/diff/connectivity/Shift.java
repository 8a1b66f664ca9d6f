package io.sluice.recommender.audit.diff.connectivity;

import io.sluice.analyzer.cluster.Workload;
import io.sluice.analyzer.policy.Direction;
import java.util.Comparator;

/**
 * A direction of a workload through which more or less is allowed than before: it lets something
 * through on one side only, and the connection as a whole is allowed on that side only.
 *
 * @param workload the workload
 * @param direction the direction
 * @param widened whether more is allowed than before
 * @param tightened whether less is; both can hold
 */
public record Shift(Workload workload, Direction direction, boolean widened, boolean tightened)
    implements Comparable<Shift> {
  private static final Comparator<Shift> ORDER =
      Comparator.comparing(Shift::workload).thenComparing(Shift::direction);

  @Override
  public int compareTo(Shift other) {
    return ORDER.compare(this, other);
  }
}
