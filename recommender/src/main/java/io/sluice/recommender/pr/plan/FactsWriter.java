package io.sluice.recommender.pr.plan;

import io.sluice.analyzer.policy.Direction;
import io.sluice.recommender.audit.Coverage;
import io.sluice.recommender.audit.EdgeText;
import io.sluice.recommender.audit.Finding;
import io.sluice.recommender.pr.FileChange;
import io.sluice.recommender.pr.GroupKey;
import io.sluice.recommender.pr.body.Facts;
import io.sluice.recommender.pr.files.FileDiff;
import io.sluice.recommender.recommend.Recommendation;
import io.sluice.recommender.recommend.RuleEvidence;
import io.sluice.recommender.recommend.WorkloadProposal;
import io.sluice.recommender.recommend.confidence.Sighting;
import io.sluice.recommender.write.Wording;
import io.sluice.recommender.write.report.EvidenceFacts;
import io.sluice.recommender.write.report.EvidenceSection;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Gathers what the text of a pull request says. */
final class FactsWriter {
  private final Survey survey;
  private final PlanOptions options;
  private final Draft draft;
  private final Effect effect;

  FactsWriter(Survey survey, PlanOptions options, Draft draft, Effect effect) {
    this.survey = survey;
    this.options = options;
    this.draft = draft;
    this.effect = effect;
  }

  Facts write() {
    ChangeLines lines = new ChangeLines(survey, draft, effect);
    return new Facts(
        effect.risk().denied().stream().map(this::denial).toList(),
        checked(),
        stages(),
        lines.lines(),
        lines.remarks(),
        effect.declined().values().stream().map(FactsWriter::declined).toList(),
        evidence(),
        window(),
        new BlindSpots(survey, draft).lines(),
        waysOut(),
        options.path(),
        draft.key.kind() == GroupKey.Kind.TIGHTEN);
  }

  private Facts.Denial denial(Finding finding) {
    EdgeText text = survey.text();
    return new Facts.Denial(
        finding.confidence().word(),
        text.client(finding.edge().edge()),
        text.server(finding.edge().edge(), finding.edge().ambiguous()),
        EdgeText.port(finding.edge().edge()),
        Wording.connections(finding.edge().edge()),
        shortTime(finding.edge().edge().lastMillis()),
        finding.because());
  }

  private String checked() {
    Risk risk = effect.risk();
    List<String> parts = new ArrayList<>();
    if (risk.notEvaluated() > 0) {
      parts.add(Wording.count(risk.notEvaluated()) + " could not be judged");
    }
    if (risk.deniedToday() > 0) {
      parts.add(Wording.count(risk.deniedToday()) + " denied today already");
    }
    if (risk.quarantined() > 0) {
      parts.add(
          Wording.count(risk.quarantined()) + " denied on purpose (scans, attempts not learnt)");
    }
    return "Replayed "
        + Wording.count(risk.asked(), "edge", "edges")
        + (risk.asked() == 1 ? " that touches this: " : " that touch this: ")
        + (parts.isEmpty() ? "all of them pass." : "of them " + String.join(", ", parts) + ".");
  }

  private List<String> stages() {
    return draft.moves.stream()
        .sorted(Comparator.comparing(StageMove::namespace))
        .map(StageMove::line)
        .toList();
  }

  private static Facts.Declined declined(FileChange file) {
    return new Facts.Declined(
        file.path(), FileDiff.of(file.before().orElse(""), file.after().orElse("")));
  }

  /** The weakest first: that is what a reviewer should look at. */
  private List<Facts.Support> evidence() {
    if (draft.key.kind() == GroupKey.Kind.TIGHTEN) {
      return List.of();
    }
    List<Facts.Support> rows = new ArrayList<>();
    for (WorkloadProposal proposal : PlanWriter.proposals(draft)) {
      Recommendation recommendation = draft.recommendations.get(proposal.workload().namespace());
      if (recommendation != null) {
        proposal.evidence().forEach(item -> rows.add(support(proposal, item, recommendation)));
      }
    }
    List<String> weakestFirst = List.of("low", "medium", "high");
    return rows.stream()
        .sorted(
            Comparator.comparing(row -> Math.floorMod(weakestFirst.indexOf(row.confidence()), 4)))
        .toList();
  }

  private Facts.Support support(
      WorkloadProposal proposal, RuleEvidence item, Recommendation recommendation) {
    EvidenceFacts facts =
        EvidenceFacts.of(item, survey.text(), survey.inventory(), recommendation.window());
    return new Facts.Support(
        survey.text().workload(proposal.workload()),
        item.direction() == Direction.INGRESS ? "in" : "out",
        EvidenceSection.peer(item, facts),
        item.port().toString(),
        item.edges().isEmpty() ? item.basis() : facts.connections(),
        facts.sighting().map(Sighting::hours).map(Wording::count).orElse("–"),
        facts.confidence(),
        item.edges().isEmpty()
            ? "–"
            : shortTime(
                item.edges().stream().mapToLong(e -> e.edge().lastMillis()).max().orElse(0)));
  }

  /** {@code 11-03 22:10}: the year stands above the table. */
  private static String shortTime(long epochMillis) {
    String time = Wording.time(epochMillis);
    return time.length() < 16 ? time : time.substring(5, 16).replace('T', ' ');
  }

  private String window() {
    Coverage coverage = survey.summary().coverage();
    return coverage.firstMillis() > coverage.lastMillis()
        ? "no record has a time"
        : Wording.count(coverage.windowHours())
            + " h window, "
            + Wording.count(coverage.hoursWithData())
            + " h with data, to "
            + Wording.time(coverage.lastMillis())
            + "; times in UTC";
  }

  private List<Facts.WayOut> waysOut() {
    List<Facts.WayOut> waysOut = new ArrayList<>();
    for (ChangedPolicy change : draft.changes) {
      change
          .after()
          .ifPresent(
              policy ->
                  waysOut.add(
                      new Facts.WayOut(policy.namespace(), policy.name(), policy.podSelector())));
    }
    return waysOut;
  }
}
