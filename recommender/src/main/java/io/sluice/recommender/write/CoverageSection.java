package io.sluice.recommender.write;

import io.sluice.analyzer.policy.PolicyProblem;
import io.sluice.recommender.audit.Coverage;
import java.util.ArrayList;
import java.util.List;

/** What a run could not see, as lines for people. */
final class CoverageSection {
  /** So many gaps are listed one by one. */
  private static final int MAX_GAPS = 10;

  private CoverageSection() {}

  static List<String> lines(RunSummary run) {
    List<String> lines = new ArrayList<>();
    Coverage coverage = run.coverage();
    window(lines, coverage);
    if (coverage.lostEvents() > 0) {
      lines.add(
          Wording.count(coverage.lostEvents(), "event was", "events were")
              + " lost by the observers themselves");
    }
    coverage
        .unknownRecords()
        .forEach(
            (reason, records) ->
                lines.add(
                    Wording.count(records, "record has", "records have")
                        + " an unknown end ("
                        + reason.word()
                        + "): "
                        + reason.meaning()));
    if (coverage.ambiguousRecords() > 0) {
      lines.add(
          Wording.count(coverage.ambiguousRecords(), "record does", "records do")
              + " not tell which end opened the connection");
    }
    lines.addAll(coverage.notes());
    run.input()
        .unknown()
        .forEach(
            file -> lines.add("not read: " + file.file() + " (" + file.format().title() + ")"));
    run.policyProblems().stream().map(CoverageSection::problem).forEach(lines::add);
    lines.addAll(run.warnings());
    return lines;
  }

  private static void window(List<String> lines, Coverage coverage) {
    if (coverage.firstMillis() > coverage.lastMillis()) {
      lines.add("no record has a time");
      return;
    }
    lines.add(
        "window "
            + Wording.time(coverage.firstMillis())
            + " to "
            + Wording.time(coverage.lastMillis())
            + ": "
            + Wording.count(coverage.hoursWithData())
            + " of "
            + Wording.count(coverage.windowHours(), "hour has", "hours have")
            + " data");
    coverage.gaps().stream().limit(MAX_GAPS).map(CoverageSection::gap).forEach(lines::add);
    int more = coverage.gaps().size() - MAX_GAPS;
    if (more > 0) {
      lines.add("and " + Wording.count(more, "more gap", "more gaps"));
    }
  }

  private static String gap(Coverage.Gap gap) {
    return "no data " + Wording.time(gap.fromMillis()) + " to " + Wording.time(gap.toMillis());
  }

  private static String problem(PolicyProblem problem) {
    String effect =
        switch (problem.severity()) {
          case REFUSED -> "policy not in force, the API server would refuse it: ";
          case SUSPICIOUS -> "suspicious policy: ";
          case UNSUPPORTED -> "policy not evaluated: ";
        };
    return effect + problem;
  }
}
