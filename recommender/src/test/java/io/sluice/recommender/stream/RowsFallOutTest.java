package io.sluice.recommender.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.analyzer.edge.file.StoredTable;
import io.sluice.ingest.FileSummary;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What falls out with retention, and what is kept. */
final class RowsFallOutTest {
  private static final Duration KEPT = Duration.ofDays(30);
  private static final Duration PASS = Duration.ofSeconds(10);
  private static final long HOUR = Duration.ofHours(1).toMillis();

  /** Before the topology's clock, which records get their times from. */
  private static final Instant END = Instant.parse("2026-11-03T12:34:56Z");

  @TempDir private Path folder;
  private int logs;

  private HubbleLog log() {
    return new HubbleLog(folder.resolve("log-" + logs++ + ".jsonl"));
  }

  private static long hourOf(Instant time) {
    return Math.floorDiv(time.toEpochMilli(), HOUR) * HOUR;
  }

  @Test
  void aRowThatIsSeenAgainStaysWholeAndOneThatFellOutComesBackNew() throws Exception {
    try (Topics topics = Topics.keeping(KEPT)) {
      Instant old = END.minus(Duration.ofDays(29));
      log().flow("", old, 80).batches().forEach(topics::batch);
      log().flow("", END, 80).flow("", END, 81).batches().forEach(topics::batch);
      topics.time(PASS);
      StoredTable whole = topics.table();
      log().flow("", old.minus(Duration.ofDays(9)), 82).batches().forEach(topics::batch);
      StoredTable late = topics.table();
      topics.time(Duration.ofHours(1));

      StoredTable swept = topics.table();

      assertThat(late.table().size()).isEqualTo(3);
      assertThat(whole.table().size()).isEqualTo(2);
      assertThat(Young.rows(swept.table(), swept)).isEqualTo(Young.rows(whole.table(), whole));
    }
  }

  /** Accounts add up to what was read, and the window is that of the edges. */
  @Test
  void aLogKeepsItsAccountButNotTheHoursOfWhatFellOut() throws Exception {
    try (Topics topics = Topics.keeping(KEPT)) {
      Instant old = END.minus(Duration.ofDays(50));
      log().flow("", old, 80).flow("", END, 81).batches().forEach(topics::batch);
      log().flow("", old, 82).batches().forEach(topics::batch);
      topics.time(PASS);

      List<FileSummary> found =
          topics.table().logs().stream().sorted(Comparator.comparing(FileSummary::file)).toList();

      assertThat(found).hasSize(2);
      assertThat(found.stream().mapToLong(log -> log.account().records()).sum()).isEqualTo(3);
      assertThat(found.get(0).recordsPerHour()).containsOnlyKeys(hourOf(END) / HOUR);
      assertThat(found.get(0).firstMillis()).isEqualTo(hourOf(END.minus(KEPT)));
      assertThat(found.get(1).recordsPerHour()).isEmpty();
      assertThat(found.get(1).firstMillis()).isEqualTo(Long.MAX_VALUE);
      assertThat(found)
          .allSatisfy(
              log ->
                  assertThat(log.notes())
                      .contains("edges are kept for 30 days after they were seen last"));
    }
  }

  @Test
  void theClockAloneMakesNothingOld() throws Exception {
    try (Topics topics = Topics.keeping(KEPT)) {
      log().flow("", END.minus(Duration.ofDays(29)), 80).batches().forEach(topics::batch);
      log().flow("", END, 81).batches().forEach(topics::batch);
      for (int day = 0; day < 60; day++) {
        topics.time(Duration.ofDays(1));
      }

      assertThat(topics.table().table().size()).isEqualTo(2);
    }
  }

  /** A log can name any time; a day more than that of its publishing is the most that counts. */
  @Test
  void aTimeFarInTheFutureMakesNothingOlderThanADay() throws Exception {
    try (Topics topics = Topics.keeping(KEPT)) {
      Instant hostile = Instant.parse("2099-01-01T00:00:00Z");
      log().flow("", END.minus(Duration.ofDays(28)), 80).batches().forEach(topics::batch);
      log().flow("", hostile, 81).batches().forEach(topics::batch);
      log().flow("", END.minus(Duration.ofDays(30)), 82).batches().forEach(topics::batch);
      topics.time(PASS);

      assertThat(topics.table().table().size()).isEqualTo(2);
    }
  }

  @Test
  void moreRowsThanAreLookedAtInOneGoFallOutOneGoAfterAnother() throws Exception {
    try (Topics topics = Topics.keeping(KEPT)) {
      HubbleLog many = log();
      for (int port = 1; port <= 6_000; port++) {
        many.flow("", END.minus(Duration.ofDays(40)), port);
      }
      many.batches().forEach(topics::batch);
      topics.gather();
      log().flow("", END, 443).batches().forEach(topics::batch);
      List<Integer> sizes = new ArrayList<>();
      for (int i = 0; i < 15; i++) {
        topics.time(Duration.ofSeconds(1));
        sizes.add(topics.size());
      }

      assertThat(sizes).anySatisfy(size -> assertThat(size).isBetween(900, 2_000));
      assertThat(topics.table().table().size()).isEqualTo(1);
    }
  }

  @Test
  void withoutTheSettingNothingFallsOut() throws Exception {
    try (Topics topics = Topics.keeping(Duration.ZERO)) {
      log().flow("", Instant.parse("1991-01-01T00:00:00Z"), 80).batches().forEach(topics::batch);
      log().flow("", END, 81).batches().forEach(topics::batch);
      topics.time(Duration.ofHours(1));

      assertThat(topics.table().table().size()).isEqualTo(2);
    }
  }
}
