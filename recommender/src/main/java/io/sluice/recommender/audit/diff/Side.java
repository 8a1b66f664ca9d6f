package io.sluice.recommender.audit.diff;

import io.sluice.analyzer.policy.EngineProfile;
import io.sluice.analyzer.policy.PolicySet;
import io.sluice.analyzer.policy.foreign.ForeignPolicies;
import io.sluice.analyzer.policy.load.PolicyProblem;
import java.util.Collection;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One of the two readings that are compared.
 *
 * @param policies the policies in force
 * @param engine the engine that enforces them
 * @param refused policies that were read and are not in force, by title, each with the reason
 * @param foreign policies of other APIs: what they may decide about is not evaluated
 */
public record Side(
    PolicySet policies,
    EngineProfile engine,
    SortedMap<String, String> refused,
    ForeignPolicies foreign) {
  /** A side as it was loaded. */
  public static Side of(
      PolicySet policies,
      EngineProfile engine,
      Collection<PolicyProblem> problems,
      ForeignPolicies foreign) {
    SortedMap<String, String> refused = new TreeMap<>();
    problems.stream()
        .filter(problem -> problem.severity() == PolicyProblem.Severity.REFUSED)
        .forEach(problem -> refused.putIfAbsent(problem.policy(), problem.message()));
    return new Side(policies, engine, refused, foreign);
  }
}
