package io.sluice.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class AggregationBenchmarkTest {
  private final AggregationBenchmark benchmark = new AggregationBenchmark();

  @Test
  void theMemoKnowsEveryEnd() {
    AggregationBenchmark.Ends ends = new AggregationBenchmark.Ends();
    ends.put();

    assertThat(benchmark.memo(ends)).isPositive();
  }

  @Test
  void whatIsMergedHasTheSameRows() {
    AggregationBenchmark.Rows rows = new AggregationBenchmark.Rows();
    rows.make();
    AggregationBenchmark.Halves halves = new AggregationBenchmark.Halves();
    halves.fill(rows);

    assertThat(benchmark.add(rows).size()).isEqualTo(rows.rows);
    assertThat(benchmark.merge(halves).size()).isEqualTo(rows.rows);
  }
}
