package io.sluice.recommender.cli.command;

import io.sluice.recommender.audit.EdgeText;
import io.sluice.recommender.cli.cluster.ClusterState;
import io.sluice.recommender.cli.repeat.Grounds;
import io.sluice.recommender.pr.Stage;
import io.sluice.recommender.pr.plan.Survey;
import io.sluice.recommender.recommend.DefaultDeny;
import io.sluice.recommender.recommend.Recommendation;

/**
 * The evidence of a run, and what it recommends for each stage.
 *
 * @param grounds what was read, with the policies of the base
 * @param text how ends are named
 */
record StagedEvidence(Grounds grounds, EdgeText text) {
  Survey survey() {
    ClusterState state = grounds.state();
    return new Survey(
        state.inventory(),
        grounds.analysis().reading().pods(),
        grounds.engine().profile(),
        state.foreign(),
        state.policies(),
        grounds.analysis().summary(),
        state.cronJobs(),
        grounds.recommender(grounds.options()).subjects(),
        text);
  }

  Recommendation recommend(Stage stage) {
    return grounds
        .propose(
            grounds
                .options()
                .change()
                .isolate(stage.directions())
                .defaultDeny(
                    stage == Stage.DEFAULT_DENY ? DefaultDeny.NAMESPACE : DefaultDeny.SELECTED)
                .build())
        .recommendation();
  }
}
