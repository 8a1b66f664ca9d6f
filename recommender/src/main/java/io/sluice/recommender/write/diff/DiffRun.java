package io.sluice.recommender.write.diff;

import io.sluice.analyzer.policy.load.PolicyProblem;
import io.sluice.recommender.write.report.RunSummary;
import java.util.List;
import java.util.Optional;

/**
 * What a comparison rests on.
 *
 * @param oldPath where the old policies were read
 * @param newPath where the new ones were
 * @param oldEngine the engine of the old side, and why that one
 * @param newEngine the engine of the new side
 * @param problems what is wrong with policies of either side, sorted
 * @param warnings what else is odd about the input
 * @param flows what was read of the logs, where there are any
 */
public record DiffRun(
    String oldPath,
    String newPath,
    String oldEngine,
    String newEngine,
    List<PolicyProblem> problems,
    List<String> warnings,
    Optional<RunSummary> flows) {
  /** Keeps its own copies. */
  public DiffRun {
    problems = List.copyOf(problems);
    warnings = List.copyOf(warnings);
  }

  /** Whether the two sides are read as two engines read them. */
  boolean twoEngines() {
    return !oldEngine.equals(newEngine);
  }
}
