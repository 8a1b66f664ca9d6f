package io.sluice.recommender.write.ci;

import io.sluice.recommender.audit.FindingRule;
import io.sluice.recommender.audit.gate.Gate.Status;
import io.sluice.recommender.write.ci.JunitSuites.Case;
import io.sluice.recommender.write.ci.JunitSuites.Suite;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The findings of a check as JUnit suites: one for each rule that can fail the run. */
public final class CheckSuites {
  private CheckSuites() {}

  /**
   * The document.
   *
   * @param failing the rules of {@code --fail-on}; findings of others are skipped cases
   */
  public static String write(CheckResults check, Set<FindingRule> failing) {
    return JunitSuites.write(
        Arrays.stream(FindingRule.values()).map(rule -> suite(check, rule, failing)).toList());
  }

  private static Suite suite(CheckResults check, FindingRule rule, Set<FindingRule> failing) {
    List<Case> cases =
        check.of(rule).stream().map(result -> oneCase(result, failing.contains(rule))).toList();
    return new Suite(
        rule.word(), cases.isEmpty() ? List.of(Case.passed("no " + rule.word())) : cases);
  }

  private static Case oneCase(CheckResults.Result result, boolean fails) {
    Optional<String> skipped = skipped(result.status(), fails);
    return new Case(
        result.subject(),
        skipped.isPresent() ? Optional.empty() : Optional.of(result.message()),
        result.finding().place(),
        skipped.map(why -> why + ": " + result.message()));
  }

  private static Optional<String> skipped(Status status, boolean fails) {
    if (status instanceof Status.Accepted accepted) {
      return Optional.of("accepted (" + accepted.exception().reason() + ")");
    }
    if (status instanceof Status.Known) {
      return Optional.of("known from the baseline");
    }
    return fails ? Optional.empty() : Optional.of("not in --fail-on");
  }
}
