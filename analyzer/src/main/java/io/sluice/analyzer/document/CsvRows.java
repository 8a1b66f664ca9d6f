package io.sluice.analyzer.document;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.csv.CsvFactory;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import java.io.Closeable;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/** Rows of a CSV file (RFC 4180), one at a time, each with its line; empty lines are none. */
public final class CsvRows implements Closeable {
  private static final CsvFactory FACTORY =
      CsvFactory.builder()
          .streamReadConstraints(JsonFaults.LIMITS)
          .enable(CsvParser.Feature.WRAP_AS_ARRAY)
          .enable(CsvParser.Feature.SKIP_EMPTY_LINES)
          .build();

  private final CsvParser parser;
  private int line = 1;

  /**
   * Rows of a text.
   *
   * @param separator what stands between two cells
   */
  public CsvRows(Reader reader, char separator) {
    try {
      parser = FACTORY.createParser(reader);
      parser.setSchema(CsvSchema.emptySchema().withColumnSeparator(separator));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The cells of the next row; none at the end of the file.
   *
   * @throws BrokenFileException where a quote is not closed, or stands where it cannot
   */
  public List<String> next() {
    try {
      JsonToken token = parser.nextToken();
      while (token == JsonToken.START_ARRAY && parser.getParsingContext().getParent().inRoot()) {
        token = parser.nextToken();
      }
      return token == JsonToken.START_ARRAY ? row() : List.of();
    } catch (JsonProcessingException e) {
      boolean open = e.getOriginalMessage().contains("Missing closing quote");
      String problem = open ? "the file ends inside a quoted cell" : "a quote that ends no cell";
      throw new BrokenFileException(Math.max(line, lineNow()), problem, open);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<String> row() throws IOException {
    line = lineNow();
    List<String> cells = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      cells.add(parser.getText());
    }
    return cells;
  }

  private int lineNow() {
    return Math.max(1, parser.currentTokenLocation().getLineNr());
  }

  /** Line of the row that {@link #next} returned, from 1. */
  public int line() {
    return line;
  }

  @Override
  public void close() throws IOException {
    parser.close();
  }
}
