package io.sluice.recommender.pr.plan;

import io.sluice.analyzer.cluster.Workload;
import io.sluice.analyzer.policy.Direction;
import io.sluice.analyzer.policy.NetworkPolicy;
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
import io.sluice.recommender.recommend.confidence.Maturity;
import io.sluice.recommender.recommend.confidence.Sighting;
import io.sluice.recommender.write.Wording;
import io.sluice.recommender.write.report.EvidenceFacts;
import io.sluice.recommender.write.report.EvidenceSection;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;

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
    return new Facts(
        effect.risk().denied().stream().map(this::denial).toList(),
        checked(),
        stages(),
        draft.changes.stream().map(this::line).toList(),
        remarks(),
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
        + " that touch this: "
        + (parts.isEmpty() ? "all of them pass." : "of them " + String.join(", ", parts) + ".");
  }

  private List<String> stages() {
    return draft.moves.stream()
        .sorted(Comparator.comparing(StageMove::namespace))
        .map(StageMove::line)
        .toList();
  }

  private List<String> remarks() {
    List<String> remarks = new ArrayList<>();
    SortedMap<Workload, SortedMap<Direction, SortedSet<String>>> closed =
        effect.isolation().closed();
    if (!closed.isEmpty()) {
      remarks.add(
          Wording.count(Isolation.pods(closed), "pod", "pods")
              + " of "
              + Wording.count(closed.size(), "workload", "workloads")
              + (Isolation.pods(closed) == 1 ? " becomes" : " become")
              + " isolated: what the rules do not allow is denied from then on");
    }
    effect
        .isolation()
        .opened()
        .forEach(
            (workload, pods) ->
                remarks.add(
                    survey.text().workload(workload)
                        + " is isolated no more: "
                        + Wording.directions(pods.keySet())
                        + " of "
                        + String.join(", ", names(pods))
                        + " is open to all"));
    boolean extended = draft.changes.stream().anyMatch(change -> change.before().isPresent());
    if (extended && draft.key.kind() == GroupKey.Kind.ADD) {
      remarks.add("No rule that is there today is taken away");
    }
    effect
        .declined()
        .values()
        .forEach(
            file ->
                remarks.add(
                    file.path()
                        + " was edited by hand and is kept; it would have changed by "
                        + FileDiff.count(file.before().orElse(""), file.after().orElse(""))));
    remarks.addAll(draft.remarks);
    return remarks;
  }

  private static SortedSet<String> names(SortedMap<Direction, SortedSet<String>> pods) {
    SortedSet<String> names = new TreeSet<>();
    pods.values().forEach(names::addAll);
    return names;
  }

  private Facts.Line line(ChangedPolicy change) {
    NetworkPolicy.Key key = change.key();
    Optional<WorkloadProposal> proposal = change.wanted().flatMap(WantedPolicy::proposal);
    Set<Direction> directions = new TreeSet<>();
    SortedSet<String> pods = new TreeSet<>();
    effect
        .isolation()
        .closed()
        .forEach(
            (workload, closed) -> {
              if (concerns(change, proposal, workload)) {
                directions.addAll(closed.keySet());
                closed.values().forEach(pods::addAll);
              }
            });
    return new Facts.Line(
        key.namespace() + "/" + key.name(),
        change.word(),
        rules(change, Direction.INGRESS),
        rules(change, Direction.EGRESS),
        Wording.directions(directions),
        List.copyOf(pods),
        proposal.flatMap(this::maturity).map(m -> m.state().word()).orElse("–"));
  }

  /** A default deny concerns whoever has no line of his own. */
  private boolean concerns(
      ChangedPolicy change, Optional<WorkloadProposal> proposal, Workload workload) {
    if (proposal.isPresent()) {
      return members(proposal.get()).contains(workload);
    }
    return change.key().namespace().equals(workload.namespace())
        && PlanWriter.proposals(draft).stream().noneMatch(p -> members(p).contains(workload));
  }

  private static List<Workload> members(WorkloadProposal proposal) {
    List<Workload> members = new ArrayList<>(List.of(proposal.workload()));
    members.addAll(proposal.merged());
    return members;
  }

  private Optional<Maturity> maturity(WorkloadProposal proposal) {
    return Optional.ofNullable(draft.recommendations.get(proposal.workload().namespace()))
        .map(recommendation -> recommendation.maturities().get(proposal.workload()));
  }

  private static String rules(ChangedPolicy change, Direction direction) {
    if (change.after().isEmpty()) {
      return "goes";
    }
    NetworkPolicy after = change.after().get();
    if (!after.isolates().contains(direction)) {
      boolean held =
          change
              .wanted()
              .flatMap(WantedPolicy::proposal)
              .map(p -> p.holds().stream().anyMatch(hold -> hold.direction() == direction))
              .orElse(false);
      return held ? "held open" : "as today";
    }
    String now = Wording.count(after.rules(direction).size(), "rule", "rules");
    return change
        .before()
        .filter(before -> before.isolates().contains(direction))
        .map(before -> before.rules(direction).size() + " → " + now)
        .orElse(now);
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
