package io.sluice.analyzer.edge;

import io.sluice.analyzer.edge.compact.IntSet;
import io.sluice.analyzer.edge.compact.PortCells;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;

/**
 * Forwarded attempts as they are read: where one client tried more than {@link #MOST_PORTS} ports
 * of one server in vain, those ports are one edge.
 *
 * <p>In vain is a port of which the logs would have shown an answer and show none. A log that
 * cannot show answers proves no attempt vain, so its rows never fold; neither do rows that look
 * like replies, which {@link Midstream} has to tell, nor ports on which the server is known to
 * listen, because it is declared or because somebody was answered there: those may be calls to a
 * server that was down. All of this is asked of the sums of all records, so the order in which they
 * came plays no part.
 *
 * <p>Ports that the table keeps packed are unpacked one by one, and only once.
 */
final class Unanswered {
  /**
   * How many ports of one server a client may try in vain and still have a row for each. A scan is
   * one from fewer targets on, so the fold adds nothing to what is taken for one.
   */
  static final int MOST_PORTS = 64;

  private final Map<EdgeKey, Packed> packed = new HashMap<>();

  /** The packed ports of one client, server and protocol that are still to be read. */
  private record Packed(PortCells cells, RoaringBitmap left) {
    private Row row(int port) {
      Row[] row = {new Row()};
      cells.read(port, (p, code, first, last) -> row[0] = RowCode.read(code, first, last));
      return row[0];
    }
  }

  /** Takes the packed attempts of a group over; other packed rows go to the reader. */
  void add(EdgeKey group, PortCells cells, BiConsumer<EdgeKey, Row> others) {
    RoaringBitmap left = new RoaringBitmap();
    cells.forEach(
        (port, code, first, last) -> {
          if (RowCode.isUnanswered(code)) {
            left.add(port);
          } else {
            others.accept(EdgeTable.withPort(group, port), RowCode.read(code, first, last));
          }
        });
    packed.put(group, new Packed(cells, left));
  }

  /** The row of a packed attempt, which is no longer here then. */
  @Nullable Row take(EdgeKey key) {
    Packed rows = key.port() < 0 ? null : packed.get(EdgeTable.allPorts(key));
    if (rows == null || !rows.left.contains(key.port())) {
      return null;
    }
    rows.left.remove(key.port());
    return rows.row(key.port());
  }

  /** The packed attempts that were stopped at the server, which are no longer here then. */
  void takeStopped(Map<EdgeKey, StoppedRows> stopped, BiConsumer<EdgeKey, Row> reader) {
    packed.forEach(
        (group, rows) -> {
          StoppedRows there = stopped.get(EdgeTable.stoppedKey(group));
          if (there == null) {
            return;
          }
          for (int port : rows.left.toArray()) {
            Row row = there.reportedByServer(port) ? rows.row(port) : null;
            if (row != null && row.seenByClientOnly()) {
              rows.left.remove(port);
              reader.accept(EdgeTable.withPort(group, port), row);
            }
          }
        });
  }

  /** Takes an edge as it is read. */
  interface EdgeReader {
    void read(EdgeKey key, Row row, @Nullable IntSet ports);
  }

  /**
   * Hands out the attempts, folded where they are many, with rows that are nobody else's.
   *
   * @param forwarded the rows that are not packed, of which those that fold are removed
   * @param foldable whether a row may fold if it is an attempt in vain
   */
  void read(Map<EdgeKey, Row> forwarded, Predicate<EdgeKey> foldable, EdgeReader reader) {
    Map<EdgeKey, Map<Integer, Row>> plain = plain(forwarded, foldable);
    Set<EdgeKey> groups = new HashSet<>(plain.keySet());
    groups.addAll(packed.keySet());
    for (EdgeKey group : groups) {
      Map<Integer, Row> rows = plain.getOrDefault(group, Map.of());
      RoaringBitmap left = left(group);
      RoaringBitmap ports = new RoaringBitmap();
      left.forEach(
          (int port) -> {
            if (foldable.test(EdgeTable.withPort(group, port))) {
              ports.add(port);
            }
          });
      if (ports.getCardinality() + rows.size() > MOST_PORTS) {
        left.andNot(ports);
        Row sum = sum(group, ports, rows);
        rows.keySet().forEach(port -> forwarded.remove(EdgeTable.withPort(group, port)));
        rows.keySet().forEach(ports::add);
        reader.read(group, sum, IntSet.of(ports));
      }
      Packed rest = packed.get(group);
      if (rest != null) {
        left.forEach(
            (int port) -> reader.read(EdgeTable.withPort(group, port), rest.row(port), null));
      }
    }
  }

  private RoaringBitmap left(EdgeKey group) {
    Packed rows = packed.get(group);
    return rows == null ? new RoaringBitmap() : rows.left;
  }

  private static Map<EdgeKey, Map<Integer, Row>> plain(
      Map<EdgeKey, Row> forwarded, Predicate<EdgeKey> foldable) {
    Map<EdgeKey, Map<Integer, Row>> plain = new HashMap<>();
    forwarded.forEach(
        (key, row) -> {
          if (key.port() >= 0 && !row.answeredOrUntold() && foldable.test(key)) {
            plain
                .computeIfAbsent(EdgeTable.allPorts(key), k -> new HashMap<>())
                .put(key.port(), row);
          }
        });
    return plain;
  }

  private Row sum(EdgeKey group, RoaringBitmap ports, Map<Integer, Row> rows) {
    Row sum = new Row();
    rows.values().forEach(sum::merge);
    Packed rest = packed.get(group);
    if (rest != null) {
      ports.forEach((int port) -> sum.merge(rest.row(port)));
    }
    return sum;
  }
}
