package io.sluice.analyzer.document;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;

/** Tokens of JSON: one root value, or several one after another with or without line breaks. */
public final class JsonTokens implements Tokens {
  private static final JsonFactory FACTORY =
      JsonFactory.builder().streamReadConstraints(JsonFaults.LIMITS).build();
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private final JsonParser parser;

  public JsonTokens(Reader reader) {
    try {
      parser = FACTORY.createParser(reader);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public Token next() {
    try {
      JsonToken token = parser.nextToken();
      return token == null ? Token.END : tokenOf(token);
    } catch (JsonProcessingException e) {
      throw broken(e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private BrokenFileException broken(JsonProcessingException e) {
    if (JsonFaults.isEndOfInput(e)) {
      return new BrokenFileException(line(), "the file ends in the middle of an object", true);
    }
    JsonLocation at = e.getLocation() == null ? parser.currentLocation() : e.getLocation();
    return new BrokenFileException(Math.max(1, at.getLineNr()), JsonFaults.describe(e), false);
  }

  private static Token tokenOf(JsonToken token) {
    return switch (token) {
      case START_OBJECT -> Token.OBJECT_START;
      case END_OBJECT -> Token.OBJECT_END;
      case START_ARRAY -> Token.ARRAY_START;
      case END_ARRAY -> Token.ARRAY_END;
      case FIELD_NAME -> Token.KEY;
      default -> Token.VALUE;
    };
  }

  @Override
  public String key() {
    try {
      return parser.currentName();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public JsonNode value() {
    try {
      return switch (parser.currentToken()) {
        case VALUE_STRING -> NODES.textNode(parser.getText());
        case VALUE_TRUE -> NODES.booleanNode(true);
        case VALUE_FALSE -> NODES.booleanNode(false);
        case VALUE_NUMBER_INT -> integer();
        case VALUE_NUMBER_FLOAT -> NODES.numberNode(parser.getDoubleValue());
        default -> NODES.nullNode();
      };
    } catch (JsonProcessingException e) {
      throw broken(e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private JsonNode integer() throws IOException {
    return switch (parser.getNumberType()) {
      case INT -> NODES.numberNode(parser.getIntValue());
      case LONG -> NODES.numberNode(parser.getLongValue());
      default -> NODES.numberNode(parser.getBigIntegerValue());
    };
  }

  @Override
  public int line() {
    return Math.max(1, parser.currentTokenLocation().getLineNr());
  }

  @Override
  public boolean mergeKey() {
    return false;
  }

  @Override
  public void close() throws IOException {
    parser.close();
  }
}
