package io.sluice.analyzer.policy.lint;

import io.sluice.analyzer.policy.NetworkPolicy;
import io.sluice.analyzer.policy.RuleRef;
import io.sluice.analyzer.policy.lint.PolicyFinding.Place;
import io.sluice.analyzer.snapshot.ObjectOrigin;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/** Collects findings in their order. */
final class Report {
  private final SortedSet<PolicyFinding> findings = new TreeSet<>();

  /** Adds what concerns a policy as a whole. */
  void add(FindingKind kind, NetworkPolicy policy, String message) {
    add(kind, policy, policy.origin(), message);
  }

  /** Adds what concerns a policy's own selector. */
  void addOfSelector(FindingKind kind, NetworkPolicy policy, String message) {
    add(kind, policy, policy.selectorOrigin(), message);
  }

  private void add(FindingKind kind, NetworkPolicy policy, ObjectOrigin origin, String message) {
    findings.add(new PolicyFinding(kind, policy.key(), Optional.empty(), origin, message));
  }

  /** Adds what concerns a rule as a whole. */
  void add(FindingKind kind, RuleRef rule, String message) {
    add(kind, rule, rule.origin(), message);
  }

  /** Adds what concerns one peer of a rule. */
  void addOfPeer(FindingKind kind, RuleRef rule, int peer, String message) {
    add(kind, rule, rule.peerOrigin(peer), message);
  }

  /** Adds what concerns one port of a rule. */
  void addOfPort(FindingKind kind, RuleRef rule, int port, String message) {
    add(kind, rule, rule.portOrigin(port), message);
  }

  private void add(FindingKind kind, RuleRef rule, ObjectOrigin origin, String message) {
    Place place = new Place(rule.direction(), rule.index());
    findings.add(new PolicyFinding(kind, rule.policy().key(), Optional.of(place), origin, message));
  }

  List<PolicyFinding> findings() {
    return List.copyOf(findings);
  }
}
