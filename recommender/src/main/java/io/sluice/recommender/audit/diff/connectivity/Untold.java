package io.sluice.recommender.audit.diff.connectivity;

import io.sluice.analyzer.cluster.Workload;
import io.sluice.analyzer.policy.Direction;
import java.util.Comparator;

/**
 * A direction of a workload where something may be treated differently, and a policy of another API
 * may decide about it: what is not evaluated is in no line.
 *
 * @param workload the workload
 * @param direction the direction
 * @param policy kind and name of the policy
 */
public record Untold(Workload workload, Direction direction, String policy)
    implements Comparable<Untold> {
  private static final Comparator<Untold> ORDER =
      Comparator.comparing(Untold::workload)
          .thenComparing(Untold::direction)
          .thenComparing(Untold::policy);

  @Override
  public int compareTo(Untold other) {
    return ORDER.compare(this, other);
  }
}
