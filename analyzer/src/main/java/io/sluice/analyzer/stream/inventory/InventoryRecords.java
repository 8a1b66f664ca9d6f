package io.sluice.analyzer.stream.inventory;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sluice.analyzer.snapshot.ClusterObject;
import io.sluice.analyzer.snapshot.KeptKinds;
import java.time.Instant;

/**
 * Writes the objects of one cluster as records of the inventory topic: the line of a watch, reduced
 * to what {@link KeptKinds} keeps.
 *
 * <pre>
 * prod/Pod/shop/web-1/8b6f…   {"type":"MODIFIED","time":"2026-11-03T19:05:01Z","object":{…}}
 * prod/watermark              {"kind":"watermark","time":"2026-11-03T19:05:02Z","source":"watch"}
 * </pre>
 *
 * <p>An object that is gone is written as {@code DELETED} with its last state and the time, not as
 * a tombstone, so that its past addresses stay known. An object of a snapshot has the type {@code
 * PRESENT}. A reader takes up what was written once a watermark follows it, so objects come first.
 */
public final class InventoryRecords {
  static final String WATERMARK = "watermark";

  private static final ObjectMapper JSON = new ObjectMapper();

  private final String cluster;

  /**
   * A writer for one cluster.
   *
   * @param cluster its name, or ""
   */
  public InventoryRecords(String cluster) {
    this.cluster = cluster;
  }

  /** An object's record; its cluster is this writer's. */
  public InventoryRecord of(ClusterObject object) {
    ObjectNode event = JsonNodeFactory.instance.objectNode();
    event.put("type", object.event().name());
    if (object.epochMillis() != Long.MIN_VALUE) {
      event.put("time", time(object.epochMillis()));
    }
    event.set("object", reduced(object));
    return new InventoryRecord(key(object), line(event));
  }

  /** What says that everything up to a moment was written before. */
  public InventoryRecord watermark(long epochMillis, Watermark.Source source) {
    ObjectNode line = JsonNodeFactory.instance.objectNode();
    line.put("kind", WATERMARK);
    line.put("time", time(epochMillis));
    line.put("source", source.word());
    return new InventoryRecord(escaped(cluster) + "/" + WATERMARK, line(line));
  }

  private static JsonNode reduced(ClusterObject object) {
    ObjectNode tree = object.tree().deepCopy();
    if (!tree.has("kind")) {
      tree.put("kind", object.kind());
    }
    return KeptKinds.reduced(object.kind(), tree);
  }

  /** What stays the same over all that is said of one object. */
  public String key(ClusterObject object) {
    JsonNode metadata = object.tree().path("metadata");
    String name = metadata.path("name").asText(metadata.path("generateName").asText(""));
    return String.join(
        "/",
        escaped(cluster),
        escaped(object.kind()),
        escaped(metadata.path("namespace").asText("")),
        escaped(name),
        escaped(metadata.path("uid").asText("")));
  }

  /** A part of a key without the slash, whoever wrote it. */
  static String escaped(String part) {
    return part.replace("%", "%25").replace("/", "%2F");
  }

  static String unescaped(String part) {
    return part.replace("%2F", "/").replace("%25", "%");
  }

  private static String time(long epochMillis) {
    return Instant.ofEpochMilli(epochMillis).toString();
  }

  private static String line(JsonNode node) {
    try {
      return JSON.writeValueAsString(node);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree is always JSON", e);
    }
  }
}
