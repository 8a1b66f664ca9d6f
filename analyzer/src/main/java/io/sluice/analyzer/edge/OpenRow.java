package io.sluice.analyzer.edge;

import io.sluice.analyzer.edge.compact.IntSet;
import org.jspecify.annotations.Nullable;

/** Records between two parties of which nobody can say who opened the connections, as read. */
final class OpenRow {
  private final Row row = new Row();
  private final IntSet ports = new IntSet();

  /** The key of two parties, the lower one as client. */
  static EdgeKey pair(EdgeKey key) {
    boolean ordered = key.client().compareTo(key.server()) <= 0;
    return new EdgeKey(
        key.cluster(),
        ordered ? key.client() : key.server(),
        ordered ? key.server() : key.client(),
        key.protocol(),
        EdgeTable.NO_PORT,
        key.denied());
  }

  /** Adds a row as it was recorded, with the ports that its client used. */
  void add(EdgeKey key, Row recorded, @Nullable IntSet clientPorts) {
    if (key.client().compareTo(key.server()) <= 0) {
      row.merge(recorded);
    } else {
      row.mergeReversed(recorded);
    }
    if (clientPorts != null) {
      ports.addAll(clientPorts);
    }
    ports.add(key.port());
  }

  /** Adds an undirected row of the same pair. */
  void add(UndirectedRow undirected) {
    row.merge(undirected.total());
    ports.addAll(undirected.ports());
  }

  Edge read(EdgeKey pair) {
    return new Edge(pair, row, ports.cardinality() == 0 ? null : ports);
  }
}
