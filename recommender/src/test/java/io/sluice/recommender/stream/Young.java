package io.sluice.recommender.stream;

import io.sluice.analyzer.edge.EdgeKey;
import io.sluice.analyzer.edge.EdgeTable;
import io.sluice.analyzer.edge.RowContent;
import io.sluice.analyzer.edge.TableVisitor;
import io.sluice.analyzer.edge.file.EdgeRecord;
import io.sluice.analyzer.edge.file.StoredTable;
import io.sluice.ingest.HostNames;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

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
    if (rows.rows().values().stream().anyMatch(row -> is(key, row))) {
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
    EdgeRecord.ofRows(
        new StoredTable(rows, of.pods(), List.of(), List.of(), 0, new HostNames()),
        (key, value) -> all.put(hex.formatHex(key), hex.formatHex(value)));
    return all;
  }
}
