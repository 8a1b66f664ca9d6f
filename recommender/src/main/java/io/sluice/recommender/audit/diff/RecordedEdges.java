package io.sluice.recommender.audit.diff;

import io.sluice.analyzer.inventory.PodDirectory;
import io.sluice.recommender.audit.EdgeText;
import io.sluice.recommender.recommend.JudgedEdge;
import java.util.List;

/**
 * The recorded flows that a difference is weighed with.
 *
 * @param edges the edges
 * @param pods the pods that they number
 * @param text whether it may name internet clients
 */
public record RecordedEdges(List<JudgedEdge> edges, PodDirectory pods, EdgeText text) {}
