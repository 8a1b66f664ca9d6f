package io.sluice.recommender.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The expectations that notice every seeded fault are a file that users can read and run. */
final class OurOwnExpectationsTest {
  private static final Path FILE =
      Path.of(System.getProperty("sluice.root"))
          .resolve("analyzer/src/test/resources/io/sluice/analyzer/policy/naive/semantics.jsonl");

  @Test
  void theyHoldOnTheEngineThatReadsTheApiToTheLetter() throws IOException {
    CommandRun run = CommandRun.of("test", FILE, "--engine", "generic");

    assertThat(run.exit()).as(run.out()).isZero();
    long lines = Files.readAllLines(FILE).size();
    assertThat(run.out()).contains(lines + " expectations: " + lines + " passed");
  }

  /** The same command is not blind: what fails on Cilium is what the file says of Cilium. */
  @Test
  void onCiliumTheContraryIsTrueOnlyWhereTheFileSaysSo() throws IOException {
    CommandRun run = CommandRun.of("test", FILE, "--engine", "cilium", "-o", "json");

    List<String> contrary = new ArrayList<>();
    List<String> said = new ArrayList<>();
    for (String line : run.out().lines().toList()) {
      JsonNode result = new JsonMapper().readTree(line);
      String why = result.path("why").asText();
      if (List.of("allow", "deny").contains(result.path("verdict").asText())
          && !result.path("pass").asBoolean()) {
        contrary.add(why);
      }
      if (why.contains("on Cilium")) {
        said.add(why);
      }
    }
    assertThat(run.exit()).isEqualTo(1);
    assertThat(contrary).isNotEmpty().isEqualTo(said);
  }
}
