package io.sluice.recommender.serve;

import io.sluice.analyzer.edge.file.StoredTable;
import io.sluice.analyzer.snapshot.ClusterObject;
import io.sluice.analyzer.stream.Delays;
import java.util.List;

/**
 * What an instance of the service can answer from: all edges and the cluster's objects, the same on
 * every instance. Any thread's.
 */
public interface Served {
  /** All edges of the topic, as far as it was read. A table of its own: nobody else changes it. */
  StoredTable edges();

  /** How many of their flows did not come when they should have. */
  Delays delays();

  /** The last state of all objects of all clusters, sorted by their keys. */
  List<ClusterObject> clusterObjects();

  /**
   * A number that grows whenever {@link #edges} or {@link #clusterObjects} may say something else;
   * what was made of them is good as long as it stands still.
   */
  long version();

  /** How the instance is. */
  Health health();
}
