package io.sluice.recommender.write.report;

import io.sluice.analyzer.policy.PolicyPeer;
import io.sluice.recommender.recommend.RuleEvidence;
import io.sluice.recommender.recommend.WorkloadProposal;
import io.sluice.recommender.recommend.confidence.Replicas;
import io.sluice.recommender.recommend.confidence.Sighting;
import io.sluice.recommender.recommend.traffic.SystemRole;
import io.sluice.recommender.write.Column;
import io.sluice.recommender.write.Document;
import io.sluice.recommender.write.Wording;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Why each peer and port of each rule is there, with the counted facts. */
public final class EvidenceSection {
  private static final List<Column> COLUMNS =
      List.of(
          Column.text("WORKLOAD"),
          Column.text("DIRECTION"),
          Column.text("PEER"),
          Column.text("PORT"),
          Column.text("BASIS"),
          Column.text("CONFIDENCE"),
          Column.number("CONNECTIONS"),
          Column.number("HOURS"),
          Column.number("DAYS").wide(),
          Column.text("REPORTED BY").wide(),
          Column.text("CLIENT PODS").wide(),
          Column.text("SERVER PODS").wide(),
          Column.number("QUIET HOURS").wide(),
          Column.text("FIRST SEEN"),
          Column.text("LAST SEEN"),
          Column.text("SEEN THERE").wide(),
          Column.text("NOTE"));

  private final RecommendationReport report;

  EvidenceSection(RecommendationReport report) {
    this.report = report;
  }

  void write(Document document) {
    document.heading("Evidence");
    List<List<String>> rows = new ArrayList<>();
    for (WorkloadProposal proposal : report.proposals()) {
      for (RuleEvidence item : proposal.evidence()) {
        rows.add(row(proposal, item));
      }
    }
    document.table(COLUMNS, rows);
    new LeastPrivilegeSection(report).table(document);
    new SystemTrafficSection(report.recommendation(), report.edges(), report.text())
        .table(document);
  }

  private List<String> row(WorkloadProposal proposal, RuleEvidence item) {
    EvidenceFacts facts = EvidenceFacts.of(item, report);
    Optional<Sighting> sighting = facts.sighting();
    return List.of(
        report.text().workload(proposal.workload()),
        item.direction().word(),
        peer(item, facts),
        item.port().toString(),
        item.basis(),
        facts.confidence(),
        facts.connections(),
        sighting.map(s -> Wording.count(s.hours())).orElse("-"),
        sighting.map(s -> Wording.count(s.days())).orElse("-"),
        sighting.map(Sighting::reportedBy).orElse("-"),
        sighting.flatMap(Sighting::clients).map(Replicas::text).orElse("-"),
        sighting.flatMap(Sighting::servers).map(Replicas::text).orElse("-"),
        sighting.map(s -> Wording.count(s.quietHours())).orElse("-"),
        facts.firstSeen(),
        facts.lastSeen(),
        String.join(", ", facts.peers()),
        Stream.concat(
                item.role().map(SystemRole::line).stream(), Stream.of(EvidenceFacts.note(item)))
            .filter(note -> !note.isEmpty())
            .collect(Collectors.joining("; ")));
  }

  /** Workloads by their names; a block by its range, which may be more than what was seen. */
  public static String peer(RuleEvidence item, EvidenceFacts facts) {
    return item.peer() instanceof PolicyPeer.IpBlock || facts.peers().isEmpty()
        ? item.peer().toString()
        : String.join(", ", facts.peers());
  }
}
