package io.sluice.recommender.write.diff;

import io.sluice.analyzer.policy.NetworkPolicy;
import io.sluice.recommender.audit.EdgeText;
import io.sluice.recommender.audit.diff.IsolationChange;
import io.sluice.recommender.audit.diff.PolicyChange;
import io.sluice.recommender.audit.diff.PolicyDiff;
import io.sluice.recommender.write.Column;
import io.sluice.recommender.write.Document;
import io.sluice.recommender.write.Wording;
import io.sluice.recommender.write.report.NamespaceFilter;
import java.util.List;
import java.util.stream.Collectors;

/** Isolation and policies, for people. */
final class PolicySection {
  private static final List<Column> ISOLATION =
      List.of(
          Column.text("CHANGE"),
          Column.text("WORKLOAD"),
          Column.text("DIRECTION"),
          Column.text("PODS"),
          Column.text("POLICIES"));
  private static final List<Column> POLICIES =
      List.of(Column.text("CHANGE"), Column.text("POLICY"), Column.text("NOTE"));

  private final EdgeText text;
  private final NamespaceFilter filter;

  PolicySection(EdgeText text, NamespaceFilter filter) {
    this.text = text;
    this.filter = filter;
  }

  void isolation(Document document, List<IsolationChange> changes) {
    List<IsolationChange> shown =
        changes.stream().filter(c -> filter.shows(c.workload().namespace())).toList();
    Bounded.table(document, ISOLATION, shown, this::row);
    if (changes.isEmpty()) {
      document.line("No workload is isolated anew, and none is no longer.");
    }
  }

  private List<String> row(IsolationChange change) {
    return List.of(
        change.isolated() ? "newly isolated" : "no longer isolated",
        text.workload(change.workload()),
        change.direction().word(),
        change.pods() == change.allPods()
            ? "all"
            : Wording.count(change.pods()) + " of " + Wording.count(change.allPods()),
        change.policies().stream().map(NetworkPolicy::title).collect(Collectors.joining(", ")));
  }

  void policies(Document document, PolicyDiff diff) {
    List<PolicyChange> shown =
        diff.changes().stream().filter(c -> filter.shows(namespace(c))).toList();
    Bounded.table(document, POLICIES, shown, PolicySection::row);
    document.line(
        Wording.count(diff.changes().size(), "policy differs", "policies differ")
            + " · "
            + Wording.count(diff.unchanged())
            + " unchanged");
  }

  static String namespace(PolicyChange change) {
    int slash = change.policy().indexOf('/');
    return slash < 0 ? "" : change.policy().substring(0, slash);
  }

  private static List<String> row(PolicyChange change) {
    String cluster = change.cluster().isEmpty() ? "" : change.cluster() + ": ";
    return List.of(change.kind().word(), cluster + change.policy(), change.note());
  }
}
