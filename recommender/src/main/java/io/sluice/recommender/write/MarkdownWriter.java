package io.sluice.recommender.write;

import java.util.List;
import java.util.stream.Collectors;

/** A {@link Document} as GitHub-flavoured Markdown; names in it are text, never markup. */
public final class MarkdownWriter {
  private MarkdownWriter() {}

  public static String write(Document document) {
    StringBuilder text = new StringBuilder();
    for (Block block : document.blocks()) {
      text.append(text.isEmpty() ? "" : "\n");
      block(text, block);
    }
    return text.toString();
  }

  private static void block(StringBuilder text, Block block) {
    if (block instanceof Block.Heading heading) {
      text.append("## ").append(Escape.markdown(heading.text())).append('\n');
    } else if (block instanceof Block.Line line) {
      text.append(Escape.markdown(line.text())).append('\n');
    } else if (block instanceof Block.Bullets bullets) {
      bullets.items().forEach(item -> text.append("- ").append(Escape.markdown(item)).append('\n'));
    } else if (block instanceof Block.Table table) {
      table(text, table);
    }
  }

  private static void table(StringBuilder text, Block.Table table) {
    row(text, table.columns().stream().map(Column::title).toList());
    text.append('|');
    table.columns().forEach(column -> text.append(column.right() ? "---:|" : "---|"));
    text.append('\n');
    table.rows().forEach(row -> row(text, row));
  }

  private static void row(StringBuilder text, List<String> cells) {
    text.append(
        cells.stream().map(Escape::markdown).collect(Collectors.joining(" | ", "| ", " |\n")));
  }
}
