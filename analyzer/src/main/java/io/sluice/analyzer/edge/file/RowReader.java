package io.sluice.analyzer.edge.file;

import io.sluice.analyzer.cluster.Party;
import io.sluice.analyzer.edge.EdgeKey;
import io.sluice.analyzer.edge.EdgeTable;
import io.sluice.analyzer.edge.RowContent;
import io.sluice.analyzer.edge.TableVisitor;
import io.sluice.ingest.AddressFamily;
import java.io.IOException;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.roaringbitmap.RoaringBitmap;

/** Reads the rows that {@link RowWriter} wrote. */
final class RowReader {
  private static final long PORTS = 1L << 16;
  private static final long ADDRESSES = 1L << 32;
  private static final long VANTAGE_BITS = 1L << 16;
  private static final long FAMILY_BITS = 1L << AddressFamily.values().length;

  /** The first version that has the address families of a row. */
  private static final int WITH_FAMILIES = 2;

  /** The first version that tells what was opened from what was only met midstream. */
  private static final int WITH_OPENED = 3;

  private final FieldReader from;
  private final int version;
  private final List<Party> parties;
  private final int pods;
  private final UnaryOperator<RoaringBitmap> renumbered;

  /**
   * A reader of rows.
   *
   * @param version of the file
   * @param pods how many pods the file has
   * @param renumbered from the file's numbers of pods to those of the rows that are shown
   */
  RowReader(
      FieldReader from,
      int version,
      List<Party> parties,
      int pods,
      UnaryOperator<RoaringBitmap> renumbered) {
    this.from = from;
    this.version = version;
    this.parties = parties;
    this.pods = pods;
    this.renumbered = renumbered;
  }

  void forwarded(TableVisitor to) throws IOException {
    EdgeKey key = key(false);
    EdgeKey withPort =
        new EdgeKey(
            key.cluster(), key.client(), key.server(), key.protocol(), from.signedInt(), false);
    to.forwarded(withPort, row());
  }

  void stopped(TableVisitor to) throws IOException {
    EdgeKey key = key(true);
    if (from.flag()) {
      RoaringBitmap ports = from.bitmap(PORTS);
      RoaringBitmap reportedByServer = from.bitmap(PORTS);
      to.stopped(
          key,
          new TableVisitor.Stopped(new TreeMap<>(), Optional.of(row()), ports, reportedByServer));
      return;
    }
    TreeMap<Integer, RowContent> rows = new TreeMap<>();
    from.times(() -> rows.put(from.signedInt(), row()));
    to.stopped(
        key,
        new TableVisitor.Stopped(rows, Optional.empty(), new RoaringBitmap(), new RoaringBitmap()));
  }

  void undirected(TableVisitor to) throws IOException {
    EdgeKey key = key(false);
    EdgeKey withVerdict =
        new EdgeKey(
            key.cluster(), key.client(), key.server(), key.protocol(), key.port(), from.flag());
    to.undirected(withVerdict, new TableVisitor.Undirected(row(), side(), side()));
  }

  private TableVisitor.Side side() throws IOException {
    boolean portless = from.flag();
    if (from.flag()) {
      return new TableVisitor.Side(portless, true, from.bitmap(PORTS), List.of());
    }
    List<TableVisitor.Port> rows = from.list(this::port);
    return new TableVisitor.Side(portless, false, new RoaringBitmap(), rows);
  }

  private TableVisitor.Port port() throws IOException {
    int port = from.below(PORTS);
    RoaringBitmap otherPorts = from.bitmap(PORTS);
    return new TableVisitor.Port(port, row(), otherPorts);
  }

  private EdgeKey key(boolean denied) throws IOException {
    String cluster = from.text();
    Party client = parties.get(from.below(parties.size()));
    Party server = parties.get(from.below(parties.size()));
    return new EdgeKey(cluster, client, server, from.signedInt(), EdgeTable.NO_PORT, denied);
  }

  private RowContent row() throws IOException {
    long[] records = from.counters(RowContent.COUNTERS);
    long[] connections = from.counters(RowContent.COUNTERS);
    return RowContent.of(
        records,
        connections,
        from.counters(RowContent.COUNTERS),
        from.counters(RowContent.VERDICTS),
        from.signed(),
        from.signed(),
        from.below(VANTAGE_BITS),
        families(),
        from.flag(),
        from.flag(),
        from.flag(),
        opened(connections),
        version < WITH_OPENED ? new RoaringBitmap() : from.bitmap(PORTS),
        from.bitmap(Integer.MAX_VALUE),
        days(),
        renumbered.apply(from.bitmap(pods)),
        renumbered.apply(from.bitmap(pods)),
        from.bitmap(ADDRESSES),
        Collections.unmodifiableSortedSet(new TreeSet<>(from.list(from::address))));
  }

  /** Older files counted connections only where their beginning was seen. */
  private boolean opened(long[] connections) throws IOException {
    return version < WITH_OPENED
        ? Arrays.stream(connections).anyMatch(count -> count > 0)
        : from.flag();
  }

  private int families() throws IOException {
    return version < WITH_FAMILIES ? 1 << AddressFamily.UNKNOWN.ordinal() : from.below(FAMILY_BITS);
  }

  private SortedMap<Integer, Long> days() throws IOException {
    TreeMap<Integer, Long> days = new TreeMap<>();
    from.times(() -> days.put(from.below(Integer.MAX_VALUE), from.number()));
    return Collections.unmodifiableSortedMap(days);
  }
}
