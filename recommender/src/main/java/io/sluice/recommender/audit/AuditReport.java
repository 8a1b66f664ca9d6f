package io.sluice.recommender.audit;

import java.util.List;

/**
 * The outcome of replaying recorded flows through a set of policies. Every edge is in exactly one
 * of the five counts.
 *
 * @param findings sorted
 * @param allowedEdges edges that were forwarded and pass for all their pods
 * @param deniedEdges edges that were forwarded and would be denied for at least one pair
 * @param stoppedEdges edges whose records were stopped already
 * @param quarantinedEdges quarantined edges that were forwarded and would be denied
 * @param notEvaluatedEdges edges that were forwarded and cannot be asked about
 */
public record AuditReport(
    List<Finding> findings,
    long allowedEdges,
    long deniedEdges,
    long stoppedEdges,
    long quarantinedEdges,
    long notEvaluatedEdges) {
  /** The findings of one kind. */
  public List<Finding> of(FindingRule rule) {
    return findings.stream().filter(finding -> finding.rule() == rule).toList();
  }
}
