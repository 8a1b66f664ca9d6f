package io.sluice.recommender.cli.repeat;

import io.sluice.recommender.answer.Case;
import io.sluice.recommender.answer.EngineChoice;
import io.sluice.recommender.cli.cluster.ClusterState;
import io.sluice.recommender.cli.read.Analysis;
import io.sluice.recommender.recommend.RecommendOptions;
import io.sluice.recommender.recommend.Recommender;
import io.sluice.recommender.recommend.Settings;
import io.sluice.recommender.recommend.decision.Decisions;
import java.util.function.BiFunction;

/**
 * What proposals rest on: clusters and logs, read once, however often something is proposed.
 *
 * @param state the clusters
 * @param engine the engine whose rules are applied
 * @param settings the settings
 * @param analysis what was read
 * @param options the options, with the decisions as of the day of the evidence
 */
public record Grounds(
    ClusterState state,
    EngineChoice engine,
    Settings settings,
    Analysis analysis,
    RecommendOptions options) {

  /**
   * Reads.
   *
   * @param options options for an engine, without decisions
   * @param logs reads the logs
   */
  public static Grounds of(
      ClusterState state,
      EngineChoice engine,
      Settings settings,
      Decisions decisions,
      RecommendOptions options,
      BiFunction<ClusterState, EngineChoice, Analysis> logs) {
    Analysis analysis = logs.apply(state, engine);
    RecommendOptions dated = options.change().decisions(decisions.on(analysis.day())).build();
    return new Grounds(state, engine, settings, analysis, dated);
  }

  /** Proposes with the options of the user. */
  public Proposing propose() {
    return propose(options);
  }

  /**
   * Proposes with other options. What does not keep to what people decided is among the warnings.
   */
  public Proposing propose(RecommendOptions chosen) {
    Case asked = analysis.asked(settings, chosen);
    Recommender recommender = asked.recommender();
    return new Proposing(
        state, engine, analysis, chosen, recommender, asked.recommend(recommender));
  }

  /** A recommender about these clusters and pods. */
  public Recommender recommender(RecommendOptions chosen) {
    return analysis.asked(settings, chosen).recommender();
  }
}
