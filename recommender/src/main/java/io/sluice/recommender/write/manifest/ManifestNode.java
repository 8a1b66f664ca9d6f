package io.sluice.recommender.write.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.ingest.UnusableInputException;
import io.sluice.recommender.write.file.ContentDigest;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * An object of a manifest, with its place in it.
 *
 * @param file the manifest
 * @param path the keys that lead here, with a dot behind them, or ""
 * @param json the object
 */
record ManifestNode(String file, String path, JsonNode json) {
  static ManifestNode root(String file, JsonNode tree) {
    if (!tree.isObject()) {
      throw new UnusableInputException(file + " is no run manifest: expected a JSON object");
    }
    return new ManifestNode(file, "", tree);
  }

  UnusableInputException problem(String key, String what) {
    return new UnusableInputException(file + ": " + path + key + " " + what);
  }

  /** Of a word that this version does not know. */
  UnusableInputException unknown(String key) {
    return problem(
        key, "is " + json.get(key) + ", which this version of Sluice does not know how to repeat");
  }

  boolean has(String key) {
    return json.has(key);
  }

  void mustBe(String key, String expected) {
    JsonNode found = json.get(key);
    if (found == null || !expected.equals(found.textValue())) {
      throw problem(
          key,
          "must be \""
              + expected
              + "\", but is "
              + (found == null ? "missing" : found)
              + ": is this a run manifest, and of this version of Sluice?");
    }
  }

  /** Refuses keys that this version does not know: they may change what comes out. */
  ManifestNode only(Set<String> known) {
    json.fieldNames()
        .forEachRemaining(
            key -> {
              if (!known.contains(key)) {
                throw problem(
                    key,
                    "is not known to this version of Sluice; verify with the one that made it");
              }
            });
    return this;
  }

  String text(String key) {
    return value(key, JsonNode::isTextual, "text").textValue();
  }

  boolean flag(String key) {
    return value(key, JsonNode::isBoolean, "true or false").booleanValue();
  }

  long number(String key) {
    return value(key, n -> n.canConvertToLong() && n.isIntegralNumber(), "a whole number")
        .longValue();
  }

  Optional<Instant> time(String key) {
    if (!has(key)) {
      return Optional.empty();
    }
    try {
      return Optional.of(Instant.parse(text(key)));
    } catch (DateTimeException e) {
      throw problem(key, "must be a time such as 2026-11-08T00:00:00Z, but is " + json.get(key));
    }
  }

  ContentDigest digest() {
    String sha256 = text("sha256");
    long bytes = number("bytes");
    if (!ContentDigest.isSha256(sha256) || bytes < 0) {
      throw problem("sha256", "must be 64 hexadecimal digits with a size in bytes beside them");
    }
    return new ContentDigest(sha256, bytes);
  }

  ManifestNode object(String key) {
    return new ManifestNode(file, path + key + ".", value(key, JsonNode::isObject, "an object"));
  }

  Optional<ManifestNode> optional(String key) {
    return has(key) ? Optional.of(object(key)) : Optional.empty();
  }

  List<ManifestNode> objects(String key) {
    JsonNode array = value(key, JsonNode::isArray, "a list");
    List<ManifestNode> objects = new ArrayList<>();
    for (int i = 0; i < array.size(); i++) {
      if (!array.get(i).isObject()) {
        throw problem(key + "[" + i + "]", "must be an object");
      }
      objects.add(new ManifestNode(file, path + key + "[" + i + "].", array.get(i)));
    }
    return objects;
  }

  List<String> texts(String key) {
    List<String> texts = new ArrayList<>();
    for (JsonNode item : value(key, JsonNode::isArray, "a list")) {
      if (!item.isTextual()) {
        throw problem(key, "must hold text only");
      }
      texts.add(item.textValue());
    }
    return texts;
  }

  private JsonNode value(String key, Predicate<JsonNode> fits, String what) {
    JsonNode value = json.get(key);
    if (value == null) {
      throw problem(key, "is missing: this manifest is not complete");
    }
    if (!fits.test(value)) {
      throw problem(key, "must be " + what);
    }
    return value;
  }
}
