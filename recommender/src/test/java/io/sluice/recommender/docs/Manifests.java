package io.sluice.recommender.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The objects of one shipped file, one of each kind. */
final class Manifests {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Map<String, JsonNode> byKind = new TreeMap<>();

  private Manifests() {}

  static Manifests of(String file) throws IOException {
    Manifests manifests = new Manifests();
    Load load = new Load(LoadSettings.builder().build());
    String text = Files.readString(Page.root().resolve(file));
    for (Object document : load.loadAllFromString(text)) {
      JsonNode object = JSON.valueToTree(document);
      assertThat(manifests.byKind.put(object.path("kind").asText(), object)).isNull();
    }
    return manifests;
  }

  static JsonNode yaml(String file) throws IOException {
    return JSON.valueToTree(
        new Load(LoadSettings.builder().build())
            .loadFromString(Files.readString(Page.root().resolve(file))));
  }

  Map<String, JsonNode> byKind() {
    return byKind;
  }

  JsonNode at(String kind, String pointer) {
    JsonNode found = Objects.requireNonNull(byKind.get(kind), kind).at(pointer);
    assertThat(found.isMissingNode()).as(kind + pointer + " is missing").isFalse();
    return found;
  }

  String text(String kind, String pointer) {
    return at(kind, pointer).asText();
  }

  /** The entry of a list that has this name. */
  static JsonNode named(JsonNode list, String name) {
    for (JsonNode entry : list) {
      if (entry.path("name").asText().equals(name)) {
        return entry;
      }
    }
    throw new AssertionError("no " + name + " in " + list);
  }
}
