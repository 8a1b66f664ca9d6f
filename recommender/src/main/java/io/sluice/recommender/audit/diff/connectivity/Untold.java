package io.sluice.recommender.audit.diff.connectivity;

import io.sluice.analyzer.cluster.Workload;
import io.sluice.analyzer.policy.Direction;
import java.util.Comparator;

/**
 * A direction of a workload where something may be treated differently, and one of the readings
 * cannot tell: what is not evaluated is in no line.
 *
 * @param workload the workload
 * @param direction the direction
 * @param policy kind and name of the policy of another API that may decide about it, or ""
 * @param reason why it cannot be told, in words
 */
public record Untold(Workload workload, Direction direction, String policy, String reason)
    implements Comparable<Untold> {
  private static final Comparator<Untold> ORDER =
      Comparator.comparing(Untold::workload)
          .thenComparing(Untold::direction)
          .thenComparing(Untold::policy)
          .thenComparing(Untold::reason);

  /** Where a policy of another API may decide. */
  static Untold byPolicy(Workload workload, Direction direction, String policy) {
    return new Untold(workload, direction, policy, policy + " may select it and is not evaluated");
  }

  @Override
  public int compareTo(Untold other) {
    return ORDER.compare(this, other);
  }
}
