package io.sluice.recommender.write.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sluice.recommender.audit.AuditReport;
import io.sluice.recommender.audit.EdgeText;
import io.sluice.recommender.audit.FindingRule;
import io.sluice.recommender.audit.Places;
import io.sluice.recommender.audit.PolicyFinding;
import io.sluice.recommender.audit.Reported;
import io.sluice.recommender.audit.gate.FindingException;
import io.sluice.recommender.audit.gate.Gate;
import io.sluice.recommender.audit.gate.Gate.Status;
import io.sluice.recommender.write.Column;
import io.sluice.recommender.write.Document;
import io.sluice.recommender.write.JsonText;
import io.sluice.recommender.write.Report;
import io.sluice.recommender.write.Wording;
import io.sluice.recommender.write.ci.CheckResults;
import io.sluice.recommender.write.ci.CheckSuites;
import io.sluice.recommender.write.ci.Sarif;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The answer of {@code check}: which recorded flows the policies would deny, and what else is wrong
 * with policies and workloads.
 *
 * @param audit findings about edges
 * @param ofPolicies findings about policies and workloads
 * @param outcome what baseline and exceptions make of both
 * @param failing the rules of {@code --fail-on}
 * @param run what it rests on
 * @param text how ends are named
 * @param filter what is shown
 * @param version of Sluice
 */
public record CheckReport(
    AuditReport audit,
    List<PolicyFinding> ofPolicies,
    Gate.Outcome outcome,
    Set<FindingRule> failing,
    RunSummary run,
    EdgeText text,
    NamespaceFilter filter,
    String version)
    implements Report {
  private static final List<Column> COLUMNS =
      List.of(
          Column.text("FINDING"),
          Column.text("SUBJECT"),
          Column.text("WHAT"),
          Column.text("WHERE"),
          Column.text("FINGERPRINT").wide());

  @Override
  public Document document() {
    Findings findings = new Findings(text, filter, this::status);
    Document document = new Document().heading("What would break");
    findings.table(
        document, audit, FindingRule.WOULD_DENY, "Forwarded when recorded, and would be denied:");
    findings.table(document, audit, FindingRule.DENIED, "Stopped already when recorded:");
    findings.quarantined(document, audit);
    findings.table(document, audit, FindingRule.NOT_EVALUATED, "Cannot be asked about:");
    document.line(Findings.summary(audit));
    forgiven(document);
    List<PolicyFinding> shown =
        ofPolicies.stream()
            .filter(finding -> filter.showsNamespace(finding.namespace()))
            .filter(finding -> status(finding) instanceof Status.New)
            .toList();
    if (!shown.isEmpty()) {
      document.heading("Policies and workloads");
      document.bullets(withoutPolicy(shown));
      document.table(
          COLUMNS,
          shown.stream()
              .filter(finding -> finding.rule() != FindingRule.NO_POLICY)
              .map(CheckReport::row)
              .toList());
    }
    return document
        .heading("What we could not see")
        .bullets(CoverageSection.linesBesideFindings(run));
  }

  /** In a cluster at its beginning that is nearly every workload: a line, not a page. */
  private static List<String> withoutPolicy(List<PolicyFinding> findings) {
    SortedMap<String, SortedSet<String>> open = new TreeMap<>();
    findings.stream()
        .filter(finding -> finding.rule() == FindingRule.NO_POLICY)
        .forEach(f -> open.computeIfAbsent(f.subject(), s -> new TreeSet<>()).add(f.part()));
    SortedMap<String, SortedSet<String>> subjects = new TreeMap<>();
    open.forEach(
        (subject, parts) ->
            subjects
                .computeIfAbsent(String.join(" or ", parts), p -> new TreeSet<>())
                .add(subject));
    return subjects.entrySet().stream()
        .map(
            e ->
                "no-policy: nothing isolates "
                    + e.getKey()
                    + " of "
                    + String.join(", ", e.getValue()))
        .toList();
  }

  private Status status(Reported finding) {
    return outcome.statuses().getOrDefault(finding, new Status.New());
  }

  private void forgiven(Document document) {
    long known = outcome.count(Status.Known.class);
    long accepted = outcome.count(Status.Accepted.class);
    if (known + accepted > 0) {
      document.line(
          Wording.count(known, "finding is", "findings are")
              + " known from the baseline, "
              + Wording.count(accepted)
              + " accepted by exceptions");
    }
  }

  private static List<String> row(PolicyFinding finding) {
    return List.of(
        finding.rule().word(),
        finding.rule() == FindingRule.SELECTION_CHANGED
            ? finding.subject()
            : (finding.subject() + " " + finding.part()).strip(),
        finding.message(),
        Places.text(finding.place()),
        finding.fingerprint());
  }

  @Override
  public ObjectNode json() {
    ObjectNode document = JsonText.document("CheckReport");
    RunJson.add(document, run);
    new Findings(text, filter, this::status).json(document, audit);
    ArrayNode array = document.putArray("policyFindings");
    ofPolicies.stream()
        .filter(finding -> filter.showsNamespace(finding.namespace()))
        .forEach(finding -> array.add(json(finding)));
    ObjectNode exceptions = document.putObject("exceptions");
    titles(exceptions.putArray("unused"), outcome.unused());
    titles(exceptions.putArray("expired"), outcome.expired());
    return document;
  }

  private ObjectNode json(PolicyFinding finding) {
    ObjectNode json = JsonText.object().put("rule", finding.rule().word());
    json.put("fingerprint", finding.fingerprint());
    Findings.addStatus(json, status(finding));
    if (!finding.cluster().isEmpty()) {
      json.put("cluster", finding.cluster());
    }
    json.put("subject", finding.subject());
    if (!finding.part().isEmpty()) {
      json.put("part", finding.part());
    }
    json.put("message", finding.message());
    finding.place().ifPresent(place -> json.put("file", place.file()).put("line", place.line()));
    return json;
  }

  private static void titles(ArrayNode array, List<FindingException> exceptions) {
    exceptions.forEach(exception -> array.add(exception.title()));
  }

  @Override
  public String sarif() {
    return Sarif.write(new CheckResults(outcome, text), version);
  }

  @Override
  public String junit() {
    return CheckSuites.write(new CheckResults(outcome, text), failing);
  }
}
