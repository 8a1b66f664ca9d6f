package io.sluice.recommender.audit;

import io.sluice.analyzer.snapshot.ObjectOrigin;
import java.util.Optional;

/** Anything that {@code check} reports: of a recorded edge, or of a policy or workload itself. */
public sealed interface Reported permits Finding, PolicyFinding {
  /** What kind of finding it is. */
  FindingRule rule();

  /**
   * What stays the same from run to run while the finding is the same: the key of baselines and of
   * code scanning services. Sixteen hexadecimal digits.
   */
  String fingerprint();

  /** The file and line to look at, where there is one: a policy's, as a rule. */
  Optional<ObjectOrigin> place();
}
