package io.sluice.analyzer.edge;

import io.sluice.analyzer.cluster.Party;
import io.sluice.analyzer.edge.EdgeRow.ServerAddress;
import io.sluice.ingest.Flow;
import io.sluice.ingest.IpAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.ObjIntConsumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Edges under construction: rows of counters and bitmaps, merged by sum, min, max and OR.
 *
 * <p>Merging is commutative and associative: any split of the input over tables gives the same
 * table. Nothing decays inside; retention is a filter at read time.
 *
 * <p>Three kinds of rows: forwarded records, one row per {@link EdgeKey}, small where a scan tried
 * many ports; stopped records, which fold into one row with a bitmap of ports once a client tries
 * more than 16 ports of a server; and undirected records, one row per pair of parties and protocol.
 *
 * <p>Counts as read are the larger of what the client's side and the server's side reported,
 * because both report the same connections; of one side, the larger of what it reported with the
 * server's own address and with a Service's. Records of unknown reporters count only where neither
 * side reported any. {@link Edge#recordsByReporter} has all three, as sums.
 *
 * <p>One thread's, until it is merged.
 */
public final class EdgeTable {
  /** In place of a pod id, where the end is no pod or the log names none. */
  public static final int NO_POD = -1;

  /** In place of a port, where the protocol or the log has none. */
  public static final int NO_PORT = -1;

  /** How many ends the message about too many rows names. */
  private static final int NAMED = 3;

  private final RowLimit limit;
  private final Map<EdgeKey, ForwardedRows> forwarded = new HashMap<>();
  private final Map<EdgeKey, StoppedRows> stopped = new HashMap<>();
  private final Map<EdgeKey, UndirectedRow> undirected = new HashMap<>();

  /** An empty table without a limit. */
  public EdgeTable() {
    this(RowLimit.none());
  }

  /** An empty table that shares a limit with others; {@link #row} and its like count. */
  public EdgeTable(RowLimit limit) {
    this.limit = limit;
  }

  /** Adds one record whose client and server are known, with the server's own address. */
  public void add(
      EdgeKey key, Flow flow, int clientPod, int serverPod, @Nullable IpAddress address) {
    row(key).add(flow, ServerAddress.OWN, clientPod, serverPod, address);
  }

  /** Adds one record of which nobody can say yet which end is the client. */
  public void addUndirected(
      String cluster,
      Party source,
      Party destination,
      Flow flow,
      int sourcePod,
      int destinationPod,
      @Nullable IpAddress address) {
    undirectedRow(cluster, source, destination, flow.protocol, !flow.verdict.forwarded())
        .add(flow, sourcePod, destinationPod, address);
  }

  /**
   * The row of a key, new and empty if there is none; for whoever adds many records to it.
   *
   * @throws TooManyRowsException where the table's limit is passed
   */
  public EdgeRow row(EdgeKey key) {
    return rows(key).at(key.port());
  }

  /**
   * The rows of all ports beside that of a key, for whoever meets many ports and keeps only the
   * handles of {@link EdgeRow#isOwn own} rows.
   */
  public EdgeRows rows(EdgeKey key) {
    EdgeKey all = allPorts(key);
    PortRows rows =
        key.denied()
            ? stopped.computeIfAbsent(all, k -> new StoppedRows())
            : forwarded.computeIfAbsent(all, k -> new ForwardedRows());
    return port -> rows.at(port, limit, this);
  }

  /**
   * The undirected row between two parties, for records that pass from the one to the other.
   *
   * @param protocol IANA number
   * @param denied whether the records were stopped
   * @throws TooManyRowsException where the table's limit is passed
   */
  public UndirectedEdgeRow undirectedRow(
      String cluster, Party source, Party destination, int protocol, boolean denied) {
    int order = source.compareTo(destination);
    Party lower = order <= 0 ? source : destination;
    Party upper = order <= 0 ? destination : source;
    EdgeKey key = new EdgeKey(cluster, lower, upper, protocol, NO_PORT, denied);
    int before = undirected.size();
    UndirectedRow row = undirected.computeIfAbsent(key, k -> new UndirectedRow());
    if (undirected.size() > before) {
      limit.more(PortRows.ROW_BYTES, this);
    }
    return row.handle(order);
  }

  /**
   * Shows all rows as they are, in the order of their keys: before anything is turned, so that the
   * rows can be kept and joined later. What is shown must not be changed.
   */
  public void visit(TableVisitor visitor) {
    KeyOrder.forEach(
        forwarded,
        (key, rows) ->
            rows.forEach(
                (row, port) -> visitor.forwarded(withPort(key, port), RowContent.of(row))));
    KeyOrder.forEach(stopped, (key, rows) -> visitor.stopped(key, rows.content()));
    KeyOrder.forEach(undirected, (key, row) -> visitor.undirected(key, row.content()));
  }

  /**
   * Takes over all rows of another table, which must number pods by the same directory and is empty
   * then.
   */
  public void absorb(EdgeTable other) {
    other.forwarded.forEach((key, rows) -> join(forwarded, key, rows, ForwardedRows::merge));
    other.stopped.forEach((key, rows) -> join(stopped, key, rows, StoppedRows::merge));
    other.undirected.forEach((key, row) -> join(undirected, key, row, UndirectedRow::merge));
    other.forwarded.clear();
    other.stopped.clear();
    other.undirected.clear();
  }

  private static <R> void join(Map<EdgeKey, R> rows, EdgeKey key, R row, BiConsumer<R, R> merging) {
    R own = rows.putIfAbsent(key, row);
    if (own != null) {
      merging.accept(own, row);
    }
  }

  /**
   * Adds what it is shown to this table, as {@link #absorb} does: rows become its own, so nobody
   * else may change them.
   */
  public TableVisitor adder() {
    return new TableVisitor() {
      @Override
      public void forwarded(EdgeKey key, RowContent row) {
        forwarded
            .computeIfAbsent(allPorts(key), k -> new ForwardedRows())
            .take(key.port(), row.row());
      }

      @Override
      public void stopped(EdgeKey key, Stopped rows) {
        join(stopped, key, StoppedRows.of(rows), StoppedRows::merge);
      }

      @Override
      public void undirected(EdgeKey key, Undirected row) {
        join(undirected, key, UndirectedRow.of(row), UndirectedRow::merge);
      }
    };
  }

  /** Turns what can be turned and reads the rows out, sorted; a pure function of the table. */
  public Edges resolve(Listeners listeners) {
    return new Resolution(forwarded, stopped, undirected).resolve(listeners);
  }

  /** Rows in memory: what bounds it, though those of a scan take far less than others. */
  public int size() {
    return Stream.of(forwarded, stopped)
            .flatMap(rows -> rows.values().stream())
            .mapToInt(PortRows::size)
            .sum()
        + undirected.size();
  }

  /** How many keys have rows, those of all ports beside each other counted once. */
  public int keys() {
    return forwarded.size() + stopped.size() + undirected.size();
  }

  /** The ends with the most rows, each with how many. */
  List<String> widest() {
    Map<String, Integer> rows = new HashMap<>();
    ObjIntConsumer<EdgeKey> count =
        (key, some) -> {
          rows.merge("from " + key.client().title(), some, Integer::sum);
          rows.merge("to " + key.server().title(), some, Integer::sum);
        };
    forwarded.forEach((key, some) -> count.accept(key, some.size()));
    stopped.forEach((key, some) -> count.accept(key, some.size()));
    undirected.keySet().forEach(key -> count.accept(key, 1));
    return rows.entrySet().stream()
        .sorted(
            Map.Entry.<String, Integer>comparingByValue()
                .reversed()
                .thenComparing(Map.Entry.comparingByKey()))
        .limit(NAMED)
        .map(entry -> String.format(Locale.ROOT, "%s (%,d)", entry.getKey(), entry.getValue()))
        .toList();
  }

  /** What the rows of all ports have in common. */
  static EdgeKey allPorts(EdgeKey key) {
    return withPort(key, NO_PORT);
  }

  /** What the stopped rows of all ports have in common. */
  static EdgeKey stoppedKey(EdgeKey key) {
    return new EdgeKey(key.cluster(), key.client(), key.server(), key.protocol(), NO_PORT, true);
  }

  static EdgeKey withPort(EdgeKey key, int port) {
    return port == key.port()
        ? key
        : new EdgeKey(
            key.cluster(), key.client(), key.server(), key.protocol(), port, key.denied());
  }
}
