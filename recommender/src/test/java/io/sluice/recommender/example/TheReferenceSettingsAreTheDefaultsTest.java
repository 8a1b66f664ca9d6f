package io.sluice.recommender.example;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code config/sluice.yaml} shows every key with its default. */
final class TheReferenceSettingsAreTheDefaultsTest {
  @TempDir Path folder;

  @Test
  void withThemEverythingIsAsItIsWithout() {
    Path settings = ExampleFiles.root().resolveSibling("sluice.yaml");

    Recommended with =
        Recommended.of(
            ExampleFolder.logs(),
            ExampleFolder.cluster(),
            folder.resolve("with"),
            "--config",
            settings);
    Recommended without =
        Recommended.of(ExampleFolder.logs(), ExampleFolder.cluster(), folder.resolve("without"));

    assertThat(with.files()).isNotEmpty().isEqualTo(without.files());
    assertThat(with.run().out()).isEqualTo(without.run().out());
  }
}
