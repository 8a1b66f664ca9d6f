package io.sluice.analyzer.snapshot.live;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sluice.analyzer.snapshot.ClusterObject.Event;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The objects of one kind as last heard of. What comes again without a change that is kept is told
 * to nobody, but for nodes: their heartbeats show in a recording that it goes on.
 */
final class KindState {
  /** Something to tell. */
  record Change(Event event, ObjectNode object) {}

  private final Map<String, ObjectNode> objects = new LinkedHashMap<>();
  private boolean listed;

  /** Whether it was ever listed. */
  boolean isListed() {
    return listed;
  }

  Collection<ObjectNode> objects() {
    return objects.values();
  }

  /** Takes a whole list; tells of what is new, changed and gone. */
  List<Change> list(Collection<ObjectNode> all) {
    List<Change> changes = new ArrayList<>();
    Map<String, ObjectNode> now = new LinkedHashMap<>();
    all.forEach(object -> now.put(key(object), object));
    objects.forEach(
        (key, object) -> {
          if (!now.containsKey(key)) {
            changes.add(new Change(Event.DELETED, object));
          }
        });
    now.forEach(
        (key, object) -> {
          ObjectNode before = objects.get(key);
          if (!listed) {
            changes.add(new Change(Event.PRESENT, object));
          } else if (before == null) {
            changes.add(new Change(Event.ADDED, object));
          } else if (isNews(before, object)) {
            changes.add(new Change(Event.MODIFIED, object));
          }
        });
    objects.clear();
    objects.putAll(now);
    listed = true;
    return changes;
  }

  /** Takes an event; null where it says nothing new. */
  @Nullable Change event(Event event, ObjectNode object) {
    if (event == Event.DELETED) {
      objects.remove(key(object));
      return new Change(event, object);
    }
    ObjectNode before = objects.put(key(object), object);
    if (before == null) {
      return new Change(Event.ADDED, object);
    }
    return isNews(before, object) ? new Change(Event.MODIFIED, object) : null;
  }

  private static boolean isNews(ObjectNode before, ObjectNode now) {
    return now.path("kind").asText().equals("Node")
        ? !version(before).equals(version(now))
        : !plain(before).equals(plain(now));
  }

  private static String version(ObjectNode object) {
    return object.path("metadata").path("resourceVersion").asText("");
  }

  private static ObjectNode plain(ObjectNode object) {
    ObjectNode plain = object.deepCopy();
    if (plain.get("metadata") instanceof ObjectNode metadata) {
      metadata.remove("resourceVersion");
    }
    return plain;
  }

  private static String key(ObjectNode object) {
    return String.join(
        "/",
        object.path("metadata").path("namespace").asText(""),
        object.path("metadata").path("name").asText(""),
        object.path("metadata").path("uid").asText(""));
  }
}
