package io.sluice.analyzer.history;

import io.sluice.analyzer.snapshot.ClusterObject;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Which kinds and namespaces each snapshot lists, so that an object's absence means something.
 *
 * <p>A snapshot says nothing of kinds that it has no object of. It speaks of a namespace if it has
 * an object of that kind there, and of all namespaces if it lists several of them, or nodes or
 * namespaces: a listing of one namespace only ({@code kubectl get pods -n shop}) has none of these.
 */
final class SnapshotCoverage {
  private static final class Snapshot {
    final Map<String, Set<String>> namespacesByKind = new HashMap<>();

    boolean covers(ObjectMeta meta) {
      Set<String> listed = namespacesByKind.get(meta.kind());
      return listed != null
          && (listed.contains(meta.namespace()) || listed.size() > 1 || clusterWide());
    }

    boolean clusterWide() {
      return namespacesByKind.containsKey("Node") || namespacesByKind.containsKey("Namespace");
    }
  }

  private final Map<String, TreeMap<Long, Snapshot>> byCluster = new HashMap<>();

  /** Notes that a snapshot has an object; what a watch said of one is no listing. */
  void add(ObjectMeta meta, ClusterObject object) {
    if (object.event() == ClusterObject.Event.PRESENT && object.epochMillis() != Long.MIN_VALUE) {
      add(meta, object.epochMillis());
    }
  }

  private void add(ObjectMeta meta, long epochMillis) {
    byCluster
        .computeIfAbsent(meta.cluster(), cluster -> new TreeMap<>())
        .computeIfAbsent(epochMillis, time -> new Snapshot())
        .namespacesByKind
        .computeIfAbsent(meta.kind(), kind -> new HashSet<>())
        .add(meta.namespace());
  }

  /**
   * The first snapshot after an object was last seen that should have it, or {@link
   * Long#MAX_VALUE}.
   */
  long firstWithout(ObjectMeta meta, long lastSeenMillis) {
    TreeMap<Long, Snapshot> snapshots = byCluster.get(meta.cluster());
    if (snapshots == null || lastSeenMillis == Long.MIN_VALUE) {
      return Long.MAX_VALUE;
    }
    Map.Entry<Long, Snapshot> later = snapshots.higherEntry(lastSeenMillis);
    while (later != null) {
      if (later.getValue().covers(meta)) {
        return later.getKey();
      }
      later = snapshots.higherEntry(later.getKey());
    }
    return Long.MAX_VALUE;
  }
}
