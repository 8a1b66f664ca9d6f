package io.sluice.recommender.write.diff;

import io.sluice.analyzer.edge.Edge;
import io.sluice.recommender.audit.EdgeText;
import io.sluice.recommender.audit.Places;
import io.sluice.recommender.audit.Reasons;
import io.sluice.recommender.audit.diff.FlowChange;
import io.sluice.recommender.audit.diff.FlowDiff;
import io.sluice.recommender.recommend.Standing;
import io.sluice.recommender.write.Column;
import io.sluice.recommender.write.Document;
import io.sluice.recommender.write.Wording;
import io.sluice.recommender.write.report.Findings;
import io.sluice.recommender.write.report.NamespaceFilter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Recorded flows that the two sides treat differently, for people. */
final class FlowSection {
  private final EdgeText text;
  private final NamespaceFilter filter;
  private final boolean bothReasons;

  /** With the reasons of both sides where {@code bothReasons}, else the old one's in wide only. */
  FlowSection(EdgeText text, NamespaceFilter filter, boolean bothReasons) {
    this.text = text;
    this.filter = filter;
    this.bothReasons = bothReasons;
  }

  void add(Document document, Optional<FlowDiff> flows) {
    if (flows.isEmpty()) {
      document.line(
          "No flows were given: --flows LOGS weighs the difference with recorded traffic.");
      return;
    }
    FlowDiff diff = flows.get();
    table(document, "Allowed before, and would be denied:", diff.denied());
    table(document, "Denied before, and would be allowed:", diff.allowed());
    quarantined(document, diff.denied());
    document.line(
        Wording.count(diff.denied().size(), "recorded edge", "recorded edges")
            + " newly denied · "
            + Wording.count(diff.allowed().size())
            + " newly allowed · "
            + Wording.count(diff.unchanged())
            + " unchanged · "
            + Wording.count(diff.notEvaluatedEdges())
            + " not evaluated"
            + reasons(diff));
  }

  private static String reasons(FlowDiff diff) {
    return diff.notEvaluated().isEmpty()
        ? ""
        : diff.notEvaluated().entrySet().stream()
            .map(reason -> reason.getKey() + " " + Wording.count(reason.getValue()))
            .collect(Collectors.joining(", ", " (", ")"));
  }

  private void table(Document document, String title, List<FlowChange> changes) {
    List<FlowChange> shown =
        changes.stream()
            .filter(c -> filter.shows(c.edge()) && !(c.denied() && isQuarantined(c)))
            .toList();
    if (!shown.isEmpty()) {
      Bounded.table(document.line(title), columns(), shown, this::row);
    }
  }

  /** One line for the quarantined: that policies stop a scan is what they are for. */
  private void quarantined(Document document, List<FlowChange> denied) {
    List<FlowChange> shown =
        denied.stream().filter(c -> filter.shows(c.edge()) && isQuarantined(c)).toList();
    if (!shown.isEmpty()) {
      document.line(
          Wording.count(shown.size(), "quarantined edge", "quarantined edges")
              + " would be denied too, from "
              + shown.stream()
                  .map(change -> text.client(change.edge().edge()))
                  .distinct()
                  .sorted()
                  .collect(Collectors.joining(", ")));
    }
  }

  private static boolean isQuarantined(FlowChange change) {
    return change.edge().standing() instanceof Standing.Quarantined;
  }

  private List<Column> columns() {
    Column before = Column.text("BEFORE");
    List<Column> columns = new ArrayList<>();
    columns.add(Column.text("FROM"));
    columns.add(Column.text("TO"));
    columns.add(Column.text("PORT"));
    columns.add(Column.number("CONNECTIONS"));
    columns.add(Column.text("LAST SEEN"));
    columns.add(Column.text("RECORDED"));
    columns.add(Column.text("COUNTS AS").wide());
    columns.add(Column.text("SAMPLE").wide());
    columns.add(Column.number("CHANGED PAIRS").wide());
    columns.add(bothReasons ? before : before.wide());
    columns.add(Column.text("BECAUSE"));
    columns.add(Column.text("WHERE"));
    return columns;
  }

  private List<String> row(FlowChange change) {
    Edge edge = change.edge().edge();
    return List.of(
        text.client(edge),
        text.server(edge, false),
        EdgeText.port(edge),
        Wording.connections(edge),
        Wording.time(edge.lastMillis()),
        edge.key().denied() ? "stopped" : "forwarded",
        Findings.standing(change.edge().standing()),
        change.client() + " to " + change.server(),
        Wording.count(change.deniedPairs() + change.allowedPairs())
            + " of "
            + Wording.count(change.pairs()),
        Reasons.because(change.before()),
        Reasons.over(change.families()) + Reasons.because(change.after()),
        Places.text(Places.of(change.after())));
  }
}
