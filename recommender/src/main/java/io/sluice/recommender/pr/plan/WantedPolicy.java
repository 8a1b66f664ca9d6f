package io.sluice.recommender.pr.plan;

import io.sluice.analyzer.policy.Direction;
import io.sluice.analyzer.policy.LabelSelector;
import io.sluice.analyzer.policy.NetworkPolicy;
import io.sluice.analyzer.policy.PolicyPeer;
import io.sluice.analyzer.policy.PolicyPort;
import io.sluice.analyzer.policy.PolicyRule;
import io.sluice.analyzer.policy.Protocol;
import io.sluice.recommender.recommend.RuleEvidence;
import io.sluice.recommender.recommend.WorkloadProposal;
import io.sluice.recommender.write.policy.PolicyFile;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A policy that a recommendation wants to be there.
 *
 * @param policy the policy
 * @param proposal what it rests on; empty for the default deny of a namespace
 */
public record WantedPolicy(NetworkPolicy policy, Optional<WorkloadProposal> proposal) {
  private static final String KEPT = "kept";
  private static final String NOTE = "not seen in the evidence of this run";

  /** The policy of a proposal that has one. */
  public static WantedPolicy of(WorkloadProposal proposal) {
    return new WantedPolicy(proposal.policy().orElseThrow(), Optional.of(proposal));
  }

  /** Its file as it is. */
  PolicyFile file() {
    return proposal.map(PolicyFile::of).orElseGet(() -> PolicyFile.plain(policy));
  }

  /**
   * Its file with more rules behind its own.
   *
   * @param merged the policy with them
   */
  PolicyFile file(NetworkPolicy merged, Merge merge) {
    return proposal
        .map(own -> PolicyFile.of(with(own, merged, merge)))
        .orElseGet(() -> PolicyFile.plain(merged));
  }

  private static WorkloadProposal with(WorkloadProposal own, NetworkPolicy merged, Merge merge) {
    List<RuleEvidence> evidence = new ArrayList<>(own.evidence());
    for (Direction direction : Direction.values()) {
      List<PolicyRule> rules = merged.rules(direction);
      for (int i = merge.ownRules(direction); i < rules.size(); i++) {
        evidence.add(kept(direction, i));
      }
    }
    return new WorkloadProposal(
        own.workload(),
        own.merged(),
        own.state(),
        own.stateReason(),
        Optional.of(merged),
        own.selector(),
        evidence,
        own.holds(),
        own.newlyIsolated(),
        own.closedDirections(),
        own.allowedAlready(),
        own.confidence(),
        own.notes());
  }

  /** Only its note is written: the peer and port stand in the rule. */
  private static RuleEvidence kept(Direction direction, int rule) {
    PolicyPeer anybody =
        new PolicyPeer.Pods(Optional.of(LabelSelector.EVERYTHING), Optional.empty());
    return new RuleEvidence(
        direction,
        rule,
        anybody,
        new PolicyPort.Any(Protocol.TCP),
        KEPT,
        List.of(),
        Optional.empty(),
        NOTE,
        BigInteger.ZERO,
        0,
        List.of());
  }
}
