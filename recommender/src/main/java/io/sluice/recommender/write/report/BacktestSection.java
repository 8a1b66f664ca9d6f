package io.sluice.recommender.write.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sluice.recommender.audit.EdgeText;
import io.sluice.recommender.audit.FindingRule;
import io.sluice.recommender.audit.backtest.Backtest;
import io.sluice.recommender.audit.backtest.Backtest.Weight;
import io.sluice.recommender.audit.backtest.WorkloadTest;
import io.sluice.recommender.write.Column;
import io.sluice.recommender.write.Document;
import io.sluice.recommender.write.Wording;
import java.util.List;

/** What the proposal would have done to the records that were held out. */
final class BacktestSection {
  private static final List<Column> COLUMNS =
      List.of(
          Column.text("WORKLOAD"),
          Column.number("EDGES"),
          Column.number("CONNECTIONS"),
          Column.number("DENIED EDGES"),
          Column.number("DENIED"),
          Column.text("FIRST DENIED"),
          Column.text("LAST DENIED"),
          Column.text("POLICY"));

  private final Backtest backtest;
  private final EdgeText text;
  private final NamespaceFilter filter;

  BacktestSection(Backtest backtest, EdgeText text, NamespaceFilter filter) {
    this.backtest = backtest;
    this.text = text;
    this.filter = filter;
  }

  void write(Document document) {
    document.line(
        "Backtest: policies learnt from what is before "
            + Wording.time(backtest.fromMillis())
            + ", held against what was recorded from then to "
            + Wording.time(backtest.toMillis())
            + ". Nothing is written.");
    document.line(
        Wording.percent(backtest.allowedShare())
            + " of "
            + count(backtest.allowed().count() + backtest.denied().count())
            + (backtest.byConnections() ? " connections" : " records")
            + " would have been allowed · "
            + weight(backtest.denied(), "would have been denied")
            + " · "
            + weight(backtest.notEvaluated(), "cannot be told"));
    document.table(
        COLUMNS,
        shown().stream().filter(test -> test.denied().edges() > 0).map(this::row).toList());
    Findings findings = new Findings(text, filter);
    findings.table(
        document,
        backtest.audit(),
        FindingRule.WOULD_DENY,
        "Held out, forwarded when recorded, and would have been denied:");
    findings.quarantined(document, backtest.audit());
    document.line("What the policies would do to the records that they were learnt from:");
  }

  private List<WorkloadTest> shown() {
    return backtest.workloads().stream()
        .filter(test -> filter.shows(test.workload().namespace()))
        .toList();
  }

  private String weight(Weight weight, String what) {
    return Wording.count(weight.edges(), "edge", "edges")
        + " ("
        + count(weight.count())
        + ") "
        + what;
  }

  /** With a tilde where it counts records, as everywhere. */
  private String count(long number) {
    return (backtest.byConnections() ? "" : "~") + Wording.count(number);
  }

  private List<String> row(WorkloadTest test) {
    return List.of(
        text.workload(test.workload()),
        Wording.count(test.all().edges()),
        count(test.all().count()),
        Wording.count(test.denied().edges()),
        count(test.denied().count()),
        Wording.time(test.firstDeniedMillis()),
        Wording.time(test.lastDeniedMillis()),
        String.join(", ", test.policies()));
  }

  void json(ObjectNode document) {
    ObjectNode json = document.putObject("backtest");
    json.put("span", backtest.span().toString());
    json.put("from", Wording.exactTime(backtest.fromMillis()));
    json.put("to", Wording.exactTime(backtest.toMillis()));
    json.put("unit", backtest.byConnections() ? "connections" : "records");
    json.put("allowedShare", Math.round(backtest.allowedShare() * 1e6) / 1e6);
    weight(json.putObject("allowed"), backtest.allowed());
    weight(json.putObject("denied"), backtest.denied());
    weight(json.putObject("notEvaluated"), backtest.notEvaluated());
    ArrayNode workloads = json.putArray("workloads");
    for (WorkloadTest test : shown()) {
      ObjectNode one = EdgeJson.workload(workloads.addObject(), test.workload());
      weight(one.putObject("all"), test.all());
      weight(one.putObject("denied"), test.denied());
      if (test.denied().edges() > 0) {
        one.put("firstDenied", Wording.exactTime(test.firstDeniedMillis()));
        one.put("lastDenied", Wording.exactTime(test.lastDeniedMillis()));
      }
      RunJson.strings(one.putArray("policies"), test.policies());
    }
    new Findings(text, filter).json(json, backtest.audit());
  }

  private static void weight(ObjectNode json, Weight weight) {
    json.put("edges", weight.edges()).put("count", weight.count());
  }
}
