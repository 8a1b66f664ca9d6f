package io.sluice.recommender.recommend.declared;

import io.sluice.analyzer.cluster.Workload;
import io.sluice.analyzer.policy.Direction;

/**
 * A path that the cluster's objects ask for and that no rule can say: closing the direction would
 * cut it off, so the direction stays open.
 *
 * @param subject whose direction
 * @param direction the direction
 * @param detail which path, and why no rule says it, for people
 */
public record DeclaredHold(Workload subject, Direction direction, String detail) {
  /** The word of such a hold. */
  public static final String WORD = "declared-path";
}
