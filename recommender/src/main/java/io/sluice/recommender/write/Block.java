package io.sluice.recommender.write;

import java.util.ArrayList;
import java.util.List;

/** A part of a {@link Document}. Its text is raw: whoever renders it escapes it. */
sealed interface Block {
  /** The title of what follows. */
  record Heading(String text) implements Block {}

  /** One line or sentence. */
  record Line(String text) implements Block {}

  /** Items of a list. */
  record Bullets(List<String> items) implements Block {
    public Bullets {
      items = List.copyOf(items);
    }
  }

  /** Rows under columns; each row has one cell per column. */
  record Table(List<Column> columns, List<List<String>> rows) implements Block {
    /** Refuses a row that does not fit the columns. */
    public Table {
      columns = List.copyOf(columns);
      rows = List.copyOf(rows);
      for (List<String> row : rows) {
        if (row.size() != columns.size()) {
          throw new IllegalArgumentException(row + " does not fit " + columns);
        }
      }
    }

    /** Without the columns that only {@code -o wide} shows. */
    Table narrow() {
      List<Integer> kept = new ArrayList<>();
      for (int i = 0; i < columns.size(); i++) {
        if (!columns.get(i).wideOnly()) {
          kept.add(i);
        }
      }
      return new Table(
          kept.stream().map(columns::get).toList(),
          rows.stream().map(row -> kept.stream().map(row::get).toList()).toList());
    }
  }
}
