package io.sluice.analyzer.stream.retention;

import io.sluice.analyzer.edge.EdgeKey;
import io.sluice.analyzer.edge.RowContent;
import io.sluice.analyzer.edge.TableVisitor;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;

/** By cluster, when the last row of a table was seen; rows without a time say nothing. */
final class LastSeen implements TableVisitor {
  private final Map<String, Long> millis = new HashMap<>();

  Map<String, Long> byCluster() {
    return millis;
  }

  @Override
  public void forwarded(EdgeKey key, RowContent row) {
    note(key, row);
  }

  @Override
  public void stopped(EdgeKey key, Stopped rows) {
    Stream.concat(rows.rows().values().stream(), rows.folded().stream())
        .forEach(row -> note(key, row));
  }

  @Override
  public void undirected(EdgeKey key, Undirected row) {
    note(key, row.total());
  }

  private void note(EdgeKey key, RowContent row) {
    if (row.lastMillis() != Long.MIN_VALUE) {
      millis.merge(key.cluster(), row.lastMillis(), Math::max);
    }
  }
}
