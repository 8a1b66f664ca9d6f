package io.sluice.recommender.world.emit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.sluice.recommender.example.Fields;
import io.sluice.recommender.world.WorldOptions;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.UUID;

/** Objects of the Kubernetes API as maps, and their text. */
final class Json {
  static final Instant INSTALLED = WorldOptions.START.minus(60, ChronoUnit.DAYS);

  private static final JsonMapper MAPPER = new JsonMapper();

  private Json() {}

  static String text(Object value) {
    try {
      return MAPPER.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Times in the API have no fraction of a second. */
  static String time(Instant at) {
    return at.truncatedTo(ChronoUnit.SECONDS).toString();
  }

  static SortedMap<String, Object> object(
      String apiVersion, String kind, SortedMap<String, Object> metadata, Object... more) {
    SortedMap<String, Object> object = Fields.of(more);
    object.put("apiVersion", apiVersion);
    object.put("kind", kind);
    object.put("metadata", metadata);
    return object;
  }

  static SortedMap<String, Object> metadata(
      String kind, String namespace, String name, Map<String, String> labels, Instant created) {
    SortedMap<String, Object> metadata =
        Fields.of(
            "name", name,
            "uid", uid(kind + "/" + namespace + "/" + name + "/" + created),
            "creationTimestamp", time(created));
    if (!namespace.isEmpty()) {
      metadata.put("namespace", namespace);
    }
    if (!labels.isEmpty()) {
      metadata.put("labels", labels);
    }
    return metadata;
  }

  static List<Object> ownedBy(String apiVersion, String kind, String name) {
    return List.of(
        Fields.of(
            "apiVersion",
            apiVersion,
            "kind",
            kind,
            "name",
            name,
            "controller",
            true,
            "uid",
            uid(kind + name)));
  }

  static String uid(String of) {
    return UUID.nameUUIDFromBytes(of.getBytes(StandardCharsets.UTF_8)).toString();
  }
}
