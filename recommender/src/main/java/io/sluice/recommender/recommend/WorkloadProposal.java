package io.sluice.recommender.recommend;

import io.sluice.analyzer.cluster.Workload;
import io.sluice.analyzer.policy.Direction;
import io.sluice.analyzer.policy.NetworkPolicy;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What is proposed for one workload, or for several that no label tells apart.
 *
 * @param workload the workload that gives the name, the first in order
 * @param merged the other workloads that share the policy, sorted
 * @param state what was decided
 * @param stateReason why, for people, where the state is not PROPOSED
 * @param policy the policy, where one is proposed
 * @param selector the proof of its selector, where there is one
 * @param evidence per rule, peer and port, in the policy's order
 * @param holds what keeps a direction open, sorted
 * @param newlyIsolated directions that the policy isolates and no current policy isolates
 * @param closedDirections directions that it isolates without any rule of its own but DNS
 * @param allowedAlready evidence that kept policies admit, so that no rule repeats it, sorted
 * @param confidence of its weakest edge
 * @param notes what else a reviewer must know, sorted
 */
public record WorkloadProposal(
    Workload workload,
    List<Workload> merged,
    State state,
    String stateReason,
    Optional<NetworkPolicy> policy,
    Optional<SelectorProof> selector,
    List<RuleEvidence> evidence,
    List<Hold> holds,
    Set<Direction> newlyIsolated,
    Set<Direction> closedDirections,
    List<AllowedAlready> allowedAlready,
    Confidence confidence,
    List<String> notes)
    implements Comparable<WorkloadProposal> {

  /** What was decided for a workload. */
  public enum State {
    /** A policy is proposed. */
    PROPOSED,
    /** Every direction is held open: a policy would have no effect, so there is none. */
    HELD_OPEN,
    /** No edge at all: nothing is proposed, so that nothing is isolated by accident. */
    NO_TRAFFIC,
    /** Edges, but none of them can be learnt from: nothing is proposed for the same reason. */
    NOTHING_LEARNT,
    /** Policies that stay admit all of its evidence and isolate it: nothing is left to propose. */
    COVERED,
    /** Nothing may be newly isolated, and no policy that stays isolates it. */
    NOT_ISOLATED,
    /** Policies do not govern its pods (hostNetwork). */
    NOT_ENFORCEABLE,
    /** In a system namespace: a peer, never a subject. */
    SYSTEM,
    /**
     * No selector tells its pods from others' in a way that can be proposed (pods without labels).
     */
    NO_SELECTOR
  }

  @Override
  public int compareTo(WorkloadProposal other) {
    return workload.compareTo(other.workload);
  }

  /** The same with other rules, and with one more thing to know. */
  public WorkloadProposal withRules(NetworkPolicy other, List<RuleEvidence> why, String note) {
    SortedSet<String> all = new TreeSet<>(notes);
    all.add(note);
    return new WorkloadProposal(
        workload,
        merged,
        state,
        stateReason,
        Optional.of(other),
        selector,
        why,
        holds,
        newlyIsolated,
        closedDirections,
        allowedAlready,
        confidence,
        List.copyOf(all));
  }

  /** File name without {@code .yaml}, which is also the policy's name. */
  public String policyName() {
    return policy.map(NetworkPolicy::name).orElse(workload.name());
  }
}
