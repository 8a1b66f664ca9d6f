package io.sluice.recommender.write;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** An answer of a command, before it is written in one format or several. */
public interface Report {
  /** For people. */
  Document document();

  /** For machines; its schema is in {@code docs/schemas}. */
  ObjectNode json();

  /** As Markdown: the same as for people, unless the command says it in another way. */
  default String markdown() {
    return MarkdownWriter.write(document());
  }

  /** As YAML, where the command offers that. */
  default String yaml() {
    throw new IllegalStateException("this report has no YAML form");
  }

  /** As SARIF, where the command offers that. */
  default String sarif() {
    throw new IllegalStateException("this report has no SARIF form");
  }

  /** As JUnit XML, where the command offers that. */
  default String junit() {
    throw new IllegalStateException("this report has no JUnit form");
  }

  /** As CSV, where the command offers that. */
  default String csv() {
    throw new IllegalStateException("this report has no CSV form");
  }

  /** As the bytes of an edge table, where the command offers that. */
  default byte[] edgeTable() {
    throw new IllegalStateException("this report has no edge table");
  }
}
