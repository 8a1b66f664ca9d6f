package io.sluice.recommender.recommend.declared;

import io.sluice.analyzer.cluster.Workload;
import io.sluice.analyzer.policy.Direction;
import io.sluice.analyzer.policy.PolicyPort;
import io.sluice.recommender.recommend.peer.Opening;

/**
 * A peer and port that a workload's policy must admit although no flow has to have shown it.
 *
 * @param subject whose policy
 * @param direction in which direction
 * @param opening the peer, with the basis and who declares it
 * @param port the port
 * @param suffices whether it is reason enough for a policy where the workload has no used edge; an
 *     object of the cluster is not (an unseen workload must not be isolated), a person's word is
 */
public record DeclaredRule(
    Workload subject, Direction direction, Opening opening, PolicyPort port, boolean suffices) {}
