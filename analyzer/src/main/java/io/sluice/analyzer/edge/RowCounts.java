package io.sluice.analyzer.edge;

import io.sluice.analyzer.edge.EdgeRow.ServerAddress;
import io.sluice.analyzer.edge.compact.SparseCounts;
import io.sluice.ingest.Flow;
import io.sluice.ingest.ObservedVerdict;
import io.sluice.ingest.Reporter;
import io.sluice.ingest.Vantage;
import org.jspecify.annotations.Nullable;

/**
 * The counters of one row: records, connections and bytes by vantage, within it by view, and within
 * that by reporter; and records by verdict.
 */
final class RowCounts {
  private static final int REPORTERS = Reporter.values().length;
  private static final int CLIENT = Reporter.CLIENT.ordinal();
  private static final int SERVER = Reporter.SERVER.ordinal();
  private static final int UNKNOWN = Reporter.UNKNOWN.ordinal();

  /** Views of one vantage: with the server's own address, and with a Service's. */
  private static final int VIEWS = 2;

  /** How many counters records, connections and bytes have each. */
  static final int SIDES = Vantage.values().length * VIEWS * REPORTERS;

  /** How many counters the verdicts have. */
  static final int VERDICTS = ObservedVerdict.values().length;

  private static final int CONNECTIONS = SIDES;
  private static final int BYTES = 2 * SIDES;
  private static final int BY_VERDICT = 3 * SIDES;

  private final SparseCounts counts = new SparseCounts();

  /** The counters as four arrays, of which the first three go by side. */
  static RowCounts of(long[] records, long[] connections, long[] bytes, long[] verdicts) {
    RowCounts all = new RowCounts();
    all.addAll(0, records);
    all.addAll(CONNECTIONS, connections);
    all.addAll(BYTES, bytes);
    all.addAll(BY_VERDICT, verdicts);
    return all;
  }

  private void addAll(int from, long[] some) {
    for (int i = 0; i < some.length; i++) {
      counts.add(from + i, some[i]);
    }
  }

  void add(Flow flow, ServerAddress server) {
    int side = side(flow.vantage, server == ServerAddress.OWN, server.reporterOf(flow));
    counts.add(side, 1);
    counts.add(CONNECTIONS + side, flow.connections);
    counts.add(BYTES + side, flow.bytes);
    counts.add(BY_VERDICT + flow.verdict.ordinal(), 1);
  }

  private static int side(Vantage vantage, boolean ownAddress, Reporter reporter) {
    int view = vantage.ordinal() * VIEWS + (ownAddress ? 0 : 1);
    return view * REPORTERS + reporter.ordinal();
  }

  void merge(RowCounts other) {
    counts.addAll(other.counts);
  }

  /** Merges with the client's side as the server's and the server's as the client's. */
  void mergeReversed(RowCounts other) {
    other.counts.forEach((index, count) -> counts.add(reversed(index), count));
  }

  /** Merges likewise, without the connections: replies open none. */
  void mergeReplies(RowCounts other) {
    other.counts.forEach(
        (index, count) -> {
          if (index < CONNECTIONS || index >= BYTES) {
            counts.add(reversed(index), count);
          }
        });
  }

  private static int reversed(int index) {
    int reporter = index % REPORTERS;
    if (index >= BY_VERDICT || reporter == UNKNOWN) {
      return index;
    }
    return index - reporter + (reporter == CLIENT ? SERVER : CLIENT);
  }

  /** The sum of what one side reported. */
  long records(Reporter reporter) {
    long sum = 0;
    for (int side = reporter.ordinal(); side < SIDES; side += REPORTERS) {
      sum += counts.get(side);
    }
    return sum;
  }

  long records(ObservedVerdict verdict) {
    return counts.get(BY_VERDICT + verdict.ordinal());
  }

  long[] recordsBySide() {
    return counts.range(0, SIDES);
  }

  long[] connectionsBySide() {
    return counts.range(CONNECTIONS, SIDES);
  }

  long[] bytesBySide() {
    return counts.range(BYTES, SIDES);
  }

  long[] byVerdict() {
    return counts.range(BY_VERDICT, VERDICTS);
  }

  long shownRecords() {
    return shown(recordsBySide());
  }

  long shownConnections() {
    return shown(connectionsBySide());
  }

  long shownBytes() {
    return shown(bytesBySide());
  }

  /** The largest of the vantages: a packet at a pod's and at a node's interface is the same. */
  private long shown(long[] some) {
    long[] records = recordsBySide();
    long largest = 0;
    for (int vantage = 0; vantage < SIDES; vantage += VIEWS * REPORTERS) {
      largest = Math.max(largest, shownAt(vantage, records, some));
    }
    return largest;
  }

  /**
   * The larger of the two sides, because both report the same connections, and of a side the larger
   * of its two views. Records of unknown reporters may be views of those same connections, so they
   * only count where no side reported.
   */
  private static long shownAt(int vantage, long[] records, long[] some) {
    boolean sided = false;
    long bySide = 0;
    long byUnknown = 0;
    for (int view = vantage; view < vantage + VIEWS * REPORTERS; view += REPORTERS) {
      sided |= records[view + CLIENT] + records[view + SERVER] > 0;
      bySide = Math.max(bySide, Math.max(some[view + CLIENT], some[view + SERVER]));
      byUnknown = Math.max(byUnknown, some[view + UNKNOWN]);
    }
    return sided ? bySide : byUnknown;
  }

  @Override
  public boolean equals(@Nullable Object object) {
    return object instanceof RowCounts other && counts.equals(other.counts);
  }

  @Override
  public int hashCode() {
    return counts.hashCode();
  }
}
