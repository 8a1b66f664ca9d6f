package io.sluice.recommender.recommend;

import io.sluice.analyzer.policy.Direction;
import java.util.SortedSet;

/**
 * Evidence that needs no rule, because policies that stay admit it.
 *
 * @param direction direction
 * @param edge the edge
 * @param policies the policies that admit it, {@code namespace/name}
 */
public record AllowedAlready(Direction direction, JudgedEdge edge, SortedSet<String> policies)
    implements Comparable<AllowedAlready> {
  @Override
  public int compareTo(AllowedAlready other) {
    int byDirection = direction.compareTo(other.direction);
    return byDirection != 0 ? byDirection : edge.compareTo(other.edge);
  }
}
