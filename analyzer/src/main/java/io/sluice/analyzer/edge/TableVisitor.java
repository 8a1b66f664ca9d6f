package io.sluice.analyzer.edge;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.roaringbitmap.RoaringBitmap;

/** Is shown the rows of an {@link EdgeTable} as they are stored; bitmaps must not be changed. */
public interface TableVisitor {
  /** A row of records that went through. */
  void forwarded(EdgeKey key, RowContent row);

  /** The stopped records of one client, server and protocol; the key's port is -1. */
  void stopped(EdgeKey key, Stopped rows);

  /** The undirected records of two parties, the lower one as client; the key's port is -1. */
  void undirected(EdgeKey key, Undirected row);

  /**
   * Stopped records.
   *
   * @param rows a row per port, -1 for records without one; empty where folded
   * @param folded the sum of all ports, where they are too many for a row each
   * @param ports the ports of all rows
   * @param reportedByServer of a folded row the ports that the server's side reported
   */
  record Stopped(
      SortedMap<Integer, RowContent> rows,
      Optional<RowContent> folded,
      RoaringBitmap ports,
      RoaringBitmap reportedByServer) {
    /** The same with each row changed. */
    public Stopped map(UnaryOperator<RowContent> change) {
      TreeMap<Integer, RowContent> changed = new TreeMap<>();
      rows.forEach((port, row) -> changed.put(port, change.apply(row)));
      return new Stopped(changed, folded.map(change), ports, reportedByServer);
    }
  }

  /**
   * Undirected records.
   *
   * @param total all of them
   * @param lower by the ports of the lower party
   * @param upper by the ports of the upper party
   */
  record Undirected(RowContent total, Side lower, Side upper) {
    /** The same with each row changed. */
    public Undirected map(UnaryOperator<RowContent> change) {
      return new Undirected(change.apply(total), lower.map(change), upper.map(change));
    }

    /** The same with the lower party as the upper one. */
    public Undirected turned() {
      return new Undirected(
          total.turned(), upper.map(RowContent::turned), lower.map(RowContent::turned));
    }
  }

  /**
   * The ports that one side of undirected records used.
   *
   * @param portless whether some records have no port on this side
   * @param wide whether they are too many for a row each
   * @param ports all of them
   * @param rows a row per port, in the order of ports; empty where too many
   */
  record Side(boolean portless, boolean wide, RoaringBitmap ports, List<Port> rows) {
    /** The same with each row changed. */
    public Side map(UnaryOperator<RowContent> change) {
      return new Side(
          portless,
          wide,
          ports,
          rows.stream()
              .map(port -> new Port(port.port(), change.apply(port.row()), port.otherPorts()))
              .toList());
    }
  }

  /**
   * What was recorded on one port of a side.
   *
   * @param port its number
   * @param row the records
   * @param otherPorts the other side's ports that it met
   */
  record Port(int port, RowContent row, RoaringBitmap otherPorts) {}
}
