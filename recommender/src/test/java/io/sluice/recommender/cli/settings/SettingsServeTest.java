package io.sluice.recommender.cli.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.recommender.cli.run.UsageException;
import io.sluice.recommender.serve.ServeSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SettingsServeTest {
  @TempDir private Path folder;

  private ServeSettings load(String text) throws IOException {
    Path file = Files.writeString(folder.resolve("settings.yaml"), text);
    return SettingsFile.load(Optional.of(file)).serve();
  }

  @Test
  void theTimesOfTheServiceAreRead() throws IOException {
    ServeSettings serve =
        load(
            """
            serve:
              startFrom: 2026-11-01T06:00:00+02:00
              lateAfterSeconds: 60
              edges: {retentionDays: 30}
            """);

    assertThat(serve.startFrom()).contains(Instant.parse("2026-11-01T04:00:00Z"));
    assertThat(serve.as("one").startFrom()).isEqualTo(serve.startFrom());
    assertThat(serve.stream().lateAfter()).isEqualTo(Duration.ofMinutes(1));
    assertThat(serve.stream().keepEdges()).isEqualTo(Duration.ofDays(30));
  }

  @Test
  void whatIsNoTimeIsSaidAllAtOnce() {
    assertThatThrownBy(
            () ->
                load(
                    """
                    serve:
                      startFrom: yesterday
                      lateAfterSeconds: -1
                      edges: {retentionDays: 1.5, days: 3}
                    """))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("serve.startFrom must be a time with its zone")
        .hasMessageContaining("serve.lateAfterSeconds must be a whole number")
        .hasMessageContaining("serve.edges.retentionDays must be a whole number")
        .hasMessageContaining("serve.edges.days is no setting; known are retentionDays");
  }
}
