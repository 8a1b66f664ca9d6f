package io.sluice.recommender.write;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sluice.recommender.audit.AuditReport;
import io.sluice.recommender.audit.EdgeText;
import io.sluice.recommender.audit.FindingRule;

/**
 * The answer of {@code check}: which recorded flows the policies would deny.
 *
 * @param audit the findings
 * @param run what it rests on
 * @param text how ends are named
 * @param filter what is shown
 */
public record CheckReport(AuditReport audit, RunSummary run, EdgeText text, NamespaceFilter filter)
    implements Report {
  @Override
  public Document document() {
    Findings findings = new Findings(text, filter);
    Document document = new Document().heading("What would break");
    findings.table(
        document, audit, FindingRule.WOULD_DENY, "Forwarded when recorded, and would be denied:");
    findings.table(document, audit, FindingRule.DENIED, "Stopped already when recorded:");
    findings.quarantined(document, audit);
    findings.table(document, audit, FindingRule.NOT_EVALUATED, "Cannot be asked about:");
    document.line(Findings.summary(audit));
    return document.heading("What we could not see").bullets(CoverageSection.lines(run));
  }

  @Override
  public ObjectNode json() {
    ObjectNode document = JsonText.document("CheckReport");
    RunJson.add(document, run);
    new Findings(text, filter).json(document, audit);
    return document;
  }
}
