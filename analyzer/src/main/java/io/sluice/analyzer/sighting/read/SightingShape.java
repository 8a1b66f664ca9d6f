package io.sluice.analyzer.sighting.read;

import io.sluice.analyzer.document.BrokenFileException;
import io.sluice.analyzer.document.CsvRows;
import io.sluice.analyzer.document.JsonTokens;
import io.sluice.analyzer.document.Tokens;
import io.sluice.analyzer.document.Tokens.Token;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What kind of recording a file is, by its first row or series. */
enum SightingShape {
  /** JSON with rows of Log Analytics. */
  ROWS,
  /** CSV with rows of Log Analytics. */
  CSV,
  /** An answer of Prometheus. */
  PROMETHEUS,
  /** None of these. */
  NONE;

  /** A first row is well below this: its longest cell, the labels, is cut at 32 KiB. */
  private static final int HEAD_CHARS = 60_000;

  private static final List<Character> SEPARATORS = List.of(',', ';', '\t');

  /** The shape of what a reader holds, which stands at its start afterwards. */
  static SightingShape of(Reader reader, boolean json) throws IOException {
    char[] head = new char[HEAD_CHARS];
    reader.mark(HEAD_CHARS + 1);
    int length = 0;
    for (int more = 0; more >= 0 && length < head.length; length += Math.max(0, more)) {
      more = reader.read(head, length, head.length - length);
    }
    reader.reset();
    String text = new String(head, 0, length);
    return json ? ofJson(text) : ofText(text);
  }

  private static SightingShape ofText(String head) {
    List<String> titles = titles(head);
    return titles.size() > 1 && Column.tell(titles) ? CSV : NONE;
  }

  private static List<String> titles(String head) {
    int end = head.indexOf('\n');
    String first = end < 0 ? head : head.substring(0, end);
    if (first.indexOf(separator(first)) < 0) {
      return List.of();
    }
    try (CsvRows rows = new CsvRows(new StringReader(first), separator(first))) {
      return rows.next();
    } catch (BrokenFileException e) {
      return List.of();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What stands between the titles: a comma, or what a spreadsheet put in its place. */
  static char separator(String header) {
    for (char separator : SEPARATORS) {
      if (header.indexOf(separator) >= 0) {
        return separator;
      }
    }
    return ',';
  }

  private static SightingShape ofJson(String head) {
    Set<String> keys = new HashSet<>();
    try (Tokens tokens = new JsonTokens(new StringReader(head))) {
      Token token = tokens.next();
      while (token == Token.ARRAY_START) {
        token = tokens.next();
      }
      if (token == Token.OBJECT_START) {
        return ofObject(tokens, keys);
      }
    } catch (BrokenFileException e) {
      return ofKeys(keys);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return NONE;
  }

  private static SightingShape ofObject(Tokens tokens, Set<String> keys) {
    for (Token token = tokens.next(); token == Token.KEY; token = tokens.next()) {
      String key = tokens.key();
      Token value = tokens.next();
      if ((key.equals("records") || key.equals("tables")) && value == Token.ARRAY_START) {
        return tokens.next() == Token.OBJECT_START ? ofRow(tokens, keys) : NONE;
      }
      if (key.equals("data") && value == Token.OBJECT_START) {
        return tokens.next() == Token.KEY && tokens.key().startsWith("result") ? PROMETHEUS : NONE;
      }
      if (key.equals("kind") || key.equals("apiVersion")) {
        return NONE;
      }
      note(tokens, keys, key, value);
    }
    return ofKeys(keys);
  }

  /** The first of {@code records}, or a table: then the names of its columns tell. */
  private static SightingShape ofRow(Tokens tokens, Set<String> keys) {
    for (Token token = tokens.next(); token == Token.KEY; token = tokens.next()) {
      String key = tokens.key();
      Token value = tokens.next();
      if (key.equals("columns") && value == Token.ARRAY_START) {
        return Column.tell(columns(tokens)) ? ROWS : NONE;
      }
      note(tokens, keys, key, value);
    }
    return ofKeys(keys);
  }

  private static List<String> columns(Tokens tokens) {
    List<String> names = new ArrayList<>();
    boolean name = false;
    for (Token token = tokens.next(); token != Token.ARRAY_END; token = tokens.next()) {
      if (token == Token.VALUE && name) {
        names.add(tokens.value().asText(""));
      }
      name = token == Token.KEY && tokens.key().equals("name");
    }
    return names;
  }

  private static void note(Tokens tokens, Set<String> keys, String key, Token value) {
    boolean status = key.equals("status") || key.equals("Type");
    keys.add(status && value == Token.VALUE ? key + "=" + tokens.value().asText("") : key);
    tokens.skip(value);
  }

  private static SightingShape ofKeys(Set<String> keys) {
    if (keys.contains("status=error") && keys.contains("errorType")) {
      return PROMETHEUS;
    }
    boolean table = keys.contains("TimeGenerated") && keys.stream().anyMatch(SightingShape::isType);
    return table || Column.tell(keys) ? ROWS : NONE;
  }

  private static boolean isType(String key) {
    return key.startsWith("Type=Kube");
  }
}
