package io.sluice.recommender.audit;

import io.sluice.analyzer.policy.NetworkPolicy;
import io.sluice.analyzer.policy.evaluate.DirectionVerdict;
import io.sluice.analyzer.policy.evaluate.Verdict;
import io.sluice.analyzer.snapshot.ObjectOrigin;
import java.util.Optional;
import java.util.stream.Stream;

/** Where to look for what a verdict rests on: the file and line of a rule, as a rule. */
public final class Places {
  private Places() {}

  /**
   * What decided: the rule that admits, or where none does the nearest one, or the policy that
   * isolates without any. Of two directions that say the same the server's, whose owner can tell.
   */
  public static Optional<ObjectOrigin> of(Verdict verdict) {
    if (verdict instanceof Verdict.Allowed allowed) {
      return first(allowed.ingress(), allowed.egress());
    }
    if (!(verdict instanceof Verdict.Denied denied)) {
      return Optional.empty();
    }
    return denied.ingress().allows()
        ? first(denied.egress())
        : first(denied.ingress(), denied.egress());
  }

  /** The same of one direction. */
  public static Optional<ObjectOrigin> of(DirectionVerdict verdict) {
    if (verdict instanceof DirectionVerdict.AllowedBy by) {
      return Optional.of(by.rule().origin());
    }
    if (!(verdict instanceof DirectionVerdict.DeniedBy by)) {
      return Optional.empty();
    }
    return by.misses().stream()
        .map(miss -> miss.rule().origin())
        .findFirst()
        .or(() -> by.isolating().stream().map(NetworkPolicy::origin).findFirst());
  }

  private static Optional<ObjectOrigin> first(DirectionVerdict... verdicts) {
    return Stream.of(verdicts).flatMap(verdict -> of(verdict).stream()).findFirst();
  }

  /** {@code net.yaml:12}, or {@code -} where nothing stands anywhere. */
  public static String text(Optional<ObjectOrigin> place) {
    return place.map(ObjectOrigin::toString).orElse("-");
  }
}
