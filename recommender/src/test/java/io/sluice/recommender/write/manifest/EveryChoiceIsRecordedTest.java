package io.sluice.recommender.write.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.sluice.recommender.cli.Main;
import io.sluice.recommender.example.ExampleFolder;
import io.sluice.recommender.recommend.RecommendOptions;
import io.sluice.recommender.recommend.Settings;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A choice that a manifest does not record would make a replay come out otherwise. */
final class EveryChoiceIsRecordedTest {
  /** Where a manifest has each setting; files that give names to ranges are inputs. */
  private static final Map<String, String> SETTINGS =
      Map.of(
          "externalGroups", "/settings/externals/groups",
          "maxExternalAddresses", "/settings/externals/maxAddresses",
          "excludedNamespaces", "/settings/scope/exclude",
          "scanTargets", "/settings/quarantine/scanTargets",
          "externals", "/settings/externals/widestPrefix",
          "tightness", "/options/tightness");

  @TempDir Path folder;

  @Test
  void everyOptionOfProposalsStandsInTheManifest() throws IOException {
    JsonNode options = manifest().path("options");

    assertThat(components(RecommendOptions.class))
        .filteredOn(name -> !name.equals("decisions"))
        .allSatisfy(name -> assertThat(options.has(name)).as(name).isTrue());
  }

  @Test
  void everySettingStandsInTheManifest() throws IOException {
    JsonNode manifest = manifest();

    assertThat(components(Settings.class))
        .as("record a new setting in ManifestJson.settings, and say here where")
        .containsExactlyInAnyOrderElementsOf(SETTINGS.keySet());
    assertThat(SETTINGS.values())
        .allSatisfy(place -> assertThat(manifest.at(place).isMissingNode()).as(place).isFalse());
  }

  private static List<String> components(Class<? extends Record> type) {
    return Arrays.stream(type.getRecordComponents()).map(RecordComponent::getName).toList();
  }

  private JsonNode manifest() throws IOException {
    Path file = folder.resolve("run.json");
    PrintStream out = new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
    String[] words = {
      "recommend",
      ExampleFolder.logs().toString(),
      "--cluster",
      ExampleFolder.cluster().toString(),
      "--manifest",
      file.toString()
    };
    assertThat(Main.run(words, InputStream.nullInputStream(), out, out, Map.of())).isZero();
    return new JsonMapper().readTree(file.toFile());
  }
}
