package io.sluice.analyzer.edge.file;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The record of a log in the topic of edges. */
final class LogRecordTest {
  private static final LogCounts LOG = new LogCounts(Stored.log("logs/a.jsonl"), 3, 5, 7);

  @Test
  void isReadAsItWasWritten() throws Exception {
    LogCounts read = EdgeRecord.readLog(EdgeRecord.of(LOG));

    assertThat(read).usingRecursiveComparison().isEqualTo(LOG);
  }
}
