package io.sluice.recommender.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where the inputs of a manifest are looked for, and where never. */
final class ManifestPlacesTest {
  @TempDir Path outside;

  private RecordedRuns runs;

  @BeforeEach
  void makeWorld() {
    runs = new RecordedRuns(outside.resolve("home"));
  }

  @Test
  void logsThatMovedAreFoundByTheirContent() throws IOException {
    runs.record();
    Path log = runs.world.files().get(0);
    Path moved = runs.folder.resolve("elsewhere.json");
    Files.move(log, moved);

    assertThat(runs.verify().out()).contains(": is missing");
    assertThat(runs.verify(moved).out()).startsWith("verified:");
  }

  @Test
  void inputsOutsideItsFolderAreFoundFromTheFolderAboveAndAfterAMoveWithABase() throws IOException {
    runs.manifest = runs.folder.resolve("runs/monday/run.json");
    Files.createDirectories(runs.manifest.getParent());
    runs.record();
    assertThat(runs.read().path("base").asText()).isEqualTo("../..");
    assertThat(runs.verify().exit()).isZero();

    Path moved = runs.folder.resolve("run.json");
    Files.move(runs.manifest, moved);
    runs.manifest = moved;

    assertThat(runs.verify().exit()).isNotZero();
    assertThat(runs.verify("--base", runs.folder).out()).startsWith("verified:");
  }

  @Test
  void aBaseThatDoesNotHoldTheInputsIsRefusedBeforeTheRun() throws IOException {
    Path elsewhere = Files.createDirectory(runs.folder.resolve("elsewhere"));

    CommandRun run = runs.world.run("recommend", "--manifest", runs.manifest, "--base", elsewhere);

    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.err()).contains("does not lie below --base");
    assertThat(runs.manifest).doesNotExist();
  }

  @ParameterizedTest
  @CsvSource({
    "../../../etc/hostname, must stay below its base",
    "/etc/hostname, must stay below its base",
    "world/../../x, must stay below its base",
    "link/hostname, is a link out of"
  })
  void aPathThatLeadsOutOfTheBaseIsRefused(String path, String message) throws IOException {
    runs.record();
    Files.writeString(outside.resolve("hostname"), "x");
    Files.createSymbolicLink(runs.folder.resolve("link"), outside);
    runs.change(tree -> ((ObjectNode) tree.at("/inputs/logs/0")).put("path", path));

    CommandRun verified = runs.verify();

    assertThat(verified.exit()).isEqualTo(3);
    assertThat(verified.err()).contains(message);
    assertThat(verified.out()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/etc", "logs", "../x", "..//..", ""})
  void aBaseThatIsNoWayUpIsRefused(String base) throws IOException {
    runs.record();
    runs.change(tree -> tree.put("base", base));

    CommandRun verified = runs.verify();

    assertThat(verified.exit()).isEqualTo(3);
    assertThat(verified.err()).contains("base must be . or a way up");
  }
}
