package io.sluice.analyzer.policy.evaluate;

import io.sluice.analyzer.policy.evaluate.DirectionVerdict.DeniedBy;
import io.sluice.analyzer.policy.evaluate.DirectionVerdict.Undecided;
import io.sluice.analyzer.policy.evaluate.Verdict.NotEvaluated.Kind;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The verdicts on one direction by the ways in which it may be read, the first of each kind. */
final class Readings {
  private @Nullable DirectionVerdict allowed;
  private @Nullable DeniedBy denied;
  private @Nullable Undecided open;

  void add(DirectionVerdict verdict) {
    if (verdict instanceof DeniedBy no) {
      denied = denied == null ? no : denied;
    } else if (verdict instanceof Undecided undecided) {
      open = open == null ? undecided : open;
    } else {
      allowed = allowed == null ? verdict : allowed;
    }
  }

  void addAll(Readings others) {
    addIfAny(others.allowed);
    addIfAny(others.denied);
    addIfAny(others.open);
  }

  private void addIfAny(@Nullable DirectionVerdict verdict) {
    if (verdict != null) {
      add(verdict);
    }
  }

  /** Whether two of them contradict each other: more of them make no difference. */
  boolean differ() {
    return allowed != null && denied != null;
  }

  /**
   * The verdict that all of them agree on.
   *
   * @param differing says why it is open where they do not, given the one that allows
   */
  DirectionVerdict agreed(Function<DirectionVerdict, String> differing) {
    if (allowed != null && denied != null) {
      return new Undecided(Kind.ENGINE_DEPENDENT, differing.apply(allowed));
    }
    if (open != null) {
      return open;
    }
    DirectionVerdict one = allowed == null ? denied : allowed;
    if (one == null) {
      throw new IllegalStateException("there is always a reading");
    }
    return one;
  }
}
