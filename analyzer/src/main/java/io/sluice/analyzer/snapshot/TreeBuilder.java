package io.sluice.analyzer.snapshot;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sluice.analyzer.document.BrokenFileException;
import io.sluice.analyzer.document.Tokens;
import io.sluice.analyzer.document.Tokens.Token;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Builds trees out of tokens, and notes the line of every field while asked to. Refuses a key that
 * comes twice and nesting that no Kubernetes object has.
 */
final class TreeBuilder {
  /** Deepest nesting that is read; the deepest custom resource definitions have some 70 levels. */
  static final int MAX_DEPTH = 500;

  /**
   * Never read, and most of the bytes: who set which field is a third of a snapshot, the schemas
   * are nearly all of a custom resource definition.
   */
  private static final Set<String> UNREAD = Set.of("fieldsV1", "openAPIV3Schema");

  private final Tokens tokens;

  /** What came by {@code <<} into objects whose end is not reached. */
  private final IdentityHashMap<ObjectNode, ObjectNode> merged = new IdentityHashMap<>();

  private Map<String, Integer> lines = new HashMap<>();
  private boolean noteLines;
  private int depth;
  private int merging;

  TreeBuilder(Tokens tokens) {
    this.tokens = tokens;
  }

  /**
   * Begins an object whose lines are noted, until its kind turns out not to be a policy's.
   *
   * @param kind the kind that the list around it gives, or ""
   */
  void startLines(String kind) {
    lines = new HashMap<>();
    noteLines = true;
    stopLinesUnlessPolicy(kind);
  }

  private void stopLinesUnlessPolicy(String kind) {
    if (!kind.isEmpty() && !KeptKinds.isPolicy(kind)) {
      lines = new HashMap<>();
      noteLines = false;
    }
  }

  /** The lines noted since {@link #startLines}. */
  Map<String, Integer> lines() {
    return lines;
  }

  private void note(String pointer) {
    if (noteLines && merging > 0) {
      lines.putIfAbsent(pointer, tokens.line());
    } else if (noteLines) {
      lines.put(pointer, tokens.line());
    }
  }

  /** Pointer of a field; not made where nobody asks for lines. */
  private String child(String pointer, String key) {
    return noteLines ? pointer + "/" + key.replace("~", "~0").replace("/", "~1") : "";
  }

  /** Reads the value whose first token is {@code first}. */
  private JsonNode read(Token first, String pointer) {
    return switch (first) {
      case OBJECT_START -> object(pointer);
      case ARRAY_START -> array(pointer);
      case VALUE -> tokens.value();
      default -> throw cutOff();
    };
  }

  /** Reads an object whose start is the current token. */
  ObjectNode object() {
    return object("");
  }

  private ObjectNode object(String pointer) {
    enter();
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    for (Token token = tokens.next(); token != Token.OBJECT_END; token = tokens.next()) {
      field(node, token, pointer);
    }
    end(node);
    depth--;
    return node;
  }

  /**
   * Reads one field of an object.
   *
   * @param node where to put it; what comes by {@code <<} is put there by {@link #end}
   * @param token the current token, a key unless the file is cut off
   * @param pointer where the object stands, "" for the whole object
   */
  void field(ObjectNode node, Token token, String pointer) {
    if (token == Token.KEY && tokens.mergeKey()) {
      merging++;
      JsonNode other = read(tokens.next(), pointer);
      merge(merged.computeIfAbsent(node, n -> JsonNodeFactory.instance.objectNode()), other);
      merging--;
      return;
    }
    String key = keyOf(node, token);
    String child = child(pointer, key);
    note(child);
    Token first = tokens.next();
    if (UNREAD.contains(key)) {
      tokens.skip(first);
      return;
    }
    JsonNode value = read(first, child);
    node.set(key, value);
    if (pointer.isEmpty() && key.equals("kind")) {
      stopLinesUnlessPolicy(value.asText(""));
    }
  }

  /** The current token as a key that {@code node} does not have yet. */
  String keyOf(ObjectNode node, Token token) {
    if (token != Token.KEY) {
      throw cutOff();
    }
    String key = tokens.key();
    if (node.has(key)) {
      throw new BrokenFileException(tokens.line(), "the key \"" + key + "\" comes twice", false);
    }
    return key;
  }

  private BrokenFileException cutOff() {
    return new BrokenFileException(tokens.line(), "the file ends in the middle of an object", true);
  }

  private ArrayNode array(String pointer) {
    enter();
    ArrayNode node = JsonNodeFactory.instance.arrayNode();
    for (Token token = tokens.next(); token != Token.ARRAY_END; token = tokens.next()) {
      String child = child(pointer, Integer.toString(node.size()));
      note(child);
      node.add(read(token, child));
    }
    depth--;
    return node;
  }

  private void enter() {
    if (++depth > MAX_DEPTH) {
      throw tooDeep(tokens.line());
    }
  }

  static BrokenFileException tooDeep(int line) {
    return new BrokenFileException(line, "nested deeper than " + MAX_DEPTH + " levels", false);
  }

  /** Ends an object: fields that came by {@code <<} give way to its own, wherever they stand. */
  void end(ObjectNode node) {
    ObjectNode other = merged.isEmpty() ? null : merged.remove(node);
    if (other != null) {
      merge(node, other);
    }
  }

  /** YAML's {@code <<}: fields of another mapping, or of several, that this one does not have. */
  private void merge(ObjectNode node, JsonNode other) {
    if (other.isObject()) {
      other.properties().forEach(field -> node.putIfAbsent(field.getKey(), field.getValue()));
    } else if (other.isArray()) {
      other.forEach(one -> merge(node, one));
    } else if (!other.isNull()) {
      throw new BrokenFileException(tokens.line(), "<< needs a mapping", false);
    }
  }
}
