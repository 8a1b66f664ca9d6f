package io.sluice.recommender.audit;

import io.sluice.analyzer.inventory.Inventory;
import io.sluice.analyzer.policy.Direction;
import io.sluice.analyzer.policy.EngineProfile;
import io.sluice.analyzer.policy.NetworkPolicy;
import io.sluice.analyzer.policy.PolicySet;
import io.sluice.analyzer.policy.evaluate.DirectionVerdict;
import io.sluice.analyzer.policy.evaluate.DirectionVerdict.DeniedBy;
import io.sluice.analyzer.policy.evaluate.Verdict;
import io.sluice.analyzer.policy.lint.PolicyFinding.Place;
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

  private final PolicySet policies;
  private final Inventory inventory;
  private final EngineProfile engine;
  private final EdgeQuestions questions;
  private final List<Finding> denied;
  private final Map<RulePlace, Finding> deniedByPeer = new HashMap<>();

  Mismatches(
      PolicySet policies,
      Inventory inventory,
      EngineProfile engine,
      EdgeQuestions questions,
      Collection<Finding> findings) {
    this.policies = policies;
    this.inventory = inventory;
    this.engine = engine;
    this.questions = questions;
    this.denied = findings.stream().filter(Mismatches::shows).sorted().toList();
    denied.forEach(this::remember);
  }

  /** Also what was stopped when it was recorded, if policies explain it: the slip is in force. */
  private static boolean shows(Finding finding) {
    return finding.rule() == FindingRule.WOULD_DENY
        || (finding.rule() == FindingRule.DENIED && finding.verdict() instanceof Verdict.Denied);
  }

  List<PolicyFinding> of(Collection<io.sluice.analyzer.policy.lint.PolicyFinding> lints) {
    return lints.stream().map(this::finding).toList();
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
        !PolicyAuditor.selectsNothing(lint.kind())
            ? Optional.empty()
            : part.isEmpty()
                ? deniedForWantOf(lint.policy())
                : Optional.ofNullable(deniedByPeer.get(new RulePlace(lint.policy(), part)));
    return new PolicyFinding(
        denied.isPresent() ? FindingRule.SELECTOR_MISMATCH : rule(lint),
        lint.policy().cluster(),
        lint.policy().namespace(),
        lint.policy().namespace() + "/" + lint.policy().name(),
        part,
        Optional.of(lint.origin()),
        denied
            .map(finding -> lint.message() + "; and " + flow(finding) + fate(finding))
            .orElse(lint.message()));
  }

  /** A flow that a policy would admit if only it selected somebody. */
  private Optional<Finding> deniedForWantOf(NetworkPolicy.Key key) {
    return policies.in(key.cluster(), key.namespace()).stream()
        .filter(policy -> policy.key().equals(key))
        .flatMap(policy -> policy.isolates().stream().flatMap(d -> deniedForWantOf(policy, d)))
        .findFirst();
  }

  private Stream<Finding> deniedForWantOf(NetworkPolicy policy, Direction direction) {
    WouldAdmit would = WouldAdmit.of(policy, direction, inventory, engine);
    return denied.stream()
        .filter(finding -> isDeniedAt(finding, direction))
        .filter(
            finding ->
                questions.of(finding.edge()).all().stream()
                    .flatMap(question -> question.asked().stream())
                    .anyMatch(asked -> would.admits(asked.connection())));
  }

  private static boolean isDeniedAt(Finding finding, Direction direction) {
    return finding.verdict() instanceof Verdict.Denied verdict
        && (direction == Direction.INGRESS ? verdict.ingress() : verdict.egress())
            instanceof DeniedBy;
  }

  private static FindingRule rule(io.sluice.analyzer.policy.lint.PolicyFinding lint) {
    return PolicyAuditor.selectsNothing(lint.kind())
        ? FindingRule.SELECTS_NOTHING
        : FindingRule.SUSPICIOUS;
  }

  private static String fate(Finding finding) {
    return finding.rule() == FindingRule.DENIED ? " was denied" : " would be denied";
  }

  private static String flow(Finding finding) {
    return finding.clientSample()
        + " to "
        + finding.serverSample()
        + " on "
        + EdgeText.port(finding.edge().edge());
  }
}
