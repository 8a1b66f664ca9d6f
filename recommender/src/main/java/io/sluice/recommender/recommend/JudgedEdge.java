package io.sluice.recommender.recommend;

import io.sluice.analyzer.edge.Edge;

/**
 * An edge and what it counts for.
 *
 * @param edge the edge; ambiguous ones stand as they were read
 * @param ambiguous whether its orientation is open
 * @param standing what it counts for
 */
public record JudgedEdge(Edge edge, boolean ambiguous, Standing standing)
    implements Comparable<JudgedEdge> {
  @Override
  public int compareTo(JudgedEdge other) {
    int byEdge = edge.compareTo(other.edge);
    return byEdge != 0 ? byEdge : Boolean.compare(ambiguous, other.ambiguous);
  }
}
