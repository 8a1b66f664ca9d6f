package io.sluice.analyzer.snapshot;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sluice.analyzer.document.BrokenFileException;
import io.sluice.analyzer.document.Tokens;
import io.sluice.analyzer.document.Tokens.Token;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Finds the objects in the documents of one file: Lists, typed lists, single objects and watch
 * events, in any mixture. Lists are read item by item; what is not kept of an item is forgotten
 * before the next is read.
 */
final class DocumentReader {
  /**
   * An object that was read.
   *
   * @param reducedAs the kind whose fields are kept of it, or "" where it is whole
   */
  private record Item(ObjectNode tree, int line, Map<String, Integer> lines, String reducedAs) {}

  private final Tokens tokens;
  private final TreeBuilder builder;
  private final boolean yaml;
  private final FileObjects found;

  /**
   * A reader of one file.
   *
   * @param yaml whether a document without its end can still be valid
   * @param found where to put what is found
   */
  DocumentReader(Tokens tokens, boolean yaml, FileObjects found) {
    this.tokens = tokens;
    this.builder = new TreeBuilder(tokens);
    this.yaml = yaml;
    this.found = found;
  }

  void readAll() {
    for (Token token = tokens.next(); token != Token.END; token = tokens.next()) {
      root(token, 1);
    }
  }

  private void root(Token token, int depth) {
    if (token == Token.OBJECT_START) {
      document();
    } else if (token == Token.ARRAY_START) {
      if (depth > TreeBuilder.MAX_DEPTH) {
        throw TreeBuilder.tooDeep(tokens.line());
      }
      for (Token item = tokens.next(); item != Token.ARRAY_END; item = tokens.next()) {
        root(item, depth + 1);
      }
    } else if (token == Token.END) {
      throw new BrokenFileException(tokens.line(), "the file ends in the middle of a list", true);
    } else if (!tokens.value().isNull()) {
      found.stray(tokens.line(), "a bare value");
    }
  }

  private void document() {
    int line = tokens.line();
    builder.startLines("");
    ObjectNode fields = JsonNodeFactory.instance.objectNode();
    List<Item> items = null;
    Item watched = null;
    for (Token token = tokens.next(); token != Token.OBJECT_END; token = tokens.next()) {
      String key = token == Token.KEY ? tokens.key() : "";
      if (key.equals("items") && items == null) {
        items = items(fields);
      } else if (key.equals("object") && watched == null) {
        watched = watched();
      } else if (key.equals("items") || key.equals("object")) {
        throw new BrokenFileException(tokens.line(), "the key \"" + key + "\" comes twice", false);
      } else {
        builder.field(fields, token, "");
      }
    }
    builder.end(fields);
    take(new Item(fields, line, builder.lines(), ""), items, watched);
  }

  private void take(Item document, @Nullable List<Item> items, @Nullable Item watched) {
    ObjectNode fields = document.tree;
    String kind = text(fields, "kind");
    if (watched != null && WatchEvent.isType(text(fields, "type"))) {
      watch(document, watched);
    } else if (items != null && (kind.isEmpty() || kind.endsWith("List"))) {
      list(document, items);
    } else if (kind.equals("Status") && WatchEvent.saysWhy(fields)) {
      found.stray(document.line, "an error of the API server: " + WatchEvent.reasonOf(fields));
    } else {
      take(document, "", "", OptionalLong.empty());
    }
  }

  /** The items of a list; what is not kept of them, and which are not, is forgotten at once. */
  private List<Item> items(ObjectNode list) {
    String listKind = itemKind(text(list, "kind"));
    List<Item> items = new ArrayList<>();
    Token start = tokens.next();
    if (start != Token.ARRAY_START) {
      tokens.skip(start);
      return items;
    }
    try {
      for (Token token = tokens.next(); token != Token.ARRAY_END; token = tokens.next()) {
        if (token == Token.OBJECT_START) {
          Item item = item(listKind);
          if (KeptKinds.mayBeKept(kindOf(item.tree, listKind))) {
            items.add(item);
          }
        } else if (token == Token.END) {
          throw new BrokenFileException(tokens.line(), "the file ends in a list", false);
        } else {
          found.stray(tokens.line(), "an item of a list that is no object");
          tokens.skip(token);
        }
      }
      return items;
    } catch (BrokenFileException e) { // half a list is no snapshot, not even behind watch events
      throw new BrokenFileException(e.line(), e.problem(), false);
    }
  }

  /** An event's object; one without fields where it is null or anything else. */
  private Item watched() {
    int line = tokens.line();
    Token start = tokens.next();
    if (start != Token.OBJECT_START) {
      tokens.skip(start);
      return new Item(JsonNodeFactory.instance.objectNode(), line, Map.of(), "");
    }
    Item watched = item("");
    builder.startLines("");
    return watched;
  }

  /** Reads one object whose start is the current token, and keeps what matters of it. */
  private Item item(String listKind) {
    int line = tokens.line();
    builder.startLines(listKind);
    ObjectNode tree = builder.object();
    found.sawTime(Timestamps.latest(tree));
    String kind = kindOf(tree, listKind);
    return new Item(KeptKinds.reduced(kind, tree), line, builder.lines(), kind);
  }

  private static String kindOf(ObjectNode tree, String listKind) {
    return tree.has("kind") ? text(tree, "kind") : listKind;
  }

  private void list(Item list, List<Item> items) {
    String kind = text(list.tree, "kind");
    if (kind.isEmpty() && yaml) {
      throw new BrokenFileException(
          list.line, "this list has items but no kind: is the end of the file cut off?", true);
    }
    OptionalLong takenAt = found.takenAt(list.tree, list.line);
    found.sawDocument();
    for (Item item : items) {
      take(item, itemKind(kind), text(list.tree, "apiVersion"), takenAt);
    }
  }

  /** Takes an object, or the objects of a List inside a List. */
  private void take(Item item, String listKind, String listVersion, OptionalLong takenAt) {
    ObjectNode tree = item.tree;
    if (!tree.has("kind") && !listKind.isEmpty()) {
      tree.put("kind", listKind);
      if (!tree.has("apiVersion") && !listVersion.isEmpty()) {
        tree.put("apiVersion", listVersion);
      }
    }
    String kind = text(tree, "kind");
    OptionalLong own = found.takenAt(tree, item.line);
    OptionalLong time = own.isPresent() ? own : takenAt;
    if (kind.endsWith("List") && tree.path("items").isArray()) {
      String version = text(tree, "apiVersion");
      for (JsonNode inner : tree.path("items")) {
        if (inner instanceof ObjectNode object) {
          take(new Item(object, item.line, Map.of(), ""), itemKind(kind), version, time);
        }
      }
    } else if (kind.isEmpty()) {
      found.stray(item.line, "an object without \"kind\"");
    } else {
      if (item.reducedAs.isEmpty()) {
        found.sawTime(Timestamps.latest(tree));
      }
      put(item, ClusterObject.Event.PRESENT, time);
    }
  }

  private void watch(Item event, Item watched) {
    found.sawEvent();
    String type = text(event.tree, "type");
    if (type.equals("ERROR")) {
      found.warn(event.line, "the watch broke off: " + WatchEvent.reasonOf(watched.tree));
    } else if (!type.equals("BOOKMARK")) {
      if (text(watched.tree, "kind").isEmpty()) {
        found.stray(watched.line, "a watch event whose object has no \"kind\"");
        return;
      }
      ClusterObject.Event kind = ClusterObject.Event.valueOf(type);
      long time = WatchEvent.timeOf(kind, event.tree.path("time"), watched.tree, event.line);
      put(watched, kind, OptionalLong.of(time));
    }
  }

  private void put(Item item, ClusterObject.Event event, OptionalLong time) {
    found.sawDocument();
    String kind = text(item.tree, "kind");
    if (KeptKinds.isKept(kind, text(item.tree, "apiVersion"))) {
      ObjectNode kept =
          kind.equals(item.reducedAs) ? item.tree : KeptKinds.reduced(kind, item.tree);
      Map<String, Integer> lines = KeptKinds.isPolicy(kind) ? Map.copyOf(item.lines) : Map.of();
      found.add(new DraftObject(kind, kept, item.line, lines, event, time));
    }
  }

  private static String itemKind(String listKind) {
    return listKind.endsWith("List") ? listKind.substring(0, listKind.length() - 4) : "";
  }

  private static String text(ObjectNode tree, String key) {
    return tree.path(key).asText("");
  }
}
