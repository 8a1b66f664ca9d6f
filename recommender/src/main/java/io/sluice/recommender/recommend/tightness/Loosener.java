package io.sluice.recommender.recommend.tightness;

import io.sluice.analyzer.policy.Direction;
import io.sluice.analyzer.policy.NetworkPolicy;
import io.sluice.analyzer.policy.PolicyPeer;
import io.sluice.analyzer.policy.PolicyRule;
import io.sluice.recommender.recommend.RuleEvidence;
import io.sluice.recommender.recommend.WorkloadProposal;
import io.sluice.recommender.recommend.situation.Situation;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Loosens exact proposals, policy by policy in their order. */
final class Loosener {
  private final Tightness tightness;
  private final PeerNamespaces namespaces;
  private final Widening widening;
  private final Map<NetworkPolicy.Key, Long> allowed;

  /**
   * A loosener.
   *
   * @param allowed triples that each policy allows exactly
   */
  Loosener(
      Tightness tightness,
      Situation situation,
      Widening widening,
      Map<NetworkPolicy.Key, Long> allowed) {
    this.tightness = tightness;
    this.namespaces = new PeerNamespaces(situation.system());
    this.widening = widening;
    this.allowed = allowed;
  }

  List<WorkloadProposal> loosen(List<WorkloadProposal> exact) {
    return exact.stream().map(this::loosened).toList();
  }

  private WorkloadProposal loosened(WorkloadProposal proposal) {
    return proposal
        .policy()
        .filter(policy -> !namespaces.isSystem(policy.cluster(), policy.namespace()))
        .map(policy -> loosened(proposal, policy))
        .orElse(proposal);
  }

  private WorkloadProposal loosened(WorkloadProposal proposal, NetworkPolicy policy) {
    Map<Direction, List<PolicyRule>> rules = new EnumMap<>(Direction.class);
    SortedMap<PolicyPeer, PolicyPeer> became = new TreeMap<>();
    long budget = tightness.budget(allowed.getOrDefault(policy.key(), 0L));
    for (Direction direction : Direction.values()) {
      OpenRules open = new OpenRules(policy.rules(direction));
      Set<PolicyPeer> fixed = fixed(proposal, policy, direction);
      budget = new RuleJoiner(policy, direction, fixed, widening).join(open, budget);
      if (tightness == Tightness.FEW && direction == Direction.INGRESS) {
        became.putAll(new NamespacePeers(policy, fixed, widening).apply(open));
      }
      rules.put(direction, open.rules());
    }
    return with(proposal, policy, rules, became);
  }

  /** The peers that stay as they are. */
  private Set<PolicyPeer> fixed(
      WorkloadProposal proposal, NetworkPolicy policy, Direction direction) {
    Set<PolicyPeer> fixed = new HashSet<>();
    for (PolicyRule rule : policy.rules(direction)) {
      rule.peers().stream().filter(p -> !namespaces.loosens(policy, p)).forEach(fixed::add);
    }
    proposal.evidence().stream()
        .filter(row -> row.direction() == direction && EvidenceRows.isByConvention(row))
        .map(RuleEvidence::peer)
        .forEach(fixed::add);
    return fixed;
  }

  private WorkloadProposal with(
      WorkloadProposal proposal,
      NetworkPolicy policy,
      Map<Direction, List<PolicyRule>> rules,
      Map<PolicyPeer, PolicyPeer> became) {
    List<PolicyRule> ingress = rules.getOrDefault(Direction.INGRESS, List.of());
    List<PolicyRule> egress = rules.getOrDefault(Direction.EGRESS, List.of());
    if (ingress.equals(policy.ingress()) && egress.equals(policy.egress())) {
      return proposal;
    }
    EvidenceRows rows = new EvidenceRows(proposal.evidence(), became, tightness);
    List<RuleEvidence> evidence = new ArrayList<>();
    // In the order in which evidence of exact rules stands.
    proposal.evidence().stream()
        .map(RuleEvidence::direction)
        .distinct()
        .forEach(d -> evidence.addAll(rows.of(d, rules.getOrDefault(d, List.of()))));
    return proposal.withRules(
        new NetworkPolicy(
            policy.cluster(),
            policy.namespace(),
            policy.name(),
            policy.podSelector(),
            policy.isolates(),
            ingress,
            egress,
            policy.origin()),
        evidence,
        note(policy, ingress.size() + egress.size(), became));
  }

  private String note(NetworkPolicy policy, int rules, Map<PolicyPeer, PolicyPeer> became) {
    int before = policy.ingress().size() + policy.egress().size();
    List<String> changes = new ArrayList<>();
    if (rules != before) {
      changes.add(before + " rules became " + rules);
    }
    if (!became.isEmpty()) {
      changes.add(became.size() + " clients became the namespaces that they are most of");
    }
    return "--tightness " + tightness.word() + ": " + String.join(", and ", changes);
  }
}
