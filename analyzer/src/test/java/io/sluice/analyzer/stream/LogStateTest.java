package io.sluice.analyzer.stream;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class LogStateTest {
  private static final String LOG = "logs/a.jsonl";

  @Test
  void aLogIsReadAsItWasKept() throws Exception {
    LogState kept = LogState.read(LOG, null).and(3, 5, 7).and(10, 0, 1);

    LogState read = LogState.read(LOG, kept.toByteArray());

    assertThat(read.counts()).usingRecursiveComparison().isEqualTo(kept.counts());
    assertThat(read.disagreements()).isEqualTo(13);
    assertThat(read.inventoryLag()).isEqualTo(5);
    assertThat(read.late()).isEqualTo(8);
  }
}
