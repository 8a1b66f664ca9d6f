package io.sluice.analyzer.edge;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;

/**
 * The ports that one side of an undirected row used, each with what was recorded on it.
 *
 * <p>A side with more than {@link StoppedRows#MAX_PORTS} ports is a client's or cannot be told:
 * then only the ports are kept. Like a fold of stopped rows, this depends on the ports in all and
 * not on the order of records or merges.
 */
final class SidePorts {
  /**
   * So many ports of one peer towards a single port are ephemeral ones: that port listens. An
   * ephemeral port in its turn meets few ports of one peer, those that the peer listens on.
   */
  private static final int MANY_CLIENT_PORTS = 8;

  private final RoaringBitmap ports = new RoaringBitmap();
  private @Nullable Map<Integer, PortRow> rows = new HashMap<>();
  private boolean portless;

  /** What was recorded on one port of this side, and the other side's ports that it met. */
  private record PortRow(Row row, RoaringBitmap otherPorts) {
    PortRow() {
      this(new Row(), new RoaringBitmap());
    }
  }

  /** The row of a port, with the other side's port noted; null once the side is too wide. */
  @Nullable Row row(int port, int otherPort) {
    PortRow found = portRow(port);
    if (found == null) {
      return null;
    }
    if (otherPort >= 0) {
      found.otherPorts.add(otherPort);
    }
    return found.row;
  }

  /** The row of a port that has one. */
  @Nullable Row known(int port) {
    PortRow found = rows == null ? null : rows.get(port);
    return found == null ? null : found.row;
  }

  private @Nullable PortRow portRow(int port) {
    if (port < 0) {
      portless = true;
      return null;
    }
    ports.add(port);
    if (ports.getCardinality() > StoppedRows.MAX_PORTS) {
      rows = null;
    }
    return rows == null ? null : rows.computeIfAbsent(port, p -> new PortRow());
  }

  void merge(SidePorts other) {
    portless |= other.portless;
    ports.or(other.ports);
    if (other.rows == null || ports.getCardinality() > StoppedRows.MAX_PORTS) {
      rows = null;
      return;
    }
    other.rows.forEach(this::mergePort);
  }

  private void mergePort(int port, PortRow from) {
    PortRow to = portRow(port);
    if (to != null) {
      to.row.merge(from.row);
      to.otherPorts.or(from.otherPorts);
    }
  }

  RoaringBitmap ports() {
    return ports;
  }

  /** Whether every record has a port on this side, and all those ports are such. */
  boolean all(IntPredicate listening) {
    return rows != null && !portless && !ports.isEmpty() && ports.stream().allMatch(listening);
  }

  boolean none(IntPredicate listening) {
    return ports.stream().noneMatch(listening);
  }

  /** The ports that many ports of the other side met. */
  RoaringBitmap busyPorts() {
    RoaringBitmap busy = new RoaringBitmap();
    if (rows != null) {
      rows.forEach(
          (port, row) -> {
            if (row.otherPorts.getCardinality() >= MANY_CLIENT_PORTS) {
              busy.add(port);
            }
          });
    }
    return busy;
  }

  /** Hands out the rows in the order of ports; nothing where the side is too wide. */
  void forEach(BiConsumer<Integer, Row> reader) {
    if (rows != null) {
      new TreeMap<>(rows).forEach((port, row) -> reader.accept(port, row.row));
    }
  }
}
