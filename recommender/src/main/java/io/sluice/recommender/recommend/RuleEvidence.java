package io.sluice.recommender.recommend;

import io.sluice.analyzer.policy.Direction;
import io.sluice.analyzer.policy.PolicyPeer;
import io.sluice.analyzer.policy.PolicyPort;
import io.sluice.recommender.recommend.traffic.SystemRole;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;

/**
 * Why one peer and port of a proposed rule is there.
 *
 * @param direction direction
 * @param rule index of the rule in that direction
 * @param peer the peer
 * @param port the port
 * @param basis {@code observed}, {@code by convention} (DNS), {@code declared} (an object or a
 *     decision) or {@code mesh} (what a service mesh needs)
 * @param edges the edges behind it, sorted; empty where it stands by convention alone
 * @param role the part of the platform that the peer is, where it is one
 * @param note what is opened beyond the evidence, such as unseen addresses of a group; or ""
 * @param unseen addresses that it opens and that were never seen; 0 for what is exact
 * @param portsSeen how many of its ports were seen; more than 1 only where it is a range
 * @param names whose its addresses outside are, and what they are called, sorted
 */
public record RuleEvidence(
    Direction direction,
    int rule,
    PolicyPeer peer,
    PolicyPort port,
    String basis,
    List<JudgedEdge> edges,
    Optional<SystemRole> role,
    String note,
    BigInteger unseen,
    int portsSeen,
    List<String> names) {}
