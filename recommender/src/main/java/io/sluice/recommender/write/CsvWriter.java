package io.sluice.recommender.write;

import java.util.List;
import java.util.stream.Collectors;

/** Rows as CSV (RFC 4180, with LF), the first with the column names. */
public final class CsvWriter {
  private CsvWriter() {}

  public static String write(List<String> columns, List<List<String>> rows) {
    StringBuilder text = new StringBuilder(row(columns));
    rows.forEach(cells -> text.append(row(cells)));
    return text.toString();
  }

  private static String row(List<String> cells) {
    return cells.stream().map(Escape::csv).collect(Collectors.joining(",", "", "\n"));
  }
}
