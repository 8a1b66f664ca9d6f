package io.sluice.recommender.recommend;

import io.sluice.analyzer.edge.Edge;
import io.sluice.recommender.recommend.traffic.SystemRole;
import java.util.Collections;
import java.util.SortedSet;

/**
 * An edge and what it counts for.
 *
 * @param edge the edge; ambiguous ones stand as they were read
 * @param ambiguous whether its orientation is open
 * @param standing what it counts for
 * @param roles the parts of the platform at its ends; none for the traffic of applications
 */
public record JudgedEdge(
    Edge edge, boolean ambiguous, Standing standing, SortedSet<SystemRole> roles)
    implements Comparable<JudgedEdge> {
  /** An edge between applications. */
  public JudgedEdge(Edge edge, boolean ambiguous, Standing standing) {
    this(edge, ambiguous, standing, Collections.emptySortedSet());
  }

  @Override
  public int compareTo(JudgedEdge other) {
    int byEdge = edge.compareTo(other.edge);
    return byEdge != 0 ? byEdge : Boolean.compare(ambiguous, other.ambiguous);
  }
}
