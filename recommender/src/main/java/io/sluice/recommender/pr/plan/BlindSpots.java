package io.sluice.recommender.pr.plan;

import io.sluice.recommender.audit.AuditReport;
import io.sluice.recommender.recommend.Hold;
import io.sluice.recommender.recommend.NamespaceDefault;
import io.sluice.recommender.recommend.Recommendation;
import io.sluice.recommender.recommend.WorkloadProposal;
import io.sluice.recommender.recommend.WorkloadProposal.State;
import io.sluice.recommender.recommend.schedule.RunCounter;
import io.sluice.recommender.write.report.CoverageSection;
import io.sluice.recommender.write.report.NamespaceFilter;
import io.sluice.recommender.write.report.RecommendationReport;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** What a run could not see of the namespaces of a draft: nearest to them first. */
final class BlindSpots {
  private final Survey survey;
  private final Draft draft;

  BlindSpots(Survey survey, Draft draft) {
    this.survey = survey;
    this.draft = draft;
  }

  List<String> lines() {
    Set<String> lines = new LinkedHashSet<>();
    draft.recommendations.forEach(
        (namespace, recommendation) -> {
          lines.addAll(heldOpen(namespace, recommendation));
          lines.addAll(unproposed(namespace, recommendation));
          lines.addAll(schedules(namespace, recommendation));
          lines.addAll(defaults(namespace, recommendation));
        });
    lines.addAll(warnings());
    List<String> coverage = CoverageSection.lines(survey.summary());
    // The first line is the window, which stands above the evidence.
    lines.addAll(coverage.subList(Math.min(1, coverage.size()), coverage.size()));
    return new ArrayList<>(lines);
  }

  /**
   * What the recommendation says of itself as a whole, with the decisions that it does not keep to.
   * What is about a workload of another namespace begins with it and belongs into that one's.
   */
  List<String> warnings() {
    Set<String> warnings = new LinkedHashSet<>();
    draft.recommendations.values().forEach(one -> warnings.addAll(one.warnings()));
    warnings.removeIf(
        warning ->
            survey.subjects().stream()
                .filter(workload -> !draft.namespaces().contains(workload.namespace()))
                .anyMatch(workload -> warning.startsWith(workload.namespace() + "/")));
    return List.copyOf(warnings);
  }

  private List<String> heldOpen(String namespace, Recommendation recommendation) {
    List<String> lines = new ArrayList<>();
    for (WorkloadProposal proposal : recommendation.proposals()) {
      if (proposal.workload().namespace().equals(namespace)) {
        for (Hold hold : proposal.holds()) {
          lines.add(
              survey.text().workload(proposal.workload())
                  + " "
                  + hold.direction().word()
                  + " is held open by "
                  + hold.word()
                  + ": "
                  + hold.detail());
        }
      }
    }
    return lines;
  }

  /** What is held open stands above, and what others' policies cover is no blind spot. */
  private static final Map<State, String> WORDS =
      new EnumMap<>(
          Map.of(
              State.NO_TRAFFIC, "no traffic was seen",
              State.NOTHING_LEARNT, "nothing of the traffic can be learnt",
              State.NOT_ENFORCEABLE, "on its node's network, which policies do not filter",
              State.NO_SELECTOR, "no labels to select the pods by"));

  private List<String> unproposed(String namespace, Recommendation recommendation) {
    List<String> lines = new ArrayList<>();
    WORDS.forEach(
        (state, words) -> {
          TreeSet<String> names = new TreeSet<>();
          for (WorkloadProposal proposal : recommendation.proposals()) {
            boolean counts =
                proposal.state() == state
                    && proposal.policy().isEmpty()
                    && proposal.workload().namespace().equals(namespace);
            if (counts) {
              names.add(survey.text().workload(proposal.workload()));
            }
          }
          if (!names.isEmpty()) {
            lines.add("no policy for " + String.join(", ", names) + ": " + words);
          }
        });
    return lines;
  }

  private List<String> schedules(String namespace, Recommendation recommendation) {
    return new RecommendationReport(
            recommendation,
            new AuditReport(List.of(), 0, 0, 0, 0, 0),
            Optional.empty(),
            new RunCounter(survey.inventory(), recommendation.window(), recommendation.edges())
                .count(survey.cronJobs()),
            survey.inventory(),
            survey.summary(),
            survey.text(),
            new NamespaceFilter(new TreeSet<>(Set.of(namespace))))
        .unseenSchedules();
  }

  private static List<String> defaults(String namespace, Recommendation recommendation) {
    List<String> lines = new ArrayList<>();
    for (NamespaceDefault closing : recommendation.defaults()) {
      if (closing.namespace().equals(namespace) && !closing.refusals().isEmpty()) {
        lines.add(
            namespace + " gets no default deny yet: " + String.join("; ", closing.refusals()));
      }
    }
    return lines;
  }
}
