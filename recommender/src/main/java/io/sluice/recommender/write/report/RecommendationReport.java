package io.sluice.recommender.write.report;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sluice.analyzer.inventory.Inventory;
import io.sluice.recommender.audit.AuditReport;
import io.sluice.recommender.audit.EdgeText;
import io.sluice.recommender.audit.backtest.Backtest;
import io.sluice.recommender.recommend.JudgedEdge;
import io.sluice.recommender.recommend.NamespaceDefault;
import io.sluice.recommender.recommend.PathPair;
import io.sluice.recommender.recommend.Recommendation;
import io.sluice.recommender.recommend.WorkloadProposal;
import io.sluice.recommender.recommend.schedule.ScheduledRuns;
import io.sluice.recommender.write.Document;
import io.sluice.recommender.write.Report;
import io.sluice.recommender.write.policy.PolicyYaml;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The answer of {@code recommend}, always in this order of weight: what would break, what we could
 * not see, what changes, the evidence.
 *
 * @param recommendation the proposals
 * @param audit every recorded edge replayed through what would be in force
 * @param backtest what the proposal would have done to records that it does not rest on, if asked
 * @param schedules the runs of CronJobs in the window, sorted
 * @param inventory which pods run
 * @param run what it rests on
 * @param text how ends are named
 * @param filter what is shown
 */
public record RecommendationReport(
    Recommendation recommendation,
    AuditReport audit,
    Optional<Backtest> backtest,
    List<ScheduledRuns> schedules,
    Inventory inventory,
    RunSummary run,
    EdgeText text,
    NamespaceFilter filter)
    implements Report {
  @Override
  public Document document() {
    return new RecommendationDocument(this).write();
  }

  @Override
  public ObjectNode json() {
    return new RecommendationJson(this).write();
  }

  /** The policies, as a stream of documents. */
  @Override
  public String yaml() {
    return Stream.concat(
            proposals().stream()
                .filter(proposal -> proposal.policy().isPresent())
                .map(PolicyYaml::of),
            defaults().stream().flatMap(d -> d.policy().stream()).map(PolicyYaml::plain))
        .collect(Collectors.joining("---\n"));
  }

  /** The CronJobs whose runs the logs do not show, as lines for people. */
  public List<String> unseenSchedules() {
    return new ScheduleSection(this).lines();
  }

  /** The default denies that are shown. */
  List<NamespaceDefault> defaults() {
    return recommendation.defaults().stream().filter(d -> filter.shows(d.namespace())).toList();
  }

  /** The pairs that are shown. */
  List<PathPair> pairs() {
    return recommendation.pairs().stream()
        .filter(
            pair ->
                filter.shows(pair.client().namespace()) || filter.shows(pair.server().namespace()))
        .toList();
  }

  /** The proposals that are shown. */
  List<WorkloadProposal> proposals() {
    return recommendation.proposals().stream().filter(filter::shows).toList();
  }

  /** The edges that are shown. */
  List<JudgedEdge> edges() {
    return recommendation.edges().stream().filter(filter::shows).toList();
  }
}
