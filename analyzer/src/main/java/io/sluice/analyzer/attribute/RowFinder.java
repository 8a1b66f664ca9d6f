package io.sluice.analyzer.attribute;

import io.sluice.analyzer.edge.EdgeKey;
import io.sluice.analyzer.edge.EdgeRow;
import io.sluice.analyzer.edge.EdgeRow.ServerAddress;
import io.sluice.analyzer.edge.EdgeRows;
import io.sluice.analyzer.edge.EdgeTable;
import io.sluice.analyzer.edge.UndirectedEdgeRow;
import io.sluice.ingest.Flow;
import io.sluice.ingest.IpAddress;
import io.sluice.ingest.Reporter;
import org.jspecify.annotations.Nullable;

/**
 * Finds the row of an edge by numbers, and adds records to it.
 *
 * <p>HOT PATH: one look-up in a map of longs per record; a key with names is made once per edge.
 * Only records of a scan take a second look-up and allocate. One thread's.
 */
final class RowFinder {
  private final EdgeTable table;
  private final PartyNumbers numbers;
  private final PairMap<EdgeRow> directed = new PairMap<>();

  /** Pairs of ends between which so many ports were tried that they share what they have. */
  private final PairMap<EdgeRows> scanned = new PairMap<>();

  private final PairMap<UndirectedEdgeRow> undirected = new PairMap<>();

  RowFinder(EdgeTable table, PartyNumbers numbers) {
    this.table = table;
    this.numbers = numbers;
  }

  /** Adds a record whose client and server are known. */
  void add(
      String name, int cluster, Flow flow, ServerAddress logged, End client, End server, int port) {
    int from = number(client, server, flow.reporter == Reporter.SERVER);
    int to = number(server, client, flow.reporter == Reporter.CLIENT);
    long ends = (long) from << 32 | to;
    long rest = rest(cluster, flow, port);
    EdgeRow row = directed.get(ends, rest);
    if (row == null) {
      row = find(name, cluster, flow, ends, port);
    }
    row.add(flow, logged, client.firstPod(), server.firstPod(), address(client, server));
    for (int i = 1; i < client.podCount(); i++) {
      row.alsoOpenedBy(client.pods[i]);
    }
    for (int i = 1; i < server.podCount(); i++) {
      row.alsoServedBy(server.pods[i]);
    }
  }

  /**
   * A port that has no handle yet. Ports that share what they have get none, for a scan would leave
   * a handle for each that it tried.
   */
  private EdgeRow find(String name, int cluster, Flow flow, long ends, int port) {
    long all = rest(cluster, flow, EdgeTable.NO_PORT);
    EdgeRows rows = scanned.get(ends, all);
    boolean known = rows != null;
    if (rows == null) {
      rows =
          table.rows(
              new EdgeKey(
                  name,
                  numbers.get((int) (ends >>> 32)),
                  numbers.get((int) ends),
                  flow.protocol,
                  EdgeTable.NO_PORT,
                  !flow.verdict.forwarded()));
    }
    EdgeRow row = rows.at(port);
    if (row.isOwn()) {
      directed.put(ends, rest(cluster, flow, port), row);
    } else if (!known) {
      scanned.put(ends, all, rows);
    }
    return row;
  }

  /** Adds a record of which nobody can say which end is the client. */
  void addUndirected(String name, int cluster, Flow flow, End source, End destination) {
    int from = number(source, destination, false);
    int to = number(destination, source, false);
    long ends = (long) from << 32 | to;
    long rest = rest(cluster, flow, EdgeTable.NO_PORT);
    UndirectedEdgeRow row = undirected.get(ends, rest);
    if (row == null) {
      row =
          table.undirectedRow(
              name, numbers.get(from), numbers.get(to), flow.protocol, !flow.verdict.forwarded());
      undirected.put(ends, rest, row);
    }
    row.add(flow, source.firstPod(), destination.firstPod(), address(source, destination));
    for (int i = 1; i < source.podCount(); i++) {
      row.also(flow, source.pods[i], EdgeTable.NO_POD);
    }
    for (int i = 1; i < destination.podCount(); i++) {
      row.also(flow, EdgeTable.NO_POD, destination.pods[i]);
    }
  }

  private static long rest(int cluster, Flow flow, int port) {
    return (long) cluster << 32
        | (long) (flow.protocol + 1) << 20
        | (long) (port + 1) << 1
        | (flow.verdict.forwarded() ? 0 : 1);
  }

  /**
   * The number of an end's party as the other end sees it: a node is the pod's own where the pod
   * runs on it. An observer that stands at the pod and speaks of its host means that very node.
   */
  private static int number(End end, End other, boolean reportedByOther) {
    if (!end.isNode() || !other.isWorkload()) {
      return end.number;
    }
    boolean same = !end.node.isEmpty() && end.node.equals(other.node);
    return same || (end.observersHost && reportedByOther) ? end.ownNumber : end.number;
  }

  /** The address that the edge lists: an unknown end's before an external one's. */
  private static @Nullable IpAddress address(End one, End other) {
    if (one.address == null || other.address == null) {
      return one.address == null ? other.address : one.address;
    }
    return one.isUnknown() || !other.isUnknown() ? one.address : other.address;
  }
}
