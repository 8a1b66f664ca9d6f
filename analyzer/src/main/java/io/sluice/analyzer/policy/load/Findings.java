package io.sluice.analyzer.policy.load;

import io.sluice.analyzer.policy.load.PolicyProblem.Severity;
import io.sluice.analyzer.snapshot.ClusterObject;
import java.util.ArrayList;
import java.util.List;

/** Collects all that is wrong with one object, so that its author reads it all at once. */
final class Findings {
  private final ClusterObject object;
  private final String policy;
  private final List<PolicyProblem> problems = new ArrayList<>();

  /**
   * Nothing found yet.
   *
   * @param policy {@code namespace/name} as far as known
   */
  Findings(ClusterObject object, String policy) {
    this.object = object;
    this.policy = policy;
  }

  /** Line of a field, or of the nearest one around it. */
  int lineOf(String pointer) {
    return object.lineOf(pointer);
  }

  void add(Severity severity, String pointer, String message) {
    problems.add(
        new PolicyProblem(severity, policy, object.origin().file(), lineOf(pointer), message));
  }

  boolean refused() {
    return problems.stream().anyMatch(p -> p.severity() == Severity.REFUSED);
  }

  List<PolicyProblem> problems() {
    return List.copyOf(problems);
  }
}
