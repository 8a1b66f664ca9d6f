package io.sluice.recommender.recommend;

import io.sluice.analyzer.cluster.Inventory;
import io.sluice.analyzer.cluster.PodDirectory;
import io.sluice.analyzer.edge.Edges;
import io.sluice.analyzer.policy.PolicySet;

/** Proposes one NetworkPolicy per workload and replays every edge through the evaluator. */
public final class Recommender {
  /** A recommender for one cluster's inventory. */
  public Recommender(
      Inventory inventory, PodDirectory pods, Settings settings, RecommendOptions options) {}

  /**
   * Proposes.
   *
   * @param edges what was seen
   * @param current the policies in force today
   * @throws ReplayFailure where a used edge would be denied by what is proposed: a bug, never
   *     written
   */
  public Recommendation recommend(Edges edges, PolicySet current) {
    throw new IllegalStateException("stub");
  }
}
