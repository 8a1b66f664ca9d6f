package io.sluice.analyzer.document;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.Closeable;

/**
 * The tokens of a JSON or YAML file, one at a time, each with its line; several documents follow
 * one another as several root values.
 */
public interface Tokens extends Closeable {
  /** What a token is. */
  enum Token {
    OBJECT_START,
    OBJECT_END,
    ARRAY_START,
    ARRAY_END,
    KEY,
    VALUE,
    END
  }

  /**
   * Goes to the next token; {@link Token#END} at the end of the file, and never within a value.
   *
   * @throws BrokenFileException where the file is no JSON or YAML, or ends within a value
   */
  Token next();

  /** Text of the current {@link Token#KEY}. */
  String key();

  /** The current {@link Token#VALUE}. */
  JsonNode value();

  /** Line of the current token, from 1. */
  int line();

  /** Whether the current {@link Token#KEY} is YAML's {@code <<}. */
  boolean mergeKey();

  /** Passes over the value whose first token is {@code first}. */
  default void skip(Token first) {
    int depth = change(first);
    while (depth > 0) {
      depth += change(next());
    }
  }

  private static int change(Token token) {
    return switch (token) {
      case OBJECT_START, ARRAY_START -> 1;
      case OBJECT_END, ARRAY_END -> -1;
      case KEY, VALUE, END -> 0;
    };
  }
}
