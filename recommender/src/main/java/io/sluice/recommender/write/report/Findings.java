package io.sluice.recommender.write.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sluice.analyzer.edge.Edge;
import io.sluice.recommender.audit.AuditReport;
import io.sluice.recommender.audit.EdgeText;
import io.sluice.recommender.audit.Finding;
import io.sluice.recommender.audit.FindingRule;
import io.sluice.recommender.audit.Places;
import io.sluice.recommender.audit.Reasons;
import io.sluice.recommender.audit.Reported;
import io.sluice.recommender.audit.gate.Gate.Status;
import io.sluice.recommender.recommend.Standing;
import io.sluice.recommender.write.Column;
import io.sluice.recommender.write.Document;
import io.sluice.recommender.write.JsonText;
import io.sluice.recommender.write.Wording;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Findings as a table and as JSON. */
public final class Findings {
  private static final List<Column> COLUMNS =
      List.of(
          Column.text("CONFIDENCE"),
          Column.text("FROM"),
          Column.text("TO"),
          Column.text("PORT"),
          Column.number("CONNECTIONS"),
          Column.text("FIRST SEEN"),
          Column.text("LAST SEEN"),
          Column.text("COUNTS AS").wide(),
          Column.text("SAMPLE").wide(),
          Column.number("DENIED PAIRS").wide(),
          Column.text("BECAUSE"));

  private static final Column WHERE = Column.text("WHERE");

  private final EdgeText text;
  private final NamespaceFilter filter;

  private final Function<Reported, Status> status;
  private final boolean placed;

  /** Findings about policies that are only proposed: they all count, and no file has them yet. */
  Findings(EdgeText text, NamespaceFilter filter) {
    this(text, filter, finding -> new Status.New(), false);
  }

  /** Findings about policies that somebody wrote; a baseline or an exception may cover some. */
  Findings(EdgeText text, NamespaceFilter filter, Function<Reported, Status> status) {
    this(text, filter, status, true);
  }

  private Findings(
      EdgeText text, NamespaceFilter filter, Function<Reported, Status> status, boolean placed) {
    this.placed = placed;
    this.text = text;
    this.filter = filter;
    this.status = status;
  }

  /** Adds the findings of a kind as a table, under a line that says what they are. */
  void table(Document document, AuditReport audit, FindingRule rule, String title) {
    List<Finding> findings =
        shown(audit.of(rule)).stream()
            .filter(finding -> status.apply(finding) instanceof Status.New)
            .toList();
    if (!findings.isEmpty()) {
      document.line(title).table(columns(), findings.stream().map(this::row).toList());
    }
  }

  private List<Column> columns() {
    return placed ? Stream.concat(COLUMNS.stream(), Stream.of(WHERE)).toList() : COLUMNS;
  }

  /** One line for the quarantined: that policies stop a scan is what they are for. */
  void quarantined(Document document, AuditReport audit) {
    List<Finding> findings = shown(audit.of(FindingRule.QUARANTINED));
    if (!findings.isEmpty()) {
      document.line(
          Wording.count(findings.size(), "quarantined edge", "quarantined edges")
              + " would be denied too, from "
              + findings.stream()
                  .map(finding -> text.client(finding.edge().edge()))
                  .distinct()
                  .sorted()
                  .collect(Collectors.joining(", ")));
    }
  }

  private List<Finding> shown(List<Finding> findings) {
    return findings.stream().filter(finding -> filter.shows(finding.edge())).toList();
  }

  private List<String> row(Finding finding) {
    Edge edge = finding.edge().edge();
    String because = finding.because();
    List<String> row =
        new ArrayList<>(
            List.of(
                finding.confidence().word(),
                text.client(edge),
                text.server(edge, finding.edge().ambiguous()),
                EdgeText.port(edge),
                Wording.connections(edge),
                Wording.time(edge.firstMillis()),
                Wording.time(edge.lastMillis()),
                standing(finding.edge().standing()),
                finding.clientSample() + " to " + finding.serverSample(),
                Wording.count(finding.deniedPairs()) + " of " + Wording.count(finding.pairs()),
                finding.note().isEmpty() ? because : finding.note() + ": " + because));
    if (placed) {
      row.add(Places.text(finding.place()));
    }
    return row;
  }

  /** What an edge counts for, in words. */
  public static String standing(Standing standing) {
    if (standing instanceof Standing.Withheld withheld) {
      return "withheld (" + withheld.reason().word() + ")";
    }
    if (standing instanceof Standing.Quarantined quarantined) {
      return "quarantined (" + quarantined.reason().word() + ")";
    }
    return standing instanceof Standing.NotGoverned notGoverned
        ? "not governed (" + notGoverned.reason().word() + ")"
        : "evidence";
  }

  /** The closing line: every edge is in one of its counts. */
  static String summary(AuditReport audit) {
    return Wording.count(audit.deniedEdges(), "recorded edge", "recorded edges")
        + " would be denied · "
        + Wording.count(audit.allowedEdges())
        + " allowed · "
        + Wording.count(audit.stoppedEdges())
        + " stopped already · "
        + Wording.count(audit.quarantinedEdges())
        + " quarantined and denied · "
        + Wording.count(audit.notEvaluatedEdges())
        + " not evaluated"
        + (audit.notEvaluatedEdges() == 0 ? "" : " (" + notEvaluated(audit) + ")");
  }

  /** {@code no address 29, unknown end 2}: the reasons in their own words. */
  private static String notEvaluated(AuditReport audit) {
    Map<String, Long> reasons = new TreeMap<>();
    audit
        .of(FindingRule.NOT_EVALUATED)
        .forEach(finding -> reasons.merge(Reasons.because(finding.verdict()), 1L, Long::sum));
    return reasons.entrySet().stream()
        .map(reason -> reason.getKey() + " " + Wording.count(reason.getValue()))
        .collect(Collectors.joining(", "));
  }

  void json(ObjectNode document, AuditReport audit) {
    ArrayNode array = document.putArray("findings");
    shown(audit.findings()).forEach(finding -> array.add(json(finding)));
    document
        .putObject("audit")
        .put("allowedEdges", audit.allowedEdges())
        .put("deniedEdges", audit.deniedEdges())
        .put("stoppedEdges", audit.stoppedEdges())
        .put("quarantinedEdges", audit.quarantinedEdges())
        .put("notEvaluatedEdges", audit.notEvaluatedEdges());
  }

  /** {@code status}, and where an exception accepts the finding, its reason. */
  static void addStatus(ObjectNode json, Status status) {
    if (status instanceof Status.Accepted accepted) {
      json.put("status", "accepted")
          .put("reason", accepted.exception().reason())
          .put("expires", accepted.exception().expires().toString());
    } else {
      json.put("status", status instanceof Status.Known ? "known" : "new");
    }
  }

  private ObjectNode json(Finding finding) {
    ObjectNode json = JsonText.object().put("rule", finding.rule().word());
    json.put("fingerprint", finding.fingerprint());
    addStatus(json, status.apply(finding));
    json.put("countsAs", standing(finding.edge().standing()));
    json.setAll(new EdgeJson(text).of(finding.edge()));
    ObjectNode sample = json.putObject("sample");
    sample.put("from", finding.clientSample()).put("to", finding.serverSample());
    if (finding.portSample() >= 0) {
      sample.put("port", finding.portSample());
    }
    VerdictJson.add(json, finding.verdict());
    EdgeJson.families(json, "deniedFamilies", finding.deniedFamilies());
    json.put("deniedPairs", finding.deniedPairs()).put("pairs", finding.pairs());
    return finding.note().isEmpty() ? json : json.put("note", finding.note());
  }
}
