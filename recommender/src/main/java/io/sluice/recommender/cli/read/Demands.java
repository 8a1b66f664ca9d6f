package io.sluice.recommender.cli.read;

import io.sluice.analyzer.policy.load.PolicyProblem;
import io.sluice.ingest.Account;
import io.sluice.recommender.cli.run.CoverageException;
import io.sluice.recommender.write.Wording;
import io.sluice.recommender.write.report.RunSummary;
import java.util.ArrayList;
import java.util.List;

/** How good the input must be: {@code --strict}, {@code --max-bad}, {@code --min-coverage}. */
final class Demands {
  private Demands() {}

  /** Ends the run before any answer where the input is worse than asked. */
  static void check(LogOptions options, RunSummary run) {
    List<String> faults = new ArrayList<>();
    Account account = run.account();
    if (options.strict) {
      strict(faults, run, account);
    }
    double bad = account.records() == 0 ? 0 : (double) account.bad() / account.records();
    options
        .maxBad
        .filter(limit -> limit.isBelow(bad))
        .ifPresent(
            limit ->
                faults.add(
                    Wording.percent(bad) + " of the records are bad, --max-bad allows " + limit));
    double hours = run.coverage().hourShare();
    options
        .minCoverage
        .filter(limit -> limit.isAbove(hours))
        .ifPresent(
            limit ->
                faults.add(
                    Wording.percent(hours)
                        + " of the window's hours hold records, --min-coverage asks for "
                        + limit));
    if (!faults.isEmpty()) {
      throw new CoverageException(String.join("\n", faults));
    }
  }

  private static void strict(List<String> faults, RunSummary run, Account account) {
    if (account.bad() > 0) {
      faults.add(
          Wording.count(account.bad(), "bad record", "bad records") + ", --strict allows none");
    }
    run.input().unknown().forEach(file -> faults.add("--strict, but not read: " + file.file()));
    run.policyProblems().stream()
        .filter(problem -> problem.severity() == PolicyProblem.Severity.REFUSED)
        .forEach(problem -> faults.add("--strict, but refused: " + problem));
  }
}
