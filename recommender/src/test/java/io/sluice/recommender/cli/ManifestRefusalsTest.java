package io.sluice.recommender.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is no manifest, or cannot have one. */
final class ManifestRefusalsTest {
  @TempDir Path outside;

  private RecordedRuns runs;

  @BeforeEach
  void makeWorld() {
    runs = new RecordedRuns(outside.resolve("home"));
  }

  @Test
  void aManifestThatIsCutShortIsRefusedWithTheLine() {
    runs.record();
    String text = TinyWorld.read(runs.manifest);
    for (int length : new int[] {0, 1, text.length() / 3, text.length() / 2, text.length() - 3}) {
      TinyWorld.write(runs.manifest, text.substring(0, length));

      CommandRun verified = runs.verify();

      assertThat(verified.exit()).as("%s bytes", length).isEqualTo(3);
      assertThat(verified.err()).contains("no run manifest");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "apiVersion, sluice.io/v2, apiVersion must be \"sluice.io/v1\"",
    "kind, RecommendationReport, kind must be \"RunManifest\"",
    "inputs, nothing, inputs must be an object",
    "policies, nothing, policies must be a list"
  })
  void aManifestOfAnotherVersionOrKindIsRefused(String key, String value, String message)
      throws IOException {
    runs.record();
    runs.change(tree -> tree.put(key, value));

    CommandRun verified = runs.verify();

    assertThat(verified.exit()).isEqualTo(3);
    assertThat(verified.err()).contains(message);
  }

  @Test
  void anOptionThatThisVersionDoesNotKnowIsRefused() throws IOException {
    runs.record();
    runs.change(tree -> ((ObjectNode) tree.at("/options")).put("magic", true));

    CommandRun verified = runs.verify();

    assertThat(verified.exit()).isEqualTo(3);
    assertThat(verified.err()).contains("options.magic is not known to this version of Sluice");
  }

  @Test
  void aManifestIsNotWrittenOverAnInputOrAnAnswer() {
    Path log = runs.world.files().get(0);

    CommandRun overInput = runs.world.run("recommend", "--manifest", log);
    CommandRun overAnswer =
        runs.world.run("recommend", "-o", "json=" + runs.manifest, "--manifest", runs.manifest);

    assertThat(overInput.exit()).isEqualTo(2);
    assertThat(overInput.err()).contains("--manifest would overwrite");
    assertThat(overAnswer.exit()).isEqualTo(2);
    assertThat(overAnswer.err()).contains("--manifest and -o both write");
  }

  @Test
  void aBacktestHasNoManifest() {
    CommandRun run = runs.world.run("recommend", "--manifest", runs.manifest, "--backtest", "1h");

    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.err()).contains("--backtest writes none");
  }
}
