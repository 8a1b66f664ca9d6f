package io.sluice.bench.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.bench.endtoend.LogFiles.Written;
import io.sluice.ingest.Account;
import io.sluice.ingest.FileSummary;
import io.sluice.ingest.LogFormat;
import io.sluice.ingest.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class AgainstReferenceTest {
  @TempDir Path folder = Path.of("");

  private static FileSummary log(long records, Map<Outcome, Long> outcomes) {
    return new FileSummary(
        "log",
        LogFormat.HUBBLE,
        Account.of(records, outcomes, List.of()),
        0,
        1,
        0,
        0,
        new TreeSet<>(),
        new TreeSet<>(),
        new TreeMap<>());
  }

  @Test
  void anAccountThatAddsUpIsSaid() throws IOException {
    FileSummary log = log(12, Map.of(Outcome.USED, 9L, Outcome.LOOPBACK, 3L));

    assertThat(AgainstReference.account(List.of(log), 12))
        .startsWith("12 records read = 9 used + 3 skipped");
  }

  @Test
  void aRecordThatIsMissingIsAnError() {
    FileSummary log = log(12, Map.of(Outcome.USED, 9L, Outcome.LOOPBACK, 2L));

    assertThatThrownBy(() -> AgainstReference.account(List.of(log), 12))
        .hasMessageContaining("12 records read = 9 used + 2 skipped");
    assertThatThrownBy(() -> AgainstReference.account(List.of(log), 13))
        .hasMessageContaining("of 13 that were written");
  }

  @Test
  void edgesThatDifferAreAnErrorThatSaysWhere() throws IOException {
    Path launcher = folder.resolve("launcher");
    Files.writeString(launcher, "#!/bin/sh\nprintf 'abc%s' \"$2\" > \"${4#edges=}\"\n");
    assertThat(launcher.toFile().setExecutable(true)).isTrue();

    assertThatThrownBy(
            () ->
                new AgainstReference(
                        List.of(launcher.toString()), new Written(List.of(), 1, 1), folder)
                    .run())
        .hasMessageContaining("differ at byte 3");
  }
}
