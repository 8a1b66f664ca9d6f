package io.sluice.recommender.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

final class ProgressTest {
  private static final long MILLIS = 1_000_000L;

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final PrintStream err = new PrintStream(bytes, true, StandardCharsets.UTF_8);
  private long nanos;

  @Test
  void aTerminalSeesOneLineAtMostFourTimesASecondAndNoneAtTheEnd() {
    try (Progress progress = new Progress(err, true, () -> nanos)) {
      for (int i = 1; i <= 100; i++) {
        nanos = i * (10L * MILLIS);
        progress.at((long) i << 20, 200L << 20, i * 1000L);
      }
    }

    assertThat(text().split("reading: ", -1)).hasSize(1 + 4);
    assertThat(text())
        .contains("reading: 25 MiB of 200 MiB (12 %), 25,000 records")
        .endsWith("\r\u001b[K");
  }

  @Test
  void aFileSeesAPlainLineEveryThirtySeconds() {
    try (Progress progress = new Progress(err, false, () -> nanos)) {
      for (int second = 1; second <= 95; second++) {
        nanos = second * (1000 * MILLIS);
        progress.at(5L << 20, -1, 7);
      }
    }

    assertThat(text().lines()).hasSize(3).allMatch("reading: 5 MiB, 7 records"::equals);
  }

  @Test
  void aQuickRunShowsNothing() {
    try (Progress progress = new Progress(err, true, () -> nanos)) {
      progress.at(1, 1, 1);
    }

    assertThat(text()).isEmpty();
  }

  private String text() {
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
