package io.sluice.analyzer.stream.inventory;

import io.sluice.analyzer.snapshot.ClusterObject;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * One look at a cluster as records: its objects, then those that were there before and are gone,
 * then the watermark.
 *
 * <p>An object is gone where the snapshot lists its kind and its namespace without it. A kind of
 * which the snapshot has nothing is not spoken of; all namespaces are, where it has several, or
 * nodes or namespaces.
 */
public final class SnapshotRecords {
  private final String cluster;
  private final InventoryRecords records;
  private final Map<String, Set<String>> namespacesByKind = new HashMap<>();
  private final TreeMap<String, ClusterObject> latest = new TreeMap<>();
  private long takenAt = Long.MIN_VALUE;

  private SnapshotRecords(String cluster, Collection<ClusterObject> objects) {
    this.cluster = cluster;
    this.records = new InventoryRecords(cluster);
    objects.stream()
        .sorted(Comparator.comparingLong(ClusterObject::epochMillis))
        .forEach(this::take);
  }

  private void take(ClusterObject object) {
    latest.put(records.key(object), object);
    takenAt = Math.max(takenAt, object.epochMillis());
    if (object.event() == ClusterObject.Event.PRESENT) {
      namespacesByKind.computeIfAbsent(object.kind(), k -> new TreeSet<>()).add(namespace(object));
    }
  }

  /** When a snapshot was taken; {@link Long#MIN_VALUE} where nothing in it says. */
  public static long takenAt(Collection<ClusterObject> objects) {
    return objects.stream().mapToLong(ClusterObject::epochMillis).max().orElse(Long.MIN_VALUE);
  }

  /**
   * The records of a snapshot.
   *
   * @param cluster the cluster's name, or ""
   * @param objects what it has
   * @param before what the topic says of all clusters
   */
  public static List<InventoryRecord> of(
      String cluster, Collection<ClusterObject> objects, Collection<ClusterObject> before) {
    SnapshotRecords snapshot = new SnapshotRecords(cluster, objects);
    List<InventoryRecord> all = new ArrayList<>();
    snapshot.latest.values().forEach(object -> all.add(snapshot.records.of(object)));
    before.stream()
        .filter(snapshot::lacks)
        .forEach(object -> all.add(snapshot.records.of(snapshot.gone(object))));
    all.add(snapshot.records.watermark(snapshot.takenAt, Watermark.Source.SNAPSHOT));
    return all;
  }

  private boolean lacks(ClusterObject object) {
    Set<String> listed = namespacesByKind.get(object.kind());
    return object.cluster().equals(cluster)
        && object.event() != ClusterObject.Event.DELETED
        && listed != null
        && !latest.containsKey(records.key(object))
        && (listed.size() > 1 || listed.contains(namespace(object)) || isWhole());
  }

  private boolean isWhole() {
    return namespacesByKind.containsKey("Node") || namespacesByKind.containsKey("Namespace");
  }

  private static String namespace(ClusterObject object) {
    return object.tree().path("metadata").path("namespace").asText("");
  }

  private ClusterObject gone(ClusterObject object) {
    return new ClusterObject(
        object.cluster(),
        object.kind(),
        object.tree(),
        object.origin(),
        object.lines(),
        ClusterObject.Event.DELETED,
        takenAt);
  }
}
