package io.sluice.recommender.cli.command;

import io.sluice.recommender.audit.EdgeText;
import io.sluice.recommender.cli.cluster.ClusterState;
import io.sluice.recommender.cli.cluster.EngineChoice;
import io.sluice.recommender.cli.read.Analysis;
import io.sluice.recommender.pr.Stage;
import io.sluice.recommender.pr.plan.Survey;
import io.sluice.recommender.recommend.DefaultDeny;
import io.sluice.recommender.recommend.RecommendOptions;
import io.sluice.recommender.recommend.Recommendation;
import io.sluice.recommender.recommend.Recommender;
import io.sluice.recommender.recommend.Settings;

/**
 * The evidence of a run, and what it recommends for each stage.
 *
 * @param state the cluster, with the policies of the base
 * @param analysis the logs
 * @param engine what enforces policies
 * @param settings the settings
 * @param options what the user decides, but for what the stage does
 * @param text how ends are named
 */
record StagedEvidence(
    ClusterState state,
    Analysis analysis,
    EngineChoice engine,
    Settings settings,
    RecommendOptions options,
    EdgeText text) {
  Survey survey() {
    return new Survey(
        state.inventory(),
        analysis.reading().pods(),
        engine.profile(),
        state.foreign(),
        state.policies(),
        analysis.summary(),
        state.cronJobs(),
        text);
  }

  Recommendation recommend(Stage stage) {
    RecommendOptions staged =
        options
            .change()
            .isolate(stage.directions())
            .defaultDeny(stage == Stage.DEFAULT_DENY ? DefaultDeny.NAMESPACE : DefaultDeny.SELECTED)
            .build();
    return new Recommender(
            state.inventory(),
            analysis.reading().pods(),
            settings,
            staged,
            analysis.reading().names())
        .recommend(analysis.reading().edges(), state.policies(), state.ownPolicies());
  }
}
