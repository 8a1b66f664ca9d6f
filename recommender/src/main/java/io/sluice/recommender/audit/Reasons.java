package io.sluice.recommender.audit;

import io.sluice.analyzer.policy.Direction;
import io.sluice.analyzer.policy.evaluate.DirectionVerdict;
import io.sluice.analyzer.policy.evaluate.Verdict;
import io.sluice.ingest.AddressFamily;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What a verdict says in words, and the same without somebody's address in it. */
public final class Reasons {
  private Reasons() {}

  /** One line: for each direction that stops it, who isolates and why no rule admits. */
  public static String because(Verdict verdict) {
    if (verdict instanceof Verdict.NotEvaluated open) {
      return open.reason();
    }
    if (verdict instanceof Verdict.Allowed allowed) {
      return "egress: " + allowed.egress().because() + "; ingress: " + allowed.ingress().because();
    }
    Verdict.Denied denied = (Verdict.Denied) verdict;
    List<String> parts = new ArrayList<>();
    addDenial(parts, Direction.EGRESS, denied.egress());
    addDenial(parts, Direction.INGRESS, denied.ingress());
    return String.join("; ", parts);
  }

  private static void addDenial(List<String> to, Direction direction, DirectionVerdict verdict) {
    if (verdict instanceof DirectionVerdict.DeniedBy) {
      to.add(direction.word() + ": " + verdict.because());
    }
  }

  /** {@code over IPv6: }, to stand before a reason; nothing where no family has to be named. */
  public static String over(Collection<AddressFamily> families) {
    return families.isEmpty()
        ? ""
        : families.stream()
            .sorted()
            .map(AddressFamily::word)
            .collect(Collectors.joining(" and ", "over ", ": "));
  }

  /** The same verdict with the address of an internet client left out. */
  public static Verdict masked(Verdict verdict, String address) {
    return rewritten(verdict, reason -> masked(reason, address));
  }

  /** A reason with an address replaced, but not where it only starts another one. */
  private static String masked(String reason, String address) {
    return reason.replaceAll(
        "(?<![0-9a-f.:])" + Pattern.quote(address) + "(?![0-9a-f:]|\\.[0-9])",
        EdgeText.INTERNET_CLIENT);
  }

  /** The same verdict with every text of a reason rewritten. */
  private static Verdict rewritten(Verdict verdict, UnaryOperator<String> rewrite) {
    if (verdict instanceof Verdict.NotEvaluated open) {
      return new Verdict.NotEvaluated(open.kind(), rewrite.apply(open.reason()));
    }
    if (verdict instanceof Verdict.Allowed allowed) {
      return new Verdict.Allowed(
          rewritten(allowed.egress(), rewrite), rewritten(allowed.ingress(), rewrite));
    }
    Verdict.Denied denied = (Verdict.Denied) verdict;
    return new Verdict.Denied(
        rewritten(denied.egress(), rewrite), rewritten(denied.ingress(), rewrite));
  }

  private static DirectionVerdict rewritten(
      DirectionVerdict verdict, UnaryOperator<String> rewrite) {
    if (verdict instanceof DirectionVerdict.Exempt exempt) {
      return new DirectionVerdict.Exempt(rewrite.apply(exempt.reason()));
    }
    if (verdict instanceof DirectionVerdict.Undecided open) {
      return new DirectionVerdict.Undecided(open.kind(), rewrite.apply(open.reason()));
    }
    if (verdict instanceof DirectionVerdict.DeniedBy denied) {
      return new DirectionVerdict.DeniedBy(
          denied.isolating(),
          denied.misses().stream()
              .map(
                  miss ->
                      new DirectionVerdict.Miss(
                          miss.rule(),
                          miss.peerMatches(),
                          miss.portMatches(),
                          rewrite.apply(miss.reason())))
              .toList(),
          denied.notApplied());
    }
    return verdict;
  }
}
