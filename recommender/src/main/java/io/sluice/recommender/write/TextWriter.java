package io.sluice.recommender.write;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A {@link Document} as text for a terminal: aligned columns, wrapped to its width. */
public final class TextWriter {
  private static final String GAP = "  ";

  /** No column is squeezed further, whatever the terminal's width. */
  private static final int MIN_COLUMN = 10;

  private final TextStyle style;
  private final StringBuilder text = new StringBuilder();

  private TextWriter(TextStyle style) {
    this.style = style;
  }

  public static String write(Document document, TextStyle style) {
    TextWriter writer = new TextWriter(style);
    Block before = null;
    for (Block block : document.blocks()) {
      if (before != null && apart(before, block)) {
        writer.text.append('\n');
      }
      writer.block(block);
      before = block;
    }
    return writer.text.toString();
  }

  /** Whether an empty line parts two blocks. */
  private static boolean apart(Block before, Block block) {
    return block instanceof Block.Heading
        || before instanceof Block.Table
        || (before instanceof Block.Bullets && block instanceof Block.Table);
  }

  private void block(Block block) {
    if (block instanceof Block.Heading heading) {
      line(style.strong(Escape.terminal(heading.text())));
    } else if (block instanceof Block.Line single) {
      line(Escape.terminal(single.text()));
    } else if (block instanceof Block.Bullets bullets) {
      bullets.items().forEach(item -> line("- " + Escape.terminal(item)));
    } else if (block instanceof Block.Table table) {
      table(style.wide() ? table : table.narrow());
    }
  }

  private void table(Block.Table table) {
    List<List<String>> rows =
        table.rows().stream().map(row -> row.stream().map(Escape::terminal).toList()).toList();
    int[] widths = widths(table.columns(), rows);
    squeeze(widths);
    row(table.columns(), table.columns().stream().map(Column::title).toList(), widths, true);
    rows.forEach(cells -> row(table.columns(), cells, widths, false));
  }

  private static int[] widths(List<Column> columns, List<List<String>> rows) {
    int[] widths = columns.stream().mapToInt(column -> length(column.title())).toArray();
    for (List<String> row : rows) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], length(row.get(i)));
      }
    }
    return widths;
  }

  /** Takes from the widest column until the table fits or nothing is left to take. */
  private void squeeze(int[] widths) {
    int room = style.columns() - GAP.length() * (widths.length - 1);
    while (style.columns() > 0 && Arrays.stream(widths).sum() > room) {
      int widest = 0;
      for (int i = 1; i < widths.length; i++) {
        widest = widths[i] > widths[widest] ? i : widest;
      }
      if (widths[widest] <= MIN_COLUMN) {
        return;
      }
      widths[widest]--;
    }
  }

  private void row(List<Column> columns, List<String> cells, int[] widths, boolean heading) {
    List<List<String>> wrapped = new ArrayList<>();
    int height = 1;
    for (int i = 0; i < cells.size(); i++) {
      wrapped.add(wrap(cells.get(i), widths[i]));
      height = Math.max(height, wrapped.get(i).size());
    }
    for (int at = 0; at < height; at++) {
      StringBuilder line = new StringBuilder();
      for (int i = 0; i < cells.size(); i++) {
        String cell = at < wrapped.get(i).size() ? wrapped.get(i).get(at) : "";
        String space = " ".repeat(widths[i] - length(cell));
        line.append(i == 0 ? "" : GAP);
        line.append(columns.get(i).right() ? space + cell : cell + space);
      }
      String finished = line.toString().stripTrailing();
      line(heading ? style.strong(finished) : finished);
    }
  }

  /** Breaks at spaces, and inside a word that is longer than a line. */
  private static List<String> wrap(String cell, int width) {
    List<String> lines = new ArrayList<>();
    String rest = cell;
    while (length(rest) > width) {
      int end = rest.offsetByCodePoints(0, width);
      int space = rest.lastIndexOf(' ', end);
      int cut = space > 0 ? space : end;
      lines.add(rest.substring(0, cut));
      rest = rest.substring(cut).stripLeading();
    }
    lines.add(rest);
    return lines;
  }

  private static int length(String text) {
    return text.codePointCount(0, text.length());
  }

  private void line(String line) {
    text.append(line).append('\n');
  }
}
