package io.sluice.recommender.audit;

import io.sluice.analyzer.policy.Verdict;
import io.sluice.recommender.recommend.Confidence;
import io.sluice.recommender.recommend.JudgedEdge;

/**
 * A recorded flow that the policies would not let through, or that they cannot be asked about.
 *
 * @param rule stable word: {@code would-deny}, {@code denied} (stopped already, as recorded) or
 *     {@code not-evaluated}
 * @param edge the edge
 * @param clientSample the client that was asked about, for people
 * @param serverSample the server that was asked about, for people
 * @param verdict both directions, with reasons
 * @param deniedPairs denied (client, server) pairs of the edge
 * @param pairs all pairs of it
 * @param confidence how much evidence there is that the flow is real
 */
public record Finding(
    String rule,
    JudgedEdge edge,
    String clientSample,
    String serverSample,
    Verdict verdict,
    long deniedPairs,
    long pairs,
    Confidence confidence)
    implements Comparable<Finding> {
  @Override
  public int compareTo(Finding other) {
    int byRule = rule.compareTo(other.rule);
    return byRule != 0 ? byRule : edge.compareTo(other.edge);
  }
}
