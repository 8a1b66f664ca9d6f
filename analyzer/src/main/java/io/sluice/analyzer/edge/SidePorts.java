package io.sluice.analyzer.edge;

import io.sluice.analyzer.edge.compact.IntSet;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.IntPredicate;
import java.util.function.ObjIntConsumer;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;

/**
 * The ports that one side of an undirected row used, each with what was recorded on it.
 *
 * <p>A side with more than {@link #MAX_PORTS} ports is a client's or cannot be told:
 * then only the ports are kept. Like a fold of stopped rows, this depends on the ports in all and
 * not on the order of records or merges.
 */
final class SidePorts {
  /**
   * So many ports of one peer towards a single port are ephemeral ones: that port listens. An
   * ephemeral port in its turn meets few ports of one peer, those that the peer listens on.
   */
  static final int MANY_CLIENT_PORTS = 8;

  /** How many distinct ports keep a row of their own. */
  static final int MAX_PORTS = 64;

  private final RoaringBitmap ports = new RoaringBitmap();

  /** In the order of {@link #ports}; null once the side is too wide. */
  private PortRow @Nullable [] rows = {};

  private boolean portless;

  /** What was recorded on one port of this side, and the other side's ports that it met. */
  private record PortRow(int port, Row row, IntSet otherPorts) {
    PortRow(int port) {
      this(port, new Row(), new IntSet());
    }
  }

  static SidePorts of(TableVisitor.Side content) {
    SidePorts side = new SidePorts();
    side.portless = content.portless();
    if (content.wide()) {
      side.rows = null;
      side.ports.or(content.ports());
    }
    for (TableVisitor.Port port : content.rows()) {
      PortRow to = side.portRow(port.port());
      if (to != null) {
        to.row.merge(port.row().row());
        to.otherPorts.addAll(port.otherPorts());
      }
    }
    return side;
  }

  TableVisitor.Side content() {
    List<TableVisitor.Port> contents = new ArrayList<>();
    forEach(
        row ->
            contents.add(new TableVisitor.Port(row.port, RowContent.of(row.row), row.otherPorts.bitmap())));
    return new TableVisitor.Side(portless, rows == null, ports, contents);
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
    return rows == null || port < 0 || !ports.contains(port)
        ? null
        : rows[ports.rank(port) - 1].row;
  }

  private @Nullable PortRow portRow(int port) {
    if (port < 0) {
      portless = true;
      return null;
    }
    if (!ports.contains(port)) {
      addPort(port);
    }
    return rows == null ? null : rows[ports.rank(port) - 1];
  }

  private void addPort(int port) {
    ports.add(port);
    if (ports.getCardinality() > MAX_PORTS) {
      rows = null;
    }
    if (rows != null) {
      int at = ports.rank(port) - 1;
      PortRow[] grown = Arrays.copyOf(rows, rows.length + 1);
      System.arraycopy(rows, at, grown, at + 1, rows.length - at);
      grown[at] = new PortRow(port);
      rows = grown;
    }
  }

  void merge(SidePorts other) {
    portless |= other.portless;
    if (other.rows == null) {
      rows = null;
      ports.or(other.ports);
      return;
    }
    for (PortRow from : other.rows) {
      PortRow to = portRow(from.port);
      if (to != null) {
        to.row.merge(from.row);
        to.otherPorts.addAll(from.otherPorts);
      }
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
    forEach(
        row -> {
          if (row.otherPorts.cardinality() >= MANY_CLIENT_PORTS) {
            busy.add(row.port);
          }
        });
    return busy;
  }

  /** Hands out the rows in the order of ports; nothing where the side is too wide. */
  void forEachRow(ObjIntConsumer<Row> reader) {
    forEach(row -> reader.accept(row.row, row.port));
  }

  private void forEach(Consumer<PortRow> reader) {
    if (rows != null) {
      Arrays.stream(rows).forEach(reader);
    }
  }
}
