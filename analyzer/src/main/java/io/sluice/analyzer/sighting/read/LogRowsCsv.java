package io.sluice.analyzer.sighting.read;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.sluice.analyzer.document.BrokenFileException;
import io.sluice.analyzer.document.CsvRows;
import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Rows of a CSV file as the portal exports it: a header, and cells that can hold quoted JSON. */
final class LogRowsCsv {
  private static final int HEADER_CHARS = 60_000;

  private LogRowsCsv() {}

  static void read(Reader reader, LogRows to) throws IOException {
    try (CsvRows rows = new CsvRows(reader, separator(reader))) {
      List<String> titles = rows.next();
      List<Optional<Column>> columns = columns(titles, rows.line());
      to.requireColumns(columns.stream().flatMap(Optional::stream).toList(), rows.line());
      for (List<String> cells = rows.next(); !cells.isEmpty(); cells = rows.next()) {
        if (cells.size() > columns.size()) {
          to.problem(rows.line(), "the row has more cells than the header; row not used");
        } else {
          to.add(row(columns, cells), rows.line());
        }
      }
    }
  }

  private static char separator(Reader reader) throws IOException {
    StringBuilder header = new StringBuilder();
    reader.mark(HEADER_CHARS);
    for (int c = reader.read();
        c >= 0 && c != '\n' && header.length() < HEADER_CHARS - 1;
        c = reader.read()) {
      header.append((char) c);
    }
    reader.reset();
    return SightingShape.separator(header.toString());
  }

  private static List<Optional<Column>> columns(List<String> titles, int line) {
    List<Optional<Column>> columns = new ArrayList<>();
    for (String title : titles) {
      Optional<Column> column = Column.titled(title);
      boolean time = column.filter(c -> c == Column.TIME || c == Column.START).isPresent();
      if (time && title.contains("[") && !title.contains("[UTC]")) {
        throw new BrokenFileException(
            line,
            "the column \""
                + title.strip()
                + "\" must be in UTC; set the portal's time zone to UTC"
                + " and export again",
            false);
      }
      columns.add(column);
    }
    return columns;
  }

  private static Map<Column, JsonNode> row(List<Optional<Column>> columns, List<String> cells) {
    Map<Column, JsonNode> row = new EnumMap<>(Column.class);
    for (int i = 0; i < cells.size(); i++) {
      String cell = cells.get(i);
      columns.get(i).ifPresent(c -> row.put(c, JsonNodeFactory.instance.textNode(cell)));
    }
    return row;
  }
}
