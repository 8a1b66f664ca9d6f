package io.sluice.analyzer.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.ingest.batch.ReplayedLog;
import java.nio.ByteBuffer;
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

  /** Two counts and the log were all that was kept at first. */
  @Test
  void aLogThatWasKeptWithoutItsLateFlowsHasNone() throws Exception {
    byte[] log = new ReplayedLog(LOG).toByteArray();
    byte[] kept =
        ByteBuffer.allocate(2 * Long.BYTES + log.length).putLong(3).putLong(5).put(log).array();

    LogState read = LogState.read(LOG, kept);

    assertThat(read.disagreements()).isEqualTo(3);
    assertThat(read.inventoryLag()).isEqualTo(5);
    assertThat(read.late()).isZero();
    assertThat(read.counts().summary().file()).isEqualTo(LOG);
  }
}
