package io.sluice.recommender.write.report;

import io.sluice.analyzer.cluster.Workload;
import io.sluice.analyzer.policy.Direction;
import io.sluice.analyzer.policy.NetworkPolicy;
import io.sluice.recommender.audit.FindingRule;
import io.sluice.recommender.recommend.Hold;
import io.sluice.recommender.recommend.Recommendation;
import io.sluice.recommender.recommend.SelectorProof;
import io.sluice.recommender.recommend.WorkloadProposal;
import io.sluice.recommender.recommend.confidence.Maturity;
import io.sluice.recommender.write.Column;
import io.sluice.recommender.write.Document;
import io.sluice.recommender.write.Wording;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A recommendation for people: risk first, then blind spots, then changes, then evidence. */
final class RecommendationDocument {
  private static final List<Column> HELD =
      List.of(
          Column.text("WORKLOAD"),
          Column.text("HELD OPEN"),
          Column.text("WHY"),
          Column.number("RECORDS"),
          Column.text("RELEASE WITH"));

  private static final List<Column> CHANGES =
      List.of(
          Column.text("NAMESPACE"),
          Column.text("WORKLOAD"),
          Column.text("KIND").wide(),
          Column.text("STATE"),
          Column.text("INGRESS"),
          Column.text("EGRESS"),
          Column.text("CONFIDENCE"),
          Column.text("LEARNING"),
          Column.text("NEXT IS NEW"),
          Column.text("HOURS SEEN").wide(),
          Column.text("NEW ISOLATION"),
          Column.text("NEWLY CLOSED"),
          Column.text("SELECTOR").wide());

  private final RecommendationReport report;
  private final Recommendation recommendation;
  private final Document document = new Document();

  RecommendationDocument(RecommendationReport report) {
    this.report = report;
    this.recommendation = report.recommendation();
  }

  Document write() {
    risk();
    blindSpots();
    changes();
    new EvidenceSection(report).write(document);
    return document;
  }

  private void risk() {
    document.heading("What would break");
    report
        .backtest()
        .ifPresent(
            tested -> new BacktestSection(tested, report.text(), report.filter()).write(document));
    Findings findings = new Findings(report.text(), report.filter());
    findings.table(
        document,
        report.audit(),
        FindingRule.WOULD_DENY,
        "Forwarded when recorded, and would be denied:");
    findings.quarantined(document, report.audit());
    document.line(Findings.summary(report.audit()));
  }

  private void blindSpots() {
    document.heading("What we could not see");
    document.bullets(CoverageSection.lines(report.run()));
    document.bullets(recommendation.warnings());
    document.bullets(new ScheduleSection(report).lines());
    SetAside.table(document, report.edges());
    document.table(HELD, held());
    unproposed();
  }

  /** What holds several workloads open for one and the same reason is one row. */
  private List<List<String>> held() {
    SortedMap<Hold, List<Workload>> workloads = new TreeMap<>();
    for (WorkloadProposal proposal : report.proposals()) {
      proposal
          .holds()
          .forEach(
              hold ->
                  workloads.computeIfAbsent(hold, h -> new ArrayList<>()).add(proposal.workload()));
    }
    return workloads.entrySet().stream()
        .map(entry -> hold(entry.getValue(), entry.getKey()))
        .toList();
  }

  private List<String> hold(List<Workload> workloads, Hold hold) {
    return List.of(
        workloads.stream().map(report.text()::workload).collect(Collectors.joining(", ")),
        hold.direction().word(),
        hold.word() + ": " + hold.detail(),
        Wording.count(hold.records()),
        hold.release().isEmpty() ? "-" : hold.release());
  }

  /** Workloads that get no policy, named with the reason. */
  private void unproposed() {
    for (WorkloadProposal.State state : WorkloadProposal.State.values()) {
      List<WorkloadProposal> those =
          report.proposals().stream()
              .filter(p -> p.state() == state && p.policy().isEmpty())
              .toList();
      if (!those.isEmpty()) {
        document.line(
            "No policy, "
                + word(state)
                + ": "
                + those.stream()
                    .map(p -> report.text().workload(p.workload()))
                    .collect(Collectors.joining(", ")));
      }
    }
  }

  static String word(WorkloadProposal.State state) {
    return state.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private void changes() {
    document.heading("What changes");
    new ReviewSection(report.text(), report.edges()).table(document);
    List<WorkloadProposal> proposed =
        report.proposals().stream().filter(p -> p.policy().isPresent()).toList();
    document.table(CHANGES, proposed.stream().map(this::change).toList());
    List<String> notes = new ArrayList<>();
    proposed.forEach(proposal -> notes(notes, proposal));
    document.bullets(notes);
    new BesidePolicies(report).write(document);
    if (!proposed.isEmpty()) {
      document.line(
          "NEXT IS NEW: how likely the next flow is of an edge not seen yet, by the share of"
              + " edge-hours that are of edges seen in one hour only (Good-Turing)");
    }
    int ofNamespaces = (int) report.defaults().stream().filter(d -> d.policy().isPresent()).count();
    new LeastPrivilegeSection(report).summary(document, proposed.size() + ofNamespaces);
  }

  private List<String> change(WorkloadProposal proposal) {
    NetworkPolicy policy = proposal.policy().orElseThrow();
    Workload workload = proposal.workload();
    Optional<Maturity> maturity = Optional.ofNullable(recommendation.maturities().get(workload));
    return List.of(
        workload.cluster().isEmpty()
            ? workload.namespace()
            : workload.cluster() + ": " + workload.namespace(),
        proposal.policyName(),
        workload.kind(),
        word(proposal.state()),
        rules(proposal, policy, Direction.INGRESS),
        rules(proposal, policy, Direction.EGRESS),
        proposal.confidence().word(),
        maturity.map(m -> m.state().word()).orElse("-"),
        maturity.map(m -> m.unseen().text()).orElse("-"),
        maturity.map(m -> m.hoursSeen() + " of " + m.windowHours()).orElse("-"),
        Wording.directions(proposal.newlyIsolated()),
        Wording.directions(proposal.closedDirections()),
        policy.podSelector().toString());
  }

  private static String rules(
      WorkloadProposal proposal, NetworkPolicy policy, Direction direction) {
    if (policy.isolates().contains(direction)) {
      return Wording.count(policy.rules(direction).size(), "rule", "rules");
    }
    boolean held = proposal.holds().stream().anyMatch(hold -> hold.direction() == direction);
    return held ? "held open" : "as today";
  }

  private void notes(List<String> notes, WorkloadProposal proposal) {
    String name = report.text().workload(proposal.workload());
    if (!proposal.merged().isEmpty()) {
      notes.add(
          name
              + " shares its policy, no label tells them apart: "
              + proposal.merged().stream()
                  .map(report.text()::workload)
                  .collect(Collectors.joining(", ")));
    }
    proposal.selector().ifPresent(proof -> proof(notes, name, proof));
    proposal.notes().forEach(note -> notes.add(name + ": " + note));
  }

  private static void proof(List<String> notes, String name, SelectorProof proof) {
    if (!proof.extraPods().isEmpty()) {
      notes.add(name + ": the selector also takes in " + String.join(", ", proof.extraPods()));
    }
    if (!proof.uncoveredPods().isEmpty()) {
      notes.add(name + ": no longer covered: " + String.join(", ", proof.uncoveredPods()));
    }
    if (!proof.uncheckedPods().isEmpty()) {
      notes.add(
          name
              + ": not checked, the labels of these past pods are not known: "
              + String.join(", ", proof.uncheckedPods()));
    }
  }
}
