package io.sluice.recommender.audit.diff;

import io.sluice.analyzer.policy.evaluate.Verdict;
import io.sluice.ingest.AddressFamily;
import io.sluice.recommender.recommend.JudgedEdge;
import io.sluice.recommender.recommend.Standing;
import java.util.Collections;
import java.util.Comparator;
import java.util.Set;
import java.util.TreeSet;

/**
 * A recorded edge of which the two readings say different things.
 *
 * @param edge the edge
 * @param client the client that was asked about, for people
 * @param server the server that was asked about, for people
 * @param port the port that was asked about
 * @param before what the old reading says of these two
 * @param after what the new one does
 * @param families the address families that are denied in one reading and not in the other, where
 *     ends could talk in either
 * @param deniedPairs connections between its ends that are denied now and were not before
 * @param allowedPairs connections that are allowed now and were not before
 * @param pairs all connections that were asked about
 */
public record FlowChange(
    JudgedEdge edge,
    String client,
    String server,
    int port,
    Verdict before,
    Verdict after,
    Set<AddressFamily> families,
    long deniedPairs,
    long allowedPairs,
    long pairs)
    implements Comparable<FlowChange> {
  private static final Comparator<FlowChange> ORDER =
      Comparator.comparing((FlowChange change) -> change.edge.edge().key().denied())
          .thenComparing(change -> change.edge.standing() instanceof Standing.Quarantined)
          .thenComparing(change -> -change.edge.edge().records())
          .thenComparing(FlowChange::edge);

  /** Keeps families in their order. */
  public FlowChange {
    families = Collections.unmodifiableSet(new TreeSet<>(families));
  }

  /** Whether some of it is denied now that was not before: the graver of the two. */
  public boolean denied() {
    return deniedPairs > 0;
  }

  /** What went through when it was recorded comes first, then what was seen most. */
  @Override
  public int compareTo(FlowChange other) {
    return ORDER.compare(this, other);
  }
}
