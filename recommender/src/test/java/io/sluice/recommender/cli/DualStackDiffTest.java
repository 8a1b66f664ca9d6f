package io.sluice.recommender.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code diff} says of a cluster of both address families. */
final class DualStackDiffTest {
  private static final String V4 = DualStackWorld.V4;
  private static final String V6 = DualStackWorld.V6;

  @TempDir Path folder;

  private DualStackWorld world;
  private Path policies;

  @BeforeEach
  void webCallsDb() {
    world = new DualStackWorld(folder);
    policies = world.policies;
  }

  @Test
  void aDiffWeighsWhatWasRecorded() {
    Path none =
        world.policies("none.yaml", DualStackWorld.POLICY.replace("app: db", "app: nobody"));

    JsonNode four = diff(none, world.hubble("four.jsonl", V4)).path("flows");
    JsonNode six = diff(none, world.hubble("both.jsonl", V6, V4)).path("flows");

    assertThat(four.path("newlyDenied")).isEmpty();
    assertThat(four.path("unchangedEdges").asInt()).isEqualTo(1);
    JsonNode change = six.path("newlyDenied").path(0);
    assertThat(words(change.path("families"))).containsExactly("IPv4", "IPv6");
    assertThat(words(change.path("changedFamilies"))).containsExactly("IPv6");
    assertThat(change.path("newlyDeniedPairs").asInt()).isEqualTo(1);
  }

  @Test
  void aDiffSaysWhichFamilyClosesAndCountsTheEdgesOfThatOne() {
    Path none =
        world.policies("none.yaml", DualStackWorld.POLICY.replace("app: db", "app: nobody"));
    Path four = world.hubble("four.jsonl", V4);
    Path six = world.hubble("six.jsonl", V6);

    JsonNode lines = diff(none, six).path("connectivity");

    assertThat(lines.findValuesAsText("family")).contains("IPv6");
    JsonNode everybody = line(lines, "IPv6");
    assertThat(everybody.path("change").asText()).isEqualTo("closed");
    assertThat(everybody.path("to").path("name").asText()).isEqualTo("db");
    assertThat(everybody.path("edges").asInt()).isEqualTo(1);
    assertThat(everybody.path("new").path("verdict").asText()).isEqualTo("denied");
    assertThat(line(diff(none, four).path("connectivity"), "IPv6").path("edges").asInt()).isZero();
    for (String form : List.of("table", "md")) {
      assertThat(world.run("diff", List.of(none, policies), "-o", form).out())
          .containsPattern("- +.*anywhere.*shop/db.* over IPv6: all ports");
    }
  }

  private static JsonNode line(JsonNode lines, String family) {
    for (JsonNode line : lines) {
      if (line.path("family").asText().equals(family)) {
        return line;
      }
    }
    throw new AssertionError("no line over " + family + ": " + lines);
  }

  private JsonNode diff(Path before, Path flows) {
    List<Path> sides = List.of(before, policies);
    CommandRun run = world.run("diff", sides, "--flows", flows, "-o", "json");
    assertThat(SchemasTest.errors("diff-report", run.out())).as(run.err()).isEmpty();
    return run.json();
  }

  private static List<String> words(JsonNode array) {
    List<String> words = new ArrayList<>();
    array.forEach(word -> words.add(word.asText()));
    return words;
  }
}
