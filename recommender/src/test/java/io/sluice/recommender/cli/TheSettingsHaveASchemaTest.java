package io.sluice.recommender.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sluice.recommender.cli.run.UsageException;
import io.sluice.recommender.cli.settings.SettingsOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The reference file, what reads it, and the published schema know the same keys. */
final class TheSettingsHaveASchemaTest {
  private static final JsonMapper JSON = new JsonMapper();
  private static final Path ROOT = Path.of(System.getProperty("sluice.root"));

  @TempDir private Path folder;

  private static ObjectNode settings(String file) {
    Load load = new Load(LoadSettings.builder().build());
    return JSON.valueToTree(load.loadFromString(TinyWorld.read(ROOT.resolve(file))));
  }

  private static List<String> errors(JsonNode settings) {
    return SchemasTest.errors("settings", settings.toString()).stream()
        .map(Object::toString)
        .toList();
  }

  /** The paths of all keys that the reference file has, and of the sections among them. */
  private static void keys(JsonNode at, String path, Set<String> keys, List<String> sections) {
    if (at.isObject() && !at.isEmpty()) {
      sections.add(path);
      at.properties()
          .forEach(one -> keys(one.getValue(), path + "/" + one.getKey(), keys, sections));
    }
    if (!path.isEmpty()) {
      keys.add(path);
    }
  }

  private static void described(JsonNode schema, String path, Set<String> keys) {
    if (!path.isEmpty()) {
      keys.add(path);
    }
    schema
        .path("properties")
        .properties()
        .forEach(one -> described(one.getValue(), path + "/" + one.getKey(), keys));
  }

  private void read(JsonNode settings) throws Exception {
    SettingsOption option = new SettingsOption();
    // JSON is YAML.
    option.config =
        Optional.of(Files.writeString(folder.resolve("s.yaml"), settings.toPrettyString()));
    option.kafka();
  }

  @Test
  void theReferenceFileFitsIt() {
    assertThat(errors(settings("config/sluice.yaml"))).isEmpty();
    assertThat(errors(settings("config/compose/sluice.yaml"))).isEmpty();
    assertThat(errors(JSON.createObjectNode())).isEmpty();
  }

  @Test
  void bothHaveTheSameKeysAndDefaults() throws Exception {
    JsonNode reference = settings("config/sluice.yaml");
    JsonNode schema = JSON.readTree(TinyWorld.read(ROOT.resolve("docs/schemas/settings.json")));
    TreeSet<String> keys = new TreeSet<>();
    TreeSet<String> described = new TreeSet<>();
    keys(reference, "", keys, new ArrayList<>());
    described(schema, "", described);

    assertThat(described).isEqualTo(keys);
    for (String key : keys) {
      JsonNode entry = schema.at("/properties" + key.replace("/", "/properties/").substring(11));
      if (entry.has("default")) {
        assertThat(entry.get("default")).as(key).isEqualTo(reference.at(key));
      } else {
        assertThat(entry.has("properties")).as(key).isTrue();
      }
    }
  }

  @Test
  void aKeyThatNobodyKnowsIsAnErrorToBoth() throws Exception {
    List<String> sections = new ArrayList<>();
    keys(settings("config/sluice.yaml"), "", new TreeSet<>(), sections);
    assertThatCode(() -> read(settings("config/sluice.yaml"))).doesNotThrowAnyException();
    for (String section : sections) {
      ObjectNode settings = settings("config/sluice.yaml");
      ((ObjectNode) (section.isEmpty() ? settings : settings.at(section))).put("misspelt", 1);

      assertThat(errors(settings)).as(section).isNotEmpty();
      assertThatThrownBy(() -> read(settings)).as(section).isInstanceOf(UsageException.class);
    }
    assertThat(sections).hasSizeGreaterThan(10);
  }

  @Test
  void aValueOfAnotherTypeIsAnErrorToBoth() {
    TreeSet<String> keys = new TreeSet<>();
    ObjectNode reference = settings("config/sluice.yaml");
    keys(reference, "", keys, new ArrayList<>());
    for (String key : keys) {
      if (reference.at(key).isInt()) {
        ObjectNode settings = settings("config/sluice.yaml");
        int slash = key.lastIndexOf('/');
        ((ObjectNode) settings.at(key.substring(0, slash)))
            .put(key.substring(slash + 1), "as many as you like");

        assertThat(errors(settings)).as(key).isNotEmpty();
        assertThatThrownBy(() -> read(settings)).as(key).isInstanceOf(UsageException.class);
      }
    }
  }
}
