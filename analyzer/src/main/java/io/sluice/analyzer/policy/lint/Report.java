package io.sluice.analyzer.policy.lint;

import io.sluice.analyzer.policy.NetworkPolicy;
import io.sluice.analyzer.policy.RuleRef;
import io.sluice.analyzer.policy.lint.PolicyFinding.Place;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/** Collects findings in their order. */
final class Report {
  private final SortedSet<PolicyFinding> findings = new TreeSet<>();

  void add(FindingKind kind, NetworkPolicy policy, String message) {
    findings.add(new PolicyFinding(kind, policy.key(), Optional.empty(), policy.origin(), message));
  }

  void add(FindingKind kind, RuleRef rule, String message) {
    Place place = new Place(rule.direction(), rule.index());
    findings.add(
        new PolicyFinding(
            kind, rule.policy().key(), Optional.of(place), rule.policy().origin(), message));
  }

  List<PolicyFinding> findings() {
    return List.copyOf(findings);
  }
}
