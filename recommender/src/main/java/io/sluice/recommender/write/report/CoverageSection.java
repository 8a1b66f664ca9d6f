package io.sluice.recommender.write.report;

import io.sluice.analyzer.policy.load.PolicyProblem;
import io.sluice.recommender.audit.Coverage;
import io.sluice.recommender.write.Wording;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** What a run could not see, as lines for people. */
public final class CoverageSection {
  /** So many gaps are listed, the longest; JSON has them all. */
  private static final int MAX_GAPS = 3;

  private CoverageSection() {}

  /** One line per gap in what was seen, and per oddity of the input. */
  public static List<String> lines(RunSummary run) {
    return lines(run, run.policyProblems());
  }

  /** The same for an answer that has what is suspicious about policies among its findings. */
  static List<String> linesBesideFindings(RunSummary run) {
    return lines(
        run,
        run.policyProblems().stream()
            .filter(problem -> problem.severity() != PolicyProblem.Severity.SUSPICIOUS)
            .toList());
  }

  private static List<String> lines(RunSummary run, List<PolicyProblem> problems) {
    List<String> lines = new ArrayList<>();
    Coverage coverage = run.coverage();
    window(lines, run, coverage);
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
    lines.addAll(input(problems, run.warnings()));
    return lines;
  }

  /** What is odd about policies and cluster, for a run without logs. */
  public static List<String> input(List<PolicyProblem> problems, List<String> warnings) {
    List<String> lines = new ArrayList<>();
    problems.stream().map(CoverageSection::problem).forEach(lines::add);
    lines.addAll(warnings);
    return lines;
  }

  private static void window(List<String> lines, RunSummary run, Coverage coverage) {
    if (run.input().files().isEmpty()) {
      lines.add("no logs were given: only the policies themselves were looked at");
      return;
    }
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
    if (!coverage.gaps().isEmpty()) {
      lines.add("no data " + gaps(coverage.gaps()));
    }
  }

  private static String gaps(List<Coverage.Gap> gaps) {
    String longest =
        gaps.stream()
            .sorted(Comparator.comparingLong(CoverageSection::length).reversed())
            .limit(MAX_GAPS)
            .sorted(Comparator.comparingLong(Coverage.Gap::fromMillis))
            .map(gap -> Wording.time(gap.fromMillis()) + " to " + Wording.time(gap.toMillis()))
            .collect(Collectors.joining(", "));
    int more = gaps.size() - MAX_GAPS;
    return more > 0
        ? longest + " and " + Wording.count(more, "more gap", "more gaps") + " no longer than these"
        : longest;
  }

  private static long length(Coverage.Gap gap) {
    return gap.toMillis() - gap.fromMillis();
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
