package io.sluice.analyzer.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/**
 * One object over all snapshots and events that have it.
 *
 * @param meta who it is, by its latest version
 * @param versions every sight of it, oldest first
 * @param goneMillis when it was first known to be gone, or {@link Long#MAX_VALUE}
 */
record ObjectLife(ObjectMeta meta, List<ClusterObject> versions, long goneMillis) {
  ObjectLife {
    versions = List.copyOf(versions);
  }

  ClusterObject latest() {
    return versions.get(versions.size() - 1);
  }

  JsonNode tree() {
    return latest().tree();
  }

  boolean gone() {
    return goneMillis != Long.MAX_VALUE;
  }
}
