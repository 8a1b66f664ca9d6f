package io.sluice.recommender.audit;

import java.util.List;

/**
 * The outcome of replaying recorded flows through a set of policies.
 *
 * @param findings sorted
 * @param allowedEdges edges that pass for all their pods
 * @param deniedEdges edges that were forwarded and would be denied for at least one pair
 * @param notEvaluatedEdges edges that could not be asked about
 */
public record AuditReport(
    List<Finding> findings, long allowedEdges, long deniedEdges, long notEvaluatedEdges) {}
