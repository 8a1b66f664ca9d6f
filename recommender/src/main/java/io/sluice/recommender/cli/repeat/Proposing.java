package io.sluice.recommender.cli.repeat;

import io.sluice.recommender.answer.EngineChoice;
import io.sluice.recommender.cli.cluster.ClusterOptions;
import io.sluice.recommender.cli.cluster.ClusterState;
import io.sluice.recommender.cli.read.Analysis;
import io.sluice.recommender.recommend.RecommendOptions;
import io.sluice.recommender.recommend.Recommendation;
import io.sluice.recommender.recommend.Recommender;

/**
 * From logs and clusters to a recommendation: the same way for the command line, for the replay of
 * a manifest and for the stages of pull requests.
 *
 * @param state the clusters
 * @param engine the engine whose rules are applied
 * @param analysis what was read
 * @param options the options, with the decisions as of the day of the evidence
 * @param recommender the recommender
 * @param recommendation what it came to, with what in it does not keep to what people decided
 */
public record Proposing(
    ClusterState state,
    EngineChoice engine,
    Analysis analysis,
    RecommendOptions options,
    Recommender recommender,
    Recommendation recommendation) {

  /** The clusters, with the policies that take the place of theirs. */
  public static ClusterState state(ClusterOptions cluster, ClusterOptions.WithPolicies policies) {
    return ClusterState.read(cluster).withPolicies(policies.policies, cluster);
  }
}
