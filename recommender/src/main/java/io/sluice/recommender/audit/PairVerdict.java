package io.sluice.recommender.audit;

import io.sluice.analyzer.policy.evaluate.Connection;
import io.sluice.analyzer.policy.evaluate.Evaluator;
import io.sluice.analyzer.policy.evaluate.Verdict;
import io.sluice.ingest.AddressFamily;
import io.sluice.recommender.recommend.evidence.RecordedFamilies;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * What policies say of a pair of ends: the gravest of what they say in each address family that is
 * asked about.
 *
 * @param connection the connection that the verdict is about, as the log has it
 * @param verdict the gravest one, the first of its kind
 * @param denied the families that are denied, where the ends could talk in either
 */
public record PairVerdict(Connection connection, Verdict verdict, Set<AddressFamily> denied) {
  /** Asks about a pair. */
  public static PairVerdict of(List<RecordedFamilies.Asked> asked, Evaluator evaluator) {
    Set<AddressFamily> denied = EnumSet.noneOf(AddressFamily.class);
    PairVerdict gravest = null;
    for (RecordedFamilies.Asked one : asked) {
      Verdict verdict = evaluator.evaluate(one.connection());
      if (verdict instanceof Verdict.Denied) {
        one.family().ifPresent(denied::add);
      }
      if (gravest == null || gravity(verdict) > gravity(gravest.verdict)) {
        gravest = new PairVerdict(one.connection(), verdict, denied);
      }
    }
    return Objects.requireNonNull(gravest, "nothing was asked");
  }

  /** A denial is graver than what cannot be told, and that graver than what passes. */
  static int gravity(Verdict verdict) {
    return verdict instanceof Verdict.Denied ? 2 : verdict.allowed() ? 0 : 1;
  }
}
