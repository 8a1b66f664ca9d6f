package io.sluice.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

final class FlowBatchBenchmarkTest {
  /** Ends are numbered by first sight on both ways, so the sums agree. */
  @Test
  void readingBatchesGivesTheFlowsOfTheLog() throws IOException {
    for (HubbleLog.Form form : HubbleLog.Form.values()) {
      FlowBatchBenchmark benchmark = new FlowBatchBenchmark();
      benchmark.form = form;
      benchmark.write();

      assertThat(benchmark.read()).isEqualTo(benchmark.decode());
      assertThat(benchmark.decodeAndWrite()).isGreaterThan(2);
      assertThat(benchmark.bytesPerFlow()).isBetween(1.0, 60.0);
    }
  }
}
