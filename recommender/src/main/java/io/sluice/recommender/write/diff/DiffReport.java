package io.sluice.recommender.write.diff;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sluice.recommender.audit.EdgeText;
import io.sluice.recommender.audit.diff.Difference;
import io.sluice.recommender.write.Document;
import io.sluice.recommender.write.Report;
import io.sluice.recommender.write.report.CoverageSection;
import io.sluice.recommender.write.report.NamespaceFilter;
import java.util.List;

/**
 * The answer of {@code diff}: what would break or open, what is isolated anew, which policies
 * differ, and which connections.
 *
 * @param difference what differs
 * @param run what it rests on
 * @param text how ends are named
 * @param filter what is shown
 */
public record DiffReport(Difference difference, DiffRun run, EdgeText text, NamespaceFilter filter)
    implements Report {
  @Override
  public Document document() {
    Document document = new Document().heading("What would break or open");
    new FlowSection(text, filter, run.twoEngines()).add(document, difference.flows());
    List<String> unseen =
        run.flows()
            .map(CoverageSection::lines)
            .orElseGet(() -> CoverageSection.input(run.problems(), run.warnings()));
    if (!unseen.isEmpty()) {
      document.heading("What we could not see").bullets(unseen);
    }
    PolicySection policies = new PolicySection(text, filter);
    policies.isolation(document.heading("Isolation"), difference.isolation());
    policies.policies(document.heading("Policies"), difference.policies());
    new ConnectivitySection(text, filter, run.twoEngines(), run.flows().isPresent())
        .add(document.heading("Connectivity"), difference.connectivity(), difference.untold());
    return document.line(Closing.line(difference, text));
  }

  @Override
  public ObjectNode json() {
    return new DiffJson(text, filter).of(difference, run);
  }
}
