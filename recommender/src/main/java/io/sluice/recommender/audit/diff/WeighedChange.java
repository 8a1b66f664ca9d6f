package io.sluice.recommender.audit.diff;

import io.sluice.analyzer.policy.evaluate.Verdict;
import io.sluice.recommender.audit.diff.connectivity.ConnectivityChange;
import java.util.Comparator;

/**
 * A change of connectivity with the traffic seen on it.
 *
 * @param change the change
 * @param before what the old reading says of its sample
 * @param after what the new one does
 * @param edges recorded edges on the ports that open or close
 * @param records their records
 * @param connections their connections, 0 where no format can tell
 * @param lastMillis when the last of them was seen, 0 where there is none
 */
public record WeighedChange(
    ConnectivityChange change,
    Verdict before,
    Verdict after,
    long edges,
    long records,
    long connections,
    long lastMillis)
    implements Comparable<WeighedChange> {
  private static final Comparator<WeighedChange> ORDER =
      Comparator.comparing((WeighedChange weighed) -> -weighed.records)
          .thenComparing(weighed -> weighed.change.closed().isEmpty())
          .thenComparing(WeighedChange::change);

  /** What was used most comes first; with equal use what closes before what opens. */
  @Override
  public int compareTo(WeighedChange other) {
    return ORDER.compare(this, other);
  }
}
