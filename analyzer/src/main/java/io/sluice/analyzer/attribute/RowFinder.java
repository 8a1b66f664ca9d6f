package io.sluice.analyzer.attribute;

import io.sluice.analyzer.edge.EdgeKey;
import io.sluice.analyzer.edge.EdgeRow;
import io.sluice.analyzer.edge.EdgeRow.ServerAddress;
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
 * One thread's.
 */
final class RowFinder {
  private final EdgeTable table;
  private final PartyNumbers numbers;
  private final PairMap<EdgeRow> directed = new PairMap<>();
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
      row =
          table.row(
              new EdgeKey(
                  name,
                  numbers.get(from),
                  numbers.get(to),
                  flow.protocol,
                  port,
                  !flow.verdict.forwarded()));
      directed.put(ends, rest, row);
    }
    row.add(flow, logged, client.firstPod(), server.firstPod(), address(client, server));
    for (int i = 1; i < client.podCount(); i++) {
      row.alsoOpenedBy(client.pods[i]);
    }
    for (int i = 1; i < server.podCount(); i++) {
      row.alsoServedBy(server.pods[i]);
    }
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
