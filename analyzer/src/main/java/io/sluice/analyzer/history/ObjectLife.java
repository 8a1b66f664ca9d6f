package io.sluice.analyzer.history;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.analyzer.snapshot.ClusterObject;
import java.util.List;

/**
 * One object over all snapshots and events that have it.
 *
 * @param meta who it is, by its latest version
 * @param versions every sight of it, oldest first
 * @param goneMillis when it was first known to be gone, or {@link Long#MAX_VALUE}
 */
public record ObjectLife(ObjectMeta meta, List<ClusterObject> versions, long goneMillis) {
  public ObjectLife {
    versions = List.copyOf(versions);
  }

  public ClusterObject latest() {
    return versions.get(versions.size() - 1);
  }

  public JsonNode tree() {
    return latest().tree();
  }

  public boolean gone() {
    return goneMillis != Long.MAX_VALUE;
  }
}
