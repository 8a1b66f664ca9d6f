package io.sluice.recommender.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.analyzer.edge.Edges;
import io.sluice.ingest.Account;
import io.sluice.ingest.FileSummary;
import io.sluice.ingest.LogFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

final class CoverageTest {
  private static final long HOUR = 3_600_000;

  @Test
  void hoursWithoutAnyRecordAreGapsOverAllFilesTogether() {
    Coverage coverage = Coverage.of(List.of(file(10, 11, 14), file(11, 15, 20)), nothing());

    assertThat(coverage.windowHours()).isEqualTo(11);
    assertThat(coverage.hoursWithData()).isEqualTo(5);
    assertThat(coverage.gaps())
        .containsExactly(
            new Coverage.Gap(12 * HOUR, 14 * HOUR), new Coverage.Gap(16 * HOUR, 20 * HOUR));
    assertThat(coverage.hourShare()).isEqualTo(5.0 / 11);
  }

  @Test
  void theWindowIsCutToTheTimesThatCount() {
    Coverage coverage =
        Coverage.of(List.of(file(10, 11, 14, 20)), nothing(), 11 * HOUR, 15 * HOUR);

    assertThat(coverage.firstMillis()).isEqualTo(11 * HOUR);
    assertThat(coverage.lastMillis()).isEqualTo(15 * HOUR - 1);
    assertThat(coverage.windowHours()).isEqualTo(4);
    assertThat(coverage.hoursWithData()).isEqualTo(2);
  }

  @Test
  void withoutAnyRecordNothingIsCovered() {
    Coverage coverage = Coverage.of(List.of(), nothing());

    assertThat(coverage.hourShare()).isZero();
    assertThat(coverage.unmappedShare()).isZero();
    assertThat(coverage.gaps()).isEmpty();
  }

  private static Edges nothing() {
    return new Edges(List.of(), List.of());
  }

  private static FileSummary file(long... hours) {
    TreeMap<Long, Long> perHour = new TreeMap<>();
    for (long hour : hours) {
      perHour.put(hour, 1L);
    }
    return new FileSummary(
        "log",
        LogFormat.HUBBLE,
        new Account(),
        hours[0] * HOUR,
        hours[hours.length - 1] * HOUR,
        0,
        0,
        new TreeSet<>(),
        Set.of(),
        perHour);
  }
}
