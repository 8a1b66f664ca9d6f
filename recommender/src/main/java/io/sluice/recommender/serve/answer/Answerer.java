package io.sluice.recommender.serve.answer;

import io.sluice.recommender.answer.Case;
import io.sluice.recommender.answer.Check;
import io.sluice.recommender.answer.ClusterFacts;
import io.sluice.recommender.answer.EngineChoice;
import io.sluice.recommender.answer.Evidence;
import io.sluice.recommender.audit.AuditReport;
import io.sluice.recommender.audit.Auditor;
import io.sluice.recommender.audit.EdgeText;
import io.sluice.recommender.audit.gate.Gate;
import io.sluice.recommender.recommend.RecommendOptions;
import io.sluice.recommender.recommend.Recommendation;
import io.sluice.recommender.recommend.schedule.RunCounter;
import io.sluice.recommender.write.report.CheckReport;
import io.sluice.recommender.write.report.NamespaceFilter;
import io.sluice.recommender.write.report.RecommendationReport;
import io.sluice.recommender.write.report.RunSummary;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Makes answers: what {@code recommend} and {@code check} would say of the same edges. */
public final class Answerer {
  /** What reports call the edges. */
  private static final String TABLE = "edges";

  private final AnswerSettings settings;

  public Answerer(AnswerSettings settings) {
    this.settings = settings;
  }

  /**
   * The answer as of a moment.
   *
   * @throws UncheckedIOException where edges are of a cluster whose objects are not known
   */
  public Answer answer(Sight sight) {
    ClusterFacts cluster =
        sight.clusterObjects().isEmpty()
            ? ClusterFacts.none()
            : ClusterFacts.of(sight.clusterObjects(), List.of(), List.of());
    EngineChoice engine =
        EngineChoice.of(settings.engine(), cluster.inventory(), cluster.cilium()).orElseThrow();
    Evidence evidence = evidence(sight, cluster);
    RunSummary run = evidence.summary(cluster, Optional.of(engine));
    EdgeText text = EdgeText.of(false, cluster.inventory().workloads());
    RecommendOptions options =
        RecommendOptions.defaults()
            .change()
            .engine(engine.profile())
            .decisions(settings.decisions().on(Case.day(run.coverage(), cluster.inventory())))
            .build();
    Case asked = new Case(cluster, evidence, run.coverage(), settings.settings(), options);
    Gate gate =
        new Gate(
            Set.of(), settings.exceptions(), Case.day(run.coverage(), cluster.inventory()), text);
    Recommendation recommendation = asked.recommend(asked.recommender());
    Check check = Check.of(asked, text);
    return new Answer(
        sight.version(),
        sight.delays(),
        asked,
        gate,
        run,
        recommendation,
        report(asked, recommendation, run, text).json(),
        check,
        report(check, gate, run).json());
  }

  private static Evidence evidence(Sight sight, ClusterFacts cluster) {
    try {
      return Evidence.of(sight.edges(), cluster.inventory(), TABLE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static RecommendationReport report(
      Case asked, Recommendation recommendation, RunSummary run, EdgeText text) {
    ClusterFacts cluster = asked.cluster();
    AuditReport audit =
        new Auditor(
                cluster.inventory(),
                asked.evidence().pods(),
                asked.options().engine(),
                text,
                cluster.foreign())
            .audit(recommendation.edges(), recommendation.effective(), cluster.recorded());
    return new RecommendationReport(
        recommendation,
        audit,
        Optional.empty(),
        new RunCounter(cluster.inventory(), recommendation.window(), recommendation.edges())
            .count(cluster.cronJobs()),
        cluster.inventory(),
        run,
        text,
        NamespaceFilter.ALL);
  }

  private CheckReport report(Check check, Gate gate, RunSummary run) {
    return new CheckReport(
        check.audit(),
        check.ofPolicies(),
        gate.judge(check.findings()),
        Set.of(),
        run,
        gate.text(),
        NamespaceFilter.ALL,
        settings.version());
  }

  /** The answer of {@code check -o json} for other policies than those in force. */
  CheckReport under(Answer answer, ClusterFacts cluster) {
    Case before = answer.asked();
    EngineChoice engine =
        EngineChoice.of(settings.engine(), cluster.inventory(), cluster.cilium()).orElseThrow();
    Case asked =
        new Case(
            cluster, before.evidence(), before.coverage(), before.settings(), before.options());
    Check check = Check.of(asked, answer.judged(), answer.text());
    return report(check, answer.gate(), before.evidence().summary(cluster, Optional.of(engine)));
  }
}
