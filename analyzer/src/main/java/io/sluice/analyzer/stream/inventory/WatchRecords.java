package io.sluice.analyzer.stream.inventory;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sluice.analyzer.snapshot.ClusterObject;
import io.sluice.analyzer.snapshot.ObjectOrigin;
import io.sluice.analyzer.snapshot.live.WatchListener;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * What a watch tells of a cluster as records of the inventory topic, each time with the watermark
 * up to which they are complete. What the topic has from before and the cluster has no more is
 * written as gone. Called as a {@link WatchListener} is.
 */
public final class WatchRecords implements WatchListener {
  private static final ObjectOrigin WATCH = new ObjectOrigin("watch", 1);

  private final String cluster;
  private final InventoryRecords records;
  private final Collection<ClusterObject> before;
  private final Consumer<List<InventoryRecord>> sink;
  private final Consumer<String> say;
  private final List<ClusterObject> told = new ArrayList<>();
  private boolean begun;
  private long written;

  /**
   * Records of one cluster.
   *
   * @param cluster its name, or ""
   * @param before what the topic says of all clusters
   * @param sink writes all of a list or nothing
   * @param say gets what an operator should see
   */
  public WatchRecords(
      String cluster,
      Collection<ClusterObject> before,
      Consumer<List<InventoryRecord>> sink,
      Consumer<String> say) {
    this.cluster = cluster;
    this.records = new InventoryRecords(cluster);
    this.before = List.copyOf(before);
    this.sink = sink;
    this.say = say;
  }

  @Override
  public void object(ClusterObject.Event event, long epochMillis, ObjectNode object) {
    String kind = object.path("kind").asText();
    told.add(new ClusterObject(cluster, kind, object, WATCH, Map.of(), event, epochMillis));
  }

  @Override
  public void completeUntil(long epochMillis) {
    List<InventoryRecord> batch = new ArrayList<>();
    if (begun) {
      told.forEach(object -> batch.add(records.of(object)));
    } else {
      batch.addAll(SnapshotRecords.of(cluster, told, before));
      batch.remove(batch.size() - 1); // the watermark of a snapshot, which this is the start of
    }
    written += batch.size();
    batch.add(records.watermark(epochMillis, Watermark.Source.WATCH));
    sink.accept(batch);
    begun = true;
    told.clear();
  }

  @Override
  public void lost(String reason) {
    say.accept(reason);
  }

  @Override
  public void leftOut(String reason) {
    say.accept(reason);
  }

  /** How many records of objects were written. */
  public long written() {
    return written;
  }
}
