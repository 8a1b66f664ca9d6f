package io.sluice.recommender.write.diff;

import io.sluice.recommender.write.Column;
import io.sluice.recommender.write.Document;
import io.sluice.recommender.write.Wording;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Tables for people, who read the first rows; JSON has all. */
final class Bounded {
  static final int MAX_ROWS = 50;

  private Bounded() {}

  /** At most {@link #MAX_ROWS} lines, and one that says how many are left out. */
  static List<String> lines(List<String> all) {
    List<String> lines = new ArrayList<>(all.subList(0, Math.min(all.size(), MAX_ROWS)));
    if (all.size() > MAX_ROWS) {
      lines.add("and " + Wording.count(all.size() - MAX_ROWS) + " more; -o json lists them all");
    }
    return lines;
  }

  /** A table of at most {@link #MAX_ROWS} rows, and a line that says how many are left out. */
  static <T> void table(
      Document document, List<Column> columns, List<T> items, Function<T, List<String>> row) {
    document.table(columns, items.stream().limit(MAX_ROWS).map(row).toList());
    if (items.size() > MAX_ROWS) {
      document.line(
          "and " + Wording.count(items.size() - MAX_ROWS) + " more; -o json lists them all");
    }
  }
}
