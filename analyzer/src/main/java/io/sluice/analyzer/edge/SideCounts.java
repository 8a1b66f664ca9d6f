package io.sluice.analyzer.edge;

import io.sluice.ingest.Reporter;
import io.sluice.ingest.Vantage;

/** Counters of one row by vantage, within it by view, and within that by reporter. */
final class SideCounts {
  private static final int REPORTERS = Reporter.values().length;
  private static final int CLIENT = Reporter.CLIENT.ordinal();
  private static final int SERVER = Reporter.SERVER.ordinal();
  private static final int UNKNOWN = Reporter.UNKNOWN.ordinal();

  /** Views of one vantage: with the server's own address, and with a Service's. */
  private static final int VIEWS = 2;

  /** How many counters there are. */
  static final int SIDES = Vantage.values().length * VIEWS * REPORTERS;

  private SideCounts() {}

  /** Where a record counts. */
  static int side(Vantage vantage, boolean ownAddress, Reporter reporter) {
    int view = vantage.ordinal() * VIEWS + (ownAddress ? 0 : 1);
    return view * REPORTERS + reporter.ordinal();
  }

  static void addAll(long[] to, long[] from) {
    for (int i = 0; i < to.length; i++) {
      to[i] += from[i];
    }
  }

  /** The same with the client's side as the server's and the server's as the client's. */
  static long[] swapped(long[] counts) {
    long[] swapped = counts.clone();
    for (int side = 0; side < SIDES; side += REPORTERS) {
      swapped[side + CLIENT] = counts[side + SERVER];
      swapped[side + SERVER] = counts[side + CLIENT];
    }
    return swapped;
  }

  /** The sum of what one side reported. */
  static long of(long[] counts, Reporter reporter) {
    long sum = 0;
    for (int side = reporter.ordinal(); side < SIDES; side += REPORTERS) {
      sum += counts[side];
    }
    return sum;
  }

  /** The largest of the vantages: a packet at a pod's and at a node's interface is the same. */
  static long shown(long[] records, long[] counts) {
    long largest = 0;
    for (int vantage = 0; vantage < SIDES; vantage += VIEWS * REPORTERS) {
      largest = Math.max(largest, shownAt(vantage, records, counts));
    }
    return largest;
  }

  /**
   * The larger of the two sides, because both report the same connections, and of a side the larger
   * of its two views. Records of unknown reporters may be views of those same connections, so they
   * only count where no side reported.
   */
  private static long shownAt(int vantage, long[] records, long[] counts) {
    boolean sided = false;
    long bySide = 0;
    long byUnknown = 0;
    for (int view = vantage; view < vantage + VIEWS * REPORTERS; view += REPORTERS) {
      sided |= records[view + CLIENT] + records[view + SERVER] > 0;
      bySide = Math.max(bySide, Math.max(counts[view + CLIENT], counts[view + SERVER]));
      byUnknown = Math.max(byUnknown, counts[view + UNKNOWN]);
    }
    return sided ? bySide : byUnknown;
  }
}
