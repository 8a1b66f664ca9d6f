package io.sluice.recommender.audit.expect;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sluice.analyzer.document.BrokenFileException;
import io.sluice.analyzer.document.ClusterFile;
import io.sluice.analyzer.document.JsonTokens;
import io.sluice.analyzer.document.Tokens;
import io.sluice.analyzer.document.Tokens.Token;
import io.sluice.analyzer.document.YamlTokens;
import io.sluice.recommender.audit.expect.Expectation.Entry;
import java.io.BufferedReader;
import java.io.IOException;
import java.util.function.Consumer;

/**
 * Reads expectations one by one: JSON lines such as {@code {"src": "shop/web", "dst": "shop/cart",
 * "port": 8080, "expected": "allow"}}, a JSON or YAML list of such objects, or one YAML document
 * for each.
 *
 * <p>Of JSON lines a broken one costs itself only. Of a list, a broken place costs the rest.
 */
public final class ExpectationReader {
  private static final int PEEK = 1 << 16;
  private static final ObjectReader JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build()
          .readerFor(JsonNode.class);

  private final Place start;
  private final Consumer<Entry> sink;

  private ExpectationReader(Place start, Consumer<Entry> sink) {
    this.start = start;
    this.sink = sink;
  }

  /**
   * Reads all entries of a text.
   *
   * @param file where it comes from, line 1
   * @param sink gets the entries in order, malformed ones too
   */
  public static void read(BufferedReader text, Place file, Consumer<Entry> sink)
      throws IOException {
    ExpectationReader reader = new ExpectationReader(file, sink);
    if (areLines(text)) {
      reader.lines(new BoundedLines(text));
    } else {
      reader.documents(text);
    }
  }

  /** Whether one of the first lines is a whole JSON object. */
  private static boolean areLines(BufferedReader text) throws IOException {
    text.mark(PEEK + 1);
    char[] head = new char[PEEK];
    int length = 0;
    for (int read = 0; read >= 0 && length < PEEK; length += Math.max(read, 0)) {
      read = text.read(head, length, PEEK - length);
    }
    text.reset();
    return new String(head, 0, length).lines().limit(20).anyMatch(ExpectationReader::isObject);
  }

  private static boolean isObject(String line) {
    try {
      return line.startsWith("{") && JSON.<JsonNode>readValue(line).isObject();
    } catch (JsonProcessingException e) {
      return false;
    }
  }

  private void lines(BoundedLines lines) throws IOException {
    StringBuilder line = new StringBuilder();
    while (lines.next(line)) {
      Place place = start.at(lines.number());
      if (lines.cut()) {
        sink.accept(EntryParser.broken(place, "the line is longer than a million characters"));
      } else if (!line.toString().isBlank()) {
        sink.accept(entry(place, line.toString()));
      }
    }
  }

  private static Entry entry(Place place, String line) {
    try {
      JsonNode tree = JSON.readValue(line);
      return tree instanceof ObjectNode keys
          ? EntryParser.parse(place, keys)
          : EntryParser.broken(place, "is not a JSON object");
    } catch (JsonProcessingException e) {
      // The parser's own words name its interface and quote the input.
      String where = e.getLocation() == null ? "" : " at column " + e.getLocation().getColumnNr();
      return EntryParser.broken(place, "is not valid JSON" + where);
    }
  }

  private void documents(BufferedReader text) throws IOException {
    boolean json = ClusterFile.isJson(text);
    try (Tokens tokens = json ? new JsonTokens(text) : new YamlTokens(text, start.file())) {
      TreeTokens trees = new TreeTokens(tokens);
      int depth = 0;
      for (Token token = tokens.next(); token != Token.END; token = tokens.next()) {
        Place place = start.at(tokens.line());
        if (token == Token.OBJECT_START) {
          sink.accept(EntryParser.parse(place, trees.object()));
        } else if (token == Token.ARRAY_START && depth == 0) {
          depth++;
        } else if (token == Token.ARRAY_END) {
          depth--;
        } else if (!tokens.value().isNull() || depth > 0) {
          tokens.skip(token);
          sink.accept(EntryParser.broken(place, "must be an object with src, dst and expected"));
        }
      }
    } catch (BrokenFileException e) {
      sink.accept(EntryParser.broken(start.at(e.line()), e.problem() + "; the rest is not read"));
    }
  }
}
