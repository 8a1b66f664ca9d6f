package io.sluice.recommender.write;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** A report for people, before it is text or Markdown: headings, lines, lists and tables. */
public final class Document {
  private final List<Block> blocks = new ArrayList<>();

  /** A title. */
  public Document heading(String text) {
    blocks.add(new Block.Heading(text));
    return this;
  }

  /** One line or sentence. */
  public Document line(String text) {
    blocks.add(new Block.Line(text));
    return this;
  }

  /** Nothing where there are no items. */
  public Document bullets(Collection<String> items) {
    if (!items.isEmpty()) {
      blocks.add(new Block.Bullets(List.copyOf(items)));
    }
    return this;
  }

  /** Nothing where there are no rows. */
  public Document table(List<Column> columns, List<List<String>> rows) {
    if (!rows.isEmpty()) {
      blocks.add(new Block.Table(columns, rows));
    }
    return this;
  }

  public List<Block> blocks() {
    return List.copyOf(blocks);
  }
}
