package io.sluice.recommender.answer;

import io.sluice.analyzer.cluster.Workload;
import io.sluice.analyzer.inventory.Inventory;
import io.sluice.recommender.audit.Coverage;
import io.sluice.recommender.audit.decide.DecisionAuditor;
import io.sluice.recommender.recommend.JudgedEdge;
import io.sluice.recommender.recommend.RecommendOptions;
import io.sluice.recommender.recommend.Recommendation;
import io.sluice.recommender.recommend.Recommender;
import io.sluice.recommender.recommend.Settings;
import io.sluice.recommender.recommend.decision.HoldDecision;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.SortedSet;

/**
 * What an answer is about: a cluster, what was seen in it, and what the user wants.
 *
 * @param cluster the clusters and their policies
 * @param evidence what was seen
 * @param coverage how complete that is
 * @param settings the settings
 * @param options the options, with the engine and the decisions as of the day of the evidence
 */
public record Case(
    ClusterFacts cluster,
    Evidence evidence,
    Coverage coverage,
    Settings settings,
    RecommendOptions options) {

  /**
   * The day, UTC, up to which the evidence and the snapshot reach; what has a date is held to it.
   */
  public static LocalDate day(Coverage coverage, Inventory inventory) {
    long latest = Math.max(coverage.lastMillis(), inventory.takenAtMillis());
    return Instant.ofEpochMilli(Math.max(0, latest)).atZone(ZoneOffset.UTC).toLocalDate();
  }

  /** A recommender about these clusters and pods. */
  public Recommender recommender() {
    return new Recommender(
        cluster.inventory(), evidence.pods(), settings, options, evidence.names());
  }

  /**
   * What it comes to. What does not keep to what people decided is among the warnings.
   *
   * @param recommender that of this case
   */
  public Recommendation recommend(Recommender recommender) {
    Recommendation recommendation =
        recommender.recommend(
            evidence.edges(), cluster.policies(), cluster.ownPolicies(), cluster.recorded());
    return recommendation.with(broken(recommender, recommendation));
  }

  private List<String> broken(Recommender recommender, Recommendation recommendation) {
    return new DecisionAuditor(
            cluster.inventory(),
            recommendation.effective(),
            options.engine(),
            cluster.foreign(),
            options.decisions())
            .audit(
                recommendation.edges(),
                recommender.idleHolds(evidence.edges(), recommendation.edges()))
            .stream()
            .map(finding -> "decision " + finding.subject() + ": " + finding.message())
            .toList();
  }

  /** What each edge counts for, so that a scan is told from traffic that somebody needs. */
  public List<JudgedEdge> judged() {
    return recommender().judge(evidence.edges(), cluster.recorded());
  }

  /** Decisions that release a hold which these logs do not show; none without logs. */
  public List<HoldDecision> idleHolds(List<JudgedEdge> judged) {
    return coverage.hoursWithData() == 0
        ? List.of()
        : recommender().idleHolds(evidence.edges(), judged);
  }

  /** The workloads that policies are meant for. */
  public SortedSet<Workload> subjects() {
    return recommender().subjects();
  }
}
