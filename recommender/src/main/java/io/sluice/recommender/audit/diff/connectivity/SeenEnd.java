package io.sluice.recommender.audit.diff.connectivity;

import io.sluice.analyzer.cluster.Party;
import io.sluice.ingest.IpAddress;
import java.util.Set;

/**
 * An end of a recorded edge.
 *
 * @param party who it is
 * @param addresses its addresses, where it is outside the cluster
 * @param pods names of its pods, where it is a workload; none where the log does not tell
 */
public record SeenEnd(Party party, Set<IpAddress> addresses, Set<String> pods) {}
