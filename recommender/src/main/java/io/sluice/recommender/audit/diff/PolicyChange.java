package io.sluice.recommender.audit.diff;

import java.util.Comparator;
import java.util.Locale;

/**
 * A policy that is not the same on both sides.
 *
 * @param kind what became of it
 * @param cluster cluster name, or ""
 * @param policy {@code namespace/name}; for a renamed one the new name
 * @param note the old name, or why it is refused; else ""
 */
public record PolicyChange(Kind kind, String cluster, String policy, String note)
    implements Comparable<PolicyChange> {
  /** What became of a policy; in the order of reports. */
  public enum Kind {
    /** One side has it, but the API server would refuse it: what it would do is not compared. */
    REFUSED,
    REMOVED,
    ADDED,
    CHANGED,
    /** The same content under another name. */
    RENAMED;

    /** The word in reports. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private static final Comparator<PolicyChange> ORDER =
      Comparator.comparing(PolicyChange::kind)
          .thenComparing(PolicyChange::cluster)
          .thenComparing(PolicyChange::policy)
          .thenComparing(PolicyChange::note);

  @Override
  public int compareTo(PolicyChange other) {
    return ORDER.compare(this, other);
  }
}
