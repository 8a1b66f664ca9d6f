package io.sluice.analyzer.policy.reach;

import io.sluice.analyzer.policy.compile.PodClass;
import io.sluice.analyzer.policy.compile.PodClasses;
import java.util.List;
import org.roaringbitmap.RoaringBitmap;

/**
 * The rows of all source classes. Neighbouring port classes mostly have the same row, so the
 * methods that go through all port classes look again only where the row changes.
 */
final class Rows {
  private final int[][] rowOf;
  private final List<RoaringBitmap> distinct;

  /**
   * Rows.
   *
   * @param rowOf by source class and port class, the index of the row
   * @param distinct the rows: sets of destination classes
   */
  Rows(int[][] rowOf, List<RoaringBitmap> distinct) {
    this.rowOf = rowOf;
    this.distinct = distinct;
  }

  RoaringBitmap at(int source, int port) {
    return distinct.get(rowOf[source][port]);
  }

  int distinctCount() {
    return distinct.size();
  }

  /** Counts the allowed pairs by port class, without a pod to itself. */
  void addPairs(PodClasses classes, long[] pairs) {
    long[] pods = new long[distinct.size()];
    for (int row = 0; row < pods.length; row++) {
      for (int number : distinct.get(row).toArray()) {
        pods[row] += classes.get(number).size();
      }
    }
    for (PodClass source : classes.all()) {
      int[] rows = rowOf[source.number()];
      int last = -1;
      long counted = 0;
      for (int port = 0; port < pairs.length; port++) {
        if (rows[port] != last) {
          last = rows[port];
          long itself = distinct.get(last).contains(source.number()) ? 1 : 0;
          counted = source.size() * (pods[last] - itself);
        }
        pairs[port] += counted;
      }
    }
  }

  /** Adds a number to each port class at which a source does not reach a destination. */
  void addWhereMissing(int source, int destination, long added, long[] sums) {
    int[] rows = rowOf[source];
    int last = -1;
    boolean missing = false;
    for (int port = 0; port < sums.length; port++) {
      if (rows[port] != last) {
        last = rows[port];
        missing = !distinct.get(last).contains(destination);
      }
      sums[port] += missing ? added : 0;
    }
  }
}
