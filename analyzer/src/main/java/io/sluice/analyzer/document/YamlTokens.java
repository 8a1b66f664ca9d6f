package io.sluice.analyzer.document;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * Tokens of YAML, out of the parser's events, so that a List of any size is never in memory as a
 * whole. Keys must be scalars, as JSON has no others.
 */
public final class YamlTokens implements Tokens {
  /** More characters than this in one YAML file are refused; such snapshots are had as JSON. */
  static final int MAX_CHARACTERS = 512 << 20;

  private enum Place {
    KEY,
    FIELD_VALUE,
    ELEMENT
  }

  private final Reader reader;
  private final Iterator<Event> events;
  private final Deque<Place> places = new ArrayDeque<>();
  private String key = "";
  private boolean mergeKey;
  private JsonNode value = NullNode.getInstance();
  private int line = 1;

  public YamlTokens(Reader reader, String label) {
    this.reader = reader;
    LoadSettings settings =
        LoadSettings.builder().setLabel(label).setCodePointLimit(MAX_CHARACTERS).build();
    this.events = new YamlAliases(new Parse(settings).parseReader(reader).iterator());
  }

  @Override
  public Token next() {
    try {
      while (events.hasNext()) {
        Event event = events.next();
        event.getStartMark().ifPresent(mark -> line = mark.getLine() + 1);
        Token token =
            switch (event.getEventId()) {
              case MappingStart -> start(Place.KEY, Token.OBJECT_START);
              case SequenceStart -> start(Place.ELEMENT, Token.ARRAY_START);
              case MappingEnd -> end(Token.OBJECT_END);
              case SequenceEnd -> end(Token.ARRAY_END);
              case Scalar -> scalar((ScalarEvent) event);
              default -> Token.END; // begin and end of documents and of the stream
            };
        if (token != Token.END) {
          return token;
        }
      }
      return Token.END;
    } catch (MarkedYamlEngineException e) {
      int at = e.getProblemMark().map(mark -> mark.getLine() + 1).orElse(line);
      throw new BrokenFileException(at, "not valid YAML: " + e.getProblem(), false);
    } catch (YamlEngineException e) {
      if (e.getCause() instanceof IOException cause) {
        throw new UncheckedIOException(cause);
      }
      throw new BrokenFileException(line, "not valid YAML: " + e.getMessage(), false);
    }
  }

  private Token start(Place inside, Token token) {
    if (places.peek() == Place.KEY) {
      throw new BrokenFileException(line, "not usable YAML: a key must be a plain word", false);
    }
    places.push(inside);
    return token;
  }

  private Token end(Token token) {
    places.pop();
    valueDone();
    return token;
  }

  private Token scalar(ScalarEvent scalar) {
    if (places.peek() == Place.KEY) {
      places.pop();
      places.push(Place.FIELD_VALUE);
      key = scalar.getValue();
      mergeKey = scalar.isPlain() && key.equals("<<");
      return Token.KEY;
    }
    value = YamlScalars.valueOf(scalar);
    valueDone();
    return Token.VALUE;
  }

  private void valueDone() {
    if (places.peek() == Place.FIELD_VALUE) {
      places.pop();
      places.push(Place.KEY);
    }
  }

  @Override
  public String key() {
    return key;
  }

  @Override
  public JsonNode value() {
    return value;
  }

  @Override
  public int line() {
    return line;
  }

  @Override
  public boolean mergeKey() {
    return mergeKey;
  }

  @Override
  public void close() throws IOException {
    reader.close();
  }
}
