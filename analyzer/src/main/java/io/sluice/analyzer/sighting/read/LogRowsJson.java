package io.sluice.analyzer.sighting.read;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sluice.analyzer.document.BrokenFileException;
import io.sluice.analyzer.document.Tokens;
import io.sluice.analyzer.document.Tokens.Token;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Rows in JSON, one after another or in a list: those of a data export, alone or in {@code
 * {"records":[…]}}; those of {@code az monitor log-analytics query}; and the tables of the query
 * API, {@code {"tables":[{"columns":[{"name":…}],"rows":[[…]]}]}}.
 */
final class LogRowsJson {
  private static final int MAX_DEPTH = 50;
  private static final int MAX_TITLES = 1_000;

  private final Tokens tokens;
  private final LogRows to;

  /** The same few keys come in every row. */
  private final Map<String, Optional<Column>> titles = new HashMap<>();

  LogRowsJson(Tokens tokens, LogRows to) {
    this.tokens = tokens;
    this.to = to;
  }

  void readAll() {
    for (Token token = tokens.next(); token != Token.END; token = tokens.next()) {
      value(token);
    }
  }

  private void value(Token token) {
    if (token == Token.OBJECT_START) {
      object();
    } else if (token == Token.ARRAY_START) {
      for (Token item = tokens.next(); item != Token.ARRAY_END; item = tokens.next()) {
        value(item);
      }
    } else if (token == Token.VALUE) {
      to.problem(tokens.line(), "a bare value where a row was expected");
    }
  }

  private void object() {
    int line = tokens.line();
    Map<Column, JsonNode> row = new EnumMap<>(Column.class);
    boolean wrapper = false;
    for (Token token = tokens.next(); token != Token.OBJECT_END; token = tokens.next()) {
      String key = tokens.key();
      Token first = tokens.next();
      Optional<Column> column = titled(key);
      if (key.equals("records") && first == Token.ARRAY_START) {
        value(first);
        wrapper = true;
      } else if (key.equals("tables") && first == Token.ARRAY_START) {
        tables();
        wrapper = true;
      } else if (column.isPresent()) {
        row.put(column.get(), tree(first, 0));
      } else {
        tokens.skip(first);
      }
    }
    if (!wrapper) {
      to.add(row, line);
    }
  }

  private Optional<Column> titled(String key) {
    if (titles.size() > MAX_TITLES) {
      titles.clear();
    }
    return titles.computeIfAbsent(key, Column::titled);
  }

  private void tables() {
    for (Token table = tokens.next(); table != Token.ARRAY_END; table = tokens.next()) {
      if (table == Token.OBJECT_START) {
        table();
      } else {
        tokens.skip(table);
      }
    }
  }

  private void table() {
    List<Optional<Column>> columns = List.of();
    int line = tokens.line();
    for (Token token = tokens.next(); token != Token.OBJECT_END; token = tokens.next()) {
      String key = tokens.key();
      Token first = tokens.next();
      if (key.equals("columns") && first == Token.ARRAY_START) {
        columns = columns();
        to.requireColumns(columns.stream().flatMap(Optional::stream).toList(), line);
      } else if (key.equals("rows") && first == Token.ARRAY_START) {
        rows(columns);
      } else {
        tokens.skip(first);
      }
    }
  }

  private List<Optional<Column>> columns() {
    List<Optional<Column>> columns = new ArrayList<>();
    for (Token token = tokens.next(); token != Token.ARRAY_END; token = tokens.next()) {
      columns.add(Column.titled(tree(token, 0).path("name").asText("")));
    }
    return columns;
  }

  private void rows(List<Optional<Column>> columns) {
    for (Token token = tokens.next(); token != Token.ARRAY_END; token = tokens.next()) {
      int line = tokens.line();
      if (token != Token.ARRAY_START) {
        tokens.skip(token);
        to.problem(line, "a row that is no list; row not used");
        continue;
      }
      Map<Column, JsonNode> row = new EnumMap<>(Column.class);
      int i = 0;
      for (Token cell = tokens.next(); cell != Token.ARRAY_END; cell = tokens.next(), i++) {
        if (i < columns.size() && columns.get(i).isPresent()) {
          row.put(columns.get(i).get(), tree(cell, 0));
        } else {
          tokens.skip(cell);
        }
      }
      to.add(row, line);
    }
  }

  /** The value whose first token is {@code first}. */
  private JsonNode tree(Token first, int depth) {
    if (depth > MAX_DEPTH) {
      throw new BrokenFileException(tokens.line(), "nested deeper than any label", false);
    }
    if (first == Token.OBJECT_START) {
      ObjectNode node = JsonNodeFactory.instance.objectNode();
      for (Token token = tokens.next(); token != Token.OBJECT_END; token = tokens.next()) {
        String key = tokens.key();
        node.set(key, tree(tokens.next(), depth + 1));
      }
      return node;
    }
    if (first == Token.ARRAY_START) {
      ArrayNode node = JsonNodeFactory.instance.arrayNode();
      for (Token token = tokens.next(); token != Token.ARRAY_END; token = tokens.next()) {
        node.add(tree(token, depth + 1));
      }
      return node;
    }
    return tokens.value();
  }
}
