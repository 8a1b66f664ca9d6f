package io.sluice.recommender.stream;

import io.sluice.analyzer.edge.EdgeKey;
import io.sluice.analyzer.edge.EdgeTable;
import io.sluice.analyzer.edge.RowContent;
import io.sluice.analyzer.edge.TableVisitor;
import io.sluice.analyzer.edge.file.RowRecords;
import io.sluice.analyzer.edge.file.StoredTable;
import java.util.HexFormat;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The rows of a table whose last flow is at a moment or behind it, by cluster. */
final class Young implements TableVisitor {
  private final Map<String, Long> from;
  private final EdgeTable table = new EdgeTable();

  Young(Map<String, Long> from) {
    this.from = from;
  }

  private boolean is(EdgeKey key, RowContent row) {
    return row.lastMillis() >= from.getOrDefault(key.cluster(), Long.MIN_VALUE);
  }

  @Override
  public void forwarded(EdgeKey key, RowContent row) {
    if (is(key, row)) {
      table.adder().forwarded(key, row);
    }
  }

  @Override
  public void stopped(EdgeKey key, Stopped rows) {
    if (Stream.concat(rows.rows().values().stream(), rows.folded().stream())
        .anyMatch(row -> is(key, row))) {
      table.adder().stopped(key, rows);
    }
  }

  @Override
  public void undirected(EdgeKey key, Undirected row) {
    if (is(key, row.total())) {
      table.adder().undirected(key, row);
    }
  }

  EdgeTable table() {
    return table;
  }

  /** Each row with its own pods, byte for byte. */
  static SortedMap<String, String> rows(EdgeTable rows, StoredTable of) {
    SortedMap<String, String> all = new TreeMap<>();
    HexFormat hex = HexFormat.of();
    new RowRecords(of.pods())
        .of(rows, (key, value) -> all.put(hex.formatHex(key), hex.formatHex(value)));
    return all;
  }
}
