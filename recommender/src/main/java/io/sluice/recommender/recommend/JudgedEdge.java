package io.sluice.recommender.recommend;

import io.sluice.analyzer.edge.Edge;
import io.sluice.recommender.recommend.confidence.Rating;
import io.sluice.recommender.recommend.traffic.SystemRole;
import java.util.SortedSet;

/**
 * An edge, what it counts for, and how sure it is.
 *
 * @param edge the edge; ambiguous ones stand as they were read
 * @param ambiguous whether its orientation is open
 * @param standing what it counts for
 * @param rating how well it is known, and why it should be looked at first
 * @param roles the parts of the platform at its ends; none for the traffic of applications
 */
public record JudgedEdge(
    Edge edge, boolean ambiguous, Standing standing, Rating rating, SortedSet<SystemRole> roles)
    implements Comparable<JudgedEdge> {
  /** The same with another standing. */
  public JudgedEdge with(Standing other) {
    return new JudgedEdge(edge, ambiguous, other, rating, roles);
  }

  /** Whether it went through and is traffic that somebody may need, learnt from or not. */
  public boolean wentThrough() {
    return standing instanceof Standing.Used || standing instanceof Standing.Withheld;
  }

  public Confidence confidence() {
    return rating.confidence();
  }

  @Override
  public int compareTo(JudgedEdge other) {
    int byEdge = edge.compareTo(other.edge);
    return byEdge != 0 ? byEdge : Boolean.compare(ambiguous, other.ambiguous);
  }
}
