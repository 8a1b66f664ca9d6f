package io.sluice.recommender.write.diff;

import io.sluice.recommender.audit.EdgeText;
import io.sluice.recommender.audit.Reasons;
import io.sluice.recommender.audit.diff.WeighedChange;
import io.sluice.recommender.audit.diff.connectivity.Untold;
import io.sluice.recommender.write.Column;
import io.sluice.recommender.write.Document;
import io.sluice.recommender.write.Wording;
import io.sluice.recommender.write.report.NamespaceFilter;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Connections that the two sides treat differently, for people. */
final class ConnectivitySection {
  private final ExtentText text;
  private final NamespaceFilter filter;
  private final boolean bothReasons;
  private final boolean weighed;

  ConnectivitySection(EdgeText text, NamespaceFilter filter, boolean bothReasons, boolean weighed) {
    this.text = new ExtentText(text);
    this.filter = filter;
    this.bothReasons = bothReasons;
    this.weighed = weighed;
  }

  void add(Document document, List<WeighedChange> changes, List<Untold> untold) {
    List<WeighedChange> shown =
        changes.stream().filter(c -> ExtentText.isShown(c.change(), filter)).toList();
    Bounded.table(document, columns(), shown, this::row);
    if (changes.isEmpty() && untold.isEmpty()) {
      document.line("Every connection is treated alike.");
    }
    List<String> left =
        inWords(untold.stream().filter(u -> filter.shows(u.workload().namespace())).toList());
    if (!left.isEmpty()) {
      document.line("Not evaluated, and in no line above:").bullets(Bounded.lines(left));
    }
  }

  /**
   * A line for each that a policy of another API may decide about, and one for each other reason.
   */
  private List<String> inWords(List<Untold> all) {
    List<String> lines = new ArrayList<>();
    SortedMap<String, List<String>> byReason = new TreeMap<>();
    for (Untold untold : all) {
      String where = text.workload(untold.workload()) + " (" + untold.direction().word() + ")";
      if (untold.policy().isEmpty()) {
        byReason.computeIfAbsent(untold.reason(), r -> new ArrayList<>()).add(where);
      } else {
        lines.add(where + ", which " + untold.policy() + " may select");
      }
    }
    byReason.forEach((reason, where) -> lines.add(Closing.named(where) + ": " + reason));
    return lines;
  }

  private List<Column> columns() {
    List<Column> columns = new ArrayList<>();
    columns.add(Column.text(" "));
    columns.add(Column.text("FROM"));
    columns.add(Column.text("TO"));
    columns.add(Column.text("PORTS"));
    columns.add(weighed ? Column.number("CONNECTIONS") : Column.number("CONNECTIONS").wide());
    columns.add(weighed ? Column.text("LAST SEEN") : Column.text("LAST SEEN").wide());
    for (String title : List.of("BEFORE", "AFTER")) {
      columns.add(bothReasons ? Column.text(title) : Column.text(title).wide());
    }
    return columns;
  }

  private List<String> row(WeighedChange change) {
    return List.of(
        change.change().sign(),
        text.from(change.change()),
        text.to(change.change()),
        Reasons.over(change.change().family().stream().toList())
            + ExtentText.ports(change.change()),
        weighed ? connections(change) : "-",
        change.edges() == 0 ? "-" : Wording.time(change.lastMillis()),
        Reasons.because(change.before()),
        Reasons.because(change.after()));
  }

  private static String connections(WeighedChange change) {
    return change.connections() > 0 || change.records() == 0
        ? Wording.count(change.connections())
        : "~" + Wording.count(change.records());
  }
}
