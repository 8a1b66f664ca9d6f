package io.sluice.analyzer.edge;

import io.sluice.analyzer.cluster.Party;
import io.sluice.analyzer.edge.compact.PortCells;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.function.Predicate;

/**
 * Reads a table's rows out. Works on the table's own rows and copies the few that it has to change,
 * so the table stays as it is.
 *
 * <ol>
 *   <li>Undirected rows are turned where exactly one side listens on all of its ports and the other
 *       on none of its own.
 *   <li>Rows of {@link Midstream} records are turned where they are replies, and join the ambiguous
 *       ones where nobody can say.
 *   <li>What left the client and was stopped at the server is one stopped connection, so such rows
 *       of forwarded records join the row of stopped ones.
 *   <li>Attempts in vain become one edge where a client tried many ports of a server.
 *   <li>The rows are read, sorted by key.
 * </ol>
 */
final class Resolution {
  private final Map<EdgeKey, Row> forwarded = new HashMap<>();
  private final Unanswered unanswered = new Unanswered();
  private final Map<EdgeKey, StoppedRows> stopped;
  private final Map<EdgeKey, UndirectedRow> undirected;
  private final Set<EdgeKey> ownForwarded = new HashSet<>();
  private final Set<EdgeKey> ownStopped = new HashSet<>();

  Resolution(
      Map<EdgeKey, ForwardedRows> forwarded,
      Map<EdgeKey, StoppedRows> stopped,
      Map<EdgeKey, UndirectedRow> undirected) {
    forwarded.forEach(this::add);
    this.stopped = new HashMap<>(stopped);
    this.undirected = undirected;
  }

  private void add(EdgeKey group, ForwardedRows rows) {
    rows.forEachOwn((row, port) -> forwarded.put(EdgeTable.withPort(group, port), row));
    PortCells packed = rows.packed();
    if (packed != null) {
      unanswered.add(group, packed, this::addOwn);
    }
  }

  private void addOwn(EdgeKey key, Row row) {
    forwarded.put(key, row);
    ownForwarded.add(key);
  }

  Edges resolve(Listeners declared) {
    Midstream midstream = Midstream.in(forwarded, declared);
    SeenListeners seen = new SeenListeners(forwarded, undirected, midstream);
    Set<EdgeKey> taken = new HashSet<>();
    Map<EdgeKey, OpenRow> open = midstream.settle(taken, declared, seen, this::mergeReplies);
    taken.forEach(forwarded::remove);
    undirected.forEach(
        (key, row) -> {
          if (!turn(key, row, declared, seen)) {
            open.computeIfAbsent(key, k -> new OpenRow()).add(row);
          }
        });
    joinStopped();
    List<Edge> ambiguous = new ArrayList<>();
    open.forEach((key, row) -> ambiguous.add(row.read(key)));
    Predicate<EdgeKey> foldable =
        key ->
            !midstream.contains(key)
                && !listening(key.server(), key.protocol(), declared, seen).test(key.port());
    return new Edges(directed(foldable), KeyOrder.sorted(ambiguous, Edge::key));
  }

  private void mergeReplies(EdgeKey key, int serverPort, Row replies) {
    ownForwarded(
            new EdgeKey(
                key.cluster(),
                /* client= */ key.server(),
                /* server= */ key.client(),
                key.protocol(),
                serverPort,
                false))
        .mergeReplies(replies);
  }

  private boolean turn(EdgeKey key, UndirectedRow row, Listeners declared, SeenListeners seen) {
    IntPredicate lowerListens = listening(key.client(), key.protocol(), declared, seen);
    IntPredicate upperListens = listening(key.server(), key.protocol(), declared, seen);
    SidePorts lower = row.lower();
    SidePorts upper = row.upper();
    if (upper.all(upperListens) && lower.none(lowerListens)) {
      upper.forEachRow((part, port) -> merge(key, key.client(), key.server(), port, part));
      return true;
    }
    if (lower.all(lowerListens) && upper.none(upperListens)) {
      lower.forEachRow((part, port) -> merge(key, key.server(), key.client(), port, turned(part)));
      return true;
    }
    return false;
  }

  private static IntPredicate listening(
      Party party, int protocol, Listeners declared, SeenListeners seen) {
    return port -> declared.listens(party, protocol, port) || seen.listens(party, protocol, port);
  }

  private static Row turned(Row row) {
    Row turned = new Row();
    turned.mergeTurned(row);
    return turned;
  }

  private void merge(EdgeKey from, Party client, Party server, int port, Row row) {
    EdgeKey key = new EdgeKey(from.cluster(), client, server, from.protocol(), port, from.denied());
    if (key.denied()) {
      ownStopped(EdgeTable.stoppedKey(key)).merge(port, row);
    } else {
      ownForwarded(key).merge(row);
    }
  }

  private Row ownForwarded(EdgeKey key) {
    boolean first = ownForwarded.add(key);
    Row packed = forwarded.containsKey(key) ? null : unanswered.take(key);
    if (packed != null) {
      forwarded.put(key, packed);
      return packed;
    }
    return forwarded.compute(key, (k, row) -> row == null ? new Row() : first ? row.copy() : row);
  }

  private StoppedRows ownStopped(EdgeKey key) {
    boolean first = ownStopped.add(key);
    return stopped.compute(
        key, (k, rows) -> rows == null ? new StoppedRows() : first ? rows.copy() : rows);
  }

  private void joinStopped() {
    for (EdgeKey key : List.copyOf(forwarded.keySet())) {
      Row row = forwarded.get(key);
      EdgeKey group = EdgeTable.stoppedKey(key);
      StoppedRows rows = stopped.get(group);
      if (row != null
          && rows != null
          && row.seenByClientOnly()
          && rows.reportedByServer(key.port())) {
        ownStopped(group).merge(key.port(), row);
        forwarded.remove(key);
      }
    }
    unanswered.takeStopped(
        stopped, (key, row) -> ownStopped(EdgeTable.stoppedKey(key)).merge(key.port(), row));
  }

  /** What folded comes last, so that it stands behind a row without a port. */
  private List<Edge> directed(Predicate<EdgeKey> foldable) {
    List<Edge> edges = new ArrayList<>();
    List<Edge> attempts = new ArrayList<>();
    unanswered.read(
        forwarded, foldable, (key, row, ports) -> attempts.add(new Edge(key, row, ports)));
    forwarded.forEach(
        (key, row) ->
            edges.add(new Edge(key, ownForwarded.contains(key) ? row : row.copy(), null)));
    edges.addAll(attempts);
    stopped.forEach(
        (key, rows) ->
            rows.forEach(
                (port, row, ports) ->
                    edges.add(new Edge(EdgeTable.withPort(key, port), row.copy(), ports))));
    return KeyOrder.sorted(edges, Edge::key);
  }
}
