package io.sluice.recommender.audit.expect;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sluice.analyzer.document.BrokenFileException;
import io.sluice.analyzer.document.Tokens;
import io.sluice.analyzer.document.Tokens.Token;

/** Builds trees out of tokens. */
final class TreeTokens {
  private static final int DEEPEST = 100;

  private final Tokens tokens;

  TreeTokens(Tokens tokens) {
    this.tokens = tokens;
  }

  /** The object whose first token was just read. */
  ObjectNode object() {
    return object(0);
  }

  private ObjectNode object(int depth) {
    ObjectNode object = JsonNodeFactory.instance.objectNode();
    for (Token token = next(); token != Token.OBJECT_END; token = next()) {
      String key = tokens.key();
      object.set(key, value(next(), depth + 1));
    }
    return object;
  }

  private JsonNode value(Token first, int depth) {
    if (depth > DEEPEST) {
      throw new BrokenFileException(tokens.line(), "nested too deeply", false);
    }
    return switch (first) {
      case OBJECT_START -> object(depth);
      case ARRAY_START -> array(depth);
      default -> tokens.value();
    };
  }

  private ArrayNode array(int depth) {
    ArrayNode array = JsonNodeFactory.instance.arrayNode();
    for (Token token = next(); token != Token.ARRAY_END; token = next()) {
      array.add(value(token, depth + 1));
    }
    return array;
  }

  private Token next() {
    Token token = tokens.next();
    if (token == Token.END) {
      throw new BrokenFileException(tokens.line(), "the file ends in the middle of an entry", true);
    }
    return token;
  }
}
