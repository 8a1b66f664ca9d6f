package io.sluice.recommender.serve.answer;

import io.sluice.analyzer.edge.file.StoredTable;
import io.sluice.analyzer.snapshot.ClusterObject;
import java.util.List;

/**
 * What the service knows at one moment. Nobody changes it afterwards.
 *
 * @param version grows with every change
 * @param edges all edges
 * @param clusterObjects all objects of the clusters, in a stable order
 */
public record Sight(long version, StoredTable edges, List<ClusterObject> clusterObjects) {}
