package io.sluice.analyzer.policy.lint;

import io.sluice.analyzer.policy.Direction;
import io.sluice.analyzer.policy.LabelSelector;
import io.sluice.analyzer.policy.NetworkPolicy;
import io.sluice.analyzer.policy.PolicyPeer;
import io.sluice.analyzer.policy.PolicyPort;
import io.sluice.analyzer.policy.PolicyRule;
import io.sluice.analyzer.policy.PolicySet;
import io.sluice.analyzer.policy.RuleRef;
import io.sluice.analyzer.policy.lint.known.KnownCluster;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Looks for policies, rules, peers and ports that stand twice. */
final class DuplicateRule implements LintRule {
  private record RuleMeaning(Set<PolicyPeer> peers, Set<PolicyPort> ports) {
    static RuleMeaning of(PolicyRule rule) {
      return new RuleMeaning(Set.copyOf(rule.peers()), Set.copyOf(rule.ports()));
    }
  }

  private record Meaning(
      String cluster,
      String namespace,
      LabelSelector selector,
      Set<Direction> isolates,
      Set<RuleMeaning> ingress,
      Set<RuleMeaning> egress) {
    static Meaning of(NetworkPolicy policy) {
      return new Meaning(
          policy.cluster(),
          policy.namespace(),
          policy.podSelector(),
          policy.isolates(),
          rules(policy, Direction.INGRESS),
          rules(policy, Direction.EGRESS));
    }

    private static Set<RuleMeaning> rules(NetworkPolicy policy, Direction direction) {
      Set<RuleMeaning> rules = new HashSet<>();
      if (policy.isolates().contains(direction)) {
        policy.rules(direction).forEach(rule -> rules.add(RuleMeaning.of(rule)));
      }
      return rules;
    }
  }

  private final Map<Meaning, NetworkPolicy> firsts = new HashMap<>();

  DuplicateRule(PolicySet policies) {
    policies.policies().forEach(policy -> firsts.putIfAbsent(Meaning.of(policy), policy));
  }

  @Override
  public void check(NetworkPolicy policy, KnownCluster cluster, Report report) {
    NetworkPolicy first = firsts.getOrDefault(Meaning.of(policy), policy);
    if (!first.key().equals(policy.key())) {
      report.add(
          FindingKind.DUPLICATE,
          policy,
          "says the same as "
              + first.title()
              + " at "
              + first.origin()
              + "; one of them is enough");
    }
    for (Direction direction : policy.isolates()) {
      Map<RuleMeaning, Integer> seen = new HashMap<>();
      List<PolicyRule> rules = policy.rules(direction);
      for (int i = 0; i < rules.size(); i++) {
        RuleRef ref = new RuleRef(policy, direction, i);
        Integer earlier = seen.putIfAbsent(RuleMeaning.of(rules.get(i)), i);
        if (earlier != null) {
          report.add(
              FindingKind.DUPLICATE,
              ref,
              "says the same as " + direction.word() + "[" + earlier + "]; one is enough");
        }
        checkEntries(ref, rules.get(i), report);
      }
    }
  }

  private static void checkEntries(RuleRef ref, PolicyRule rule, Report report) {
    repeated(rule.peers())
        .forEach(
            (peer, at) ->
                report.addOfPeer(
                    FindingKind.DUPLICATE, ref, at, "has the peer " + peer + " twice"));
    repeated(rule.ports())
        .forEach(
            (port, at) ->
                report.addOfPort(
                    FindingKind.DUPLICATE, ref, at, "has the port " + port + " twice"));
  }

  /** What comes more than once, with the index at which it comes the second time. */
  private static <T> Map<T, Integer> repeated(List<T> entries) {
    Set<T> seen = new HashSet<>();
    Map<T, Integer> repeated = new LinkedHashMap<>();
    for (int i = 0; i < entries.size(); i++) {
      if (!seen.add(entries.get(i))) {
        repeated.putIfAbsent(entries.get(i), i);
      }
    }
    return repeated;
  }
}
