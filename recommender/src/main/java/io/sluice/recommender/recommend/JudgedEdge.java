package io.sluice.recommender.recommend;

import io.sluice.analyzer.edge.Edge;
import io.sluice.recommender.recommend.confidence.Rating;

/**
 * An edge, what it counts for, and how sure it is.
 *
 * @param edge the edge; ambiguous ones stand as they were read
 * @param ambiguous whether its orientation is open
 * @param standing what it counts for
 * @param rating how well it is known, and why it should be looked at first
 */
public record JudgedEdge(Edge edge, boolean ambiguous, Standing standing, Rating rating)
    implements Comparable<JudgedEdge> {
  /** An edge that is rated by its counts alone. */
  public JudgedEdge(Edge edge, boolean ambiguous, Standing standing) {
    this(edge, ambiguous, standing, Rating.ofCounts(edge));
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
