package io.sluice.analyzer.edge.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** The record of a log in the topic of edges. */
final class LogRecordTest {
  private static final LogCounts LOG = new LogCounts(Stored.log("logs/a.jsonl"), 3, 5, 7);

  @Test
  void isReadAsItWasWritten() throws Exception {
    LogCounts read = EdgeRecord.readLog(EdgeRecord.of(LOG));

    assertThat(read).usingRecursiveComparison().isEqualTo(LOG);
  }

  /**
   * It ended there at first, in the same version: who reads the later form may pass the count over.
   */
  @Test
  void thatEndsBeforeItsLateFlowsHasNone() throws Exception {
    byte[] now = EdgeRecord.of(LOG);
    byte[] before = Arrays.copyOf(now, now.length - 1);

    LogCounts read = EdgeRecord.readLog(before);

    assertThat(read.inventoryLag()).isEqualTo(5);
    assertThat(read.late()).isZero();
    assertThat(read.summary()).usingRecursiveComparison().isEqualTo(LOG.summary());
  }
}
