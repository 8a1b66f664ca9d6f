package io.sluice.recommender.cli.repeat;

import io.sluice.recommender.cli.cluster.ClusterOptions;
import io.sluice.recommender.cli.cluster.ClusterState;
import io.sluice.recommender.cli.cluster.EngineChoice;
import io.sluice.recommender.cli.read.Analysis;
import io.sluice.recommender.recommend.RecommendOptions;
import io.sluice.recommender.recommend.Recommendation;
import io.sluice.recommender.recommend.Recommender;
import io.sluice.recommender.recommend.Settings;
import io.sluice.recommender.recommend.decision.Decisions;
import java.util.function.BiFunction;

/**
 * From logs and clusters to a recommendation: the same way for the command line and for the replay
 * of a manifest.
 *
 * @param state the clusters
 * @param engine the engine whose rules are applied
 * @param analysis what was read
 * @param options the options, with the decisions as of the day of the evidence
 * @param recommender the recommender
 * @param recommendation what it came to
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

  /**
   * Recommends.
   *
   * @param options options for an engine
   * @param logs reads the logs
   */
  public static Proposing of(
      ClusterState state,
      EngineChoice engine,
      Settings settings,
      Decisions decisions,
      RecommendOptions options,
      BiFunction<ClusterState, EngineChoice, Analysis> logs) {
    Analysis analysis = logs.apply(state, engine);
    RecommendOptions dated = options.change().decisions(decisions.on(analysis.day())).build();
    Recommender recommender =
        new Recommender(
            state.inventory(),
            analysis.reading().pods(),
            settings,
            dated,
            analysis.reading().names());
    return new Proposing(
        state,
        engine,
        analysis,
        dated,
        recommender,
        recommender.recommend(analysis.reading().edges(), state.policies(), state.ownPolicies()));
  }
}
