package io.sluice.recommender.audit;

import io.sluice.analyzer.policy.NetworkPolicy;
import io.sluice.analyzer.policy.evaluate.DirectionVerdict;
import io.sluice.analyzer.policy.evaluate.DirectionVerdict.DeniedBy;
import io.sluice.analyzer.policy.evaluate.Verdict;
import io.sluice.analyzer.policy.lint.PolicyFinding.Place;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What is legal in policies and hardly meant. A peer that selects nothing, beside a flow that this
 * very rule would otherwise have admitted, is no longer a suspicion but a mismatch: somebody wrote
 * another label than the pods carry.
 */
final class Mismatches {
  private record RulePlace(NetworkPolicy.Key policy, String part) {}

  private final Map<RulePlace, Finding> deniedByPeer = new HashMap<>();

  private Mismatches() {}

  static List<PolicyFinding> of(
      Collection<io.sluice.analyzer.policy.lint.PolicyFinding> lints, Collection<Finding> denied) {
    Mismatches mismatches = new Mismatches();
    denied.stream()
        .filter(finding -> finding.rule() == FindingRule.WOULD_DENY)
        .forEach(mismatches::remember);
    List<PolicyFinding> findings = new ArrayList<>();
    lints.forEach(lint -> findings.add(mismatches.finding(lint)));
    return findings;
  }

  /** Rules of which only the peer does not fit. */
  private void remember(Finding finding) {
    if (finding.verdict() instanceof Verdict.Denied verdict) {
      Stream.<DirectionVerdict>of(verdict.egress(), verdict.ingress())
          .filter(DeniedBy.class::isInstance)
          .flatMap(direction -> ((DeniedBy) direction).misses().stream())
          .filter(miss -> miss.portMatches() && !miss.peerMatches())
          .forEach(
              miss ->
                  deniedByPeer.putIfAbsent(
                      new RulePlace(
                          miss.rule().policy().key(),
                          PolicyFinding.rulePart(miss.rule().direction(), miss.rule().index())),
                      finding));
    }
  }

  private PolicyFinding finding(io.sluice.analyzer.policy.lint.PolicyFinding lint) {
    String part = lint.place().map(Place::toString).orElse("");
    Optional<Finding> denied =
        PolicyAuditor.selectsNothing(lint.kind())
            ? Optional.ofNullable(deniedByPeer.get(new RulePlace(lint.policy(), part)))
            : Optional.empty();
    return new PolicyFinding(
        denied.isPresent() ? FindingRule.SELECTOR_MISMATCH : rule(lint),
        lint.policy().cluster(),
        lint.policy().namespace(),
        lint.policy().namespace() + "/" + lint.policy().name(),
        part,
        Optional.of(lint.origin()),
        denied
            .map(finding -> lint.message() + "; and " + flow(finding) + " would be denied")
            .orElse(lint.message()));
  }

  private static FindingRule rule(io.sluice.analyzer.policy.lint.PolicyFinding lint) {
    return PolicyAuditor.selectsNothing(lint.kind())
        ? FindingRule.SELECTS_NOTHING
        : FindingRule.SUSPICIOUS;
  }

  private static String flow(Finding finding) {
    return finding.clientSample()
        + " to "
        + finding.serverSample()
        + " on "
        + EdgeText.port(finding.edge().edge());
  }
}
