package io.sluice.recommender.pr.body;

import io.sluice.recommender.write.Escape;
import java.util.List;
import java.util.stream.Collectors;

/** Rows of Markdown tables, and names in sentences: never markup, never long. */
final class Cells {
  /** Names of Kubernetes may have 253 characters; two of them would fill a table. */
  private static final int MAX_NAME = 60;

  private Cells() {}

  /** A name in a sentence or a cell. */
  static String name(String text) {
    int chars = text.codePointCount(0, text.length());
    String shown =
        chars <= MAX_NAME
            ? text
            : text.substring(0, text.offsetByCodePoints(0, MAX_NAME - 1)) + "…";
    return Escape.markdown(shown);
  }

  /** A sentence that may hold names. */
  static String sentence(String text) {
    return Escape.markdown(text);
  }

  /** The head of a table. */
  static List<String> head(String... titles) {
    return List.of("| " + String.join(" | ", titles) + " |", "|" + "---|".repeat(titles.length));
  }

  static String row(List<String> cells) {
    return cells.stream().map(Cells::name).collect(Collectors.joining(" | ", "| ", " |"));
  }
}
