package io.sluice.analyzer.edge.file;

import io.sluice.analyzer.cluster.Pod;
import io.sluice.analyzer.edge.EdgeTable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.roaringbitmap.RoaringBitmap;

/** Makes records of the rows of tables that number pods alike; pods are written once for all. */
public final class RowRecords {
  private static final int FIRST = 1 << 10;

  private final List<Pod> pods;
  private Pod[] known = new Pod[FIRST];
  private RecordedPod[] recorded = new RecordedPod[FIRST];

  /** The ids of the row at hand in order, and each one's place among its pods. */
  private int[] ids = new int[0];

  private int[] places = new int[0];

  /**
   * Records of tables.
   *
   * @param pods by number; more may come, and may be told more exactly
   */
  public RowRecords(List<Pod> pods) {
    this.pods = pods;
  }

  /** A record for each row of a table, in the order of their keys. */
  public void of(EdgeTable table, EdgeRecord.Sink sink) {
    table.visit(new RowRecord.Writing(this::begin, this::placesOf, sink));
  }

  private List<RecordedPod> begin(RoaringBitmap used) {
    ids = used.toArray();
    places = new int[ids.length];
    List<RecordedPod> ofRow = new ArrayList<>(ids.length);
    for (int id : ids) {
      ofRow.add(recorded(id));
    }
    List<RecordedPod> sorted = ofRow.stream().sorted().distinct().toList();
    for (int i = 0; i < ids.length; i++) {
      places[i] = Collections.binarySearch(sorted, ofRow.get(i));
    }
    return sorted;
  }

  private RoaringBitmap placesOf(RoaringBitmap some) {
    RoaringBitmap numbers = new RoaringBitmap();
    some.forEach((int id) -> numbers.add(places[Arrays.binarySearch(ids, id)]));
    return numbers;
  }

  private RecordedPod recorded(int id) {
    if (id >= known.length) {
      int room = Math.max(id + 1, 2 * known.length);
      known = Arrays.copyOf(known, room);
      recorded = Arrays.copyOf(recorded, room);
    }
    Pod pod = pods.get(id);
    if (!pod.equals(known[id])) {
      known[id] = pod;
      recorded[id] = RecordedPod.of(pod);
    }
    return recorded[id];
  }
}
