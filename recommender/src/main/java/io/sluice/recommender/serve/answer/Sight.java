package io.sluice.recommender.serve.answer;

import io.sluice.analyzer.edge.file.StoredTable;
import io.sluice.analyzer.snapshot.ClusterObject;
import io.sluice.analyzer.stream.Delays;
import java.util.List;

/**
 * What the service knows at one moment. Nobody changes it afterwards.
 *
 * @param version grows with every change
 * @param edges all edges
 * @param delays how many of their flows did not come when they should have
 * @param clusterObjects all objects of the clusters, in a stable order
 */
public record Sight(
    long version, StoredTable edges, Delays delays, List<ClusterObject> clusterObjects) {}
