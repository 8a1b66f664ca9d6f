package io.sluice.recommender.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.analyzer.stream.StreamSettings;
import io.sluice.analyzer.stream.inventory.Watermark;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which flows are called late. They count in edges as any other. */
final class LateFlowsTest {
  private static final StreamSettings SETTINGS = StreamSettings.DEFAULTS;
  private static final Duration AFTER = SETTINGS.lateAfter();

  /** Before the topology's clock, which records get their times from. */
  private static final Instant NOON = Instant.parse("2026-11-03T12:00:00Z");

  private final Topics topics = new Topics(SETTINGS);
  private int logs;

  @TempDir private Path folder;

  @BeforeEach
  void nobodyWaits() {
    topics.watermark("", 0, Watermark.Source.SNAPSHOT);
  }

  @AfterEach
  void close() {
    topics.close();
  }

  /** A log of its own with one flow. */
  private void comes(String cluster, Instant time) {
    HubbleLog log = new HubbleLog(folder.resolve("log-" + logs++ + ".jsonl"));
    log.flow(cluster, time, 443).batches().forEach(topics::batch);
  }

  private long late() throws Exception {
    return topics.delays().late();
  }

  @Test
  void thoseThatEndFurtherBehindTheNewestThanTheSettingSays() throws Exception {
    comes("", NOON);
    comes("", NOON.minus(AFTER));
    long within = late();
    comes("", NOON.minus(AFTER).minusMillis(1));

    assertThat(within).isZero();
    assertThat(late()).isEqualTo(1);
    assertThat(topics.table().logs()).hasSize(3);
    assertThat(topics.table().table().size()).isEqualTo(1);
  }

  @Test
  void aRestartForgetsNeitherTheNewestTimeNorTheCount() throws Exception {
    comes("", NOON);
    topics.restart();
    comes("", NOON.minus(Duration.ofHours(5)));
    topics.restart();
    comes("", NOON.minus(Duration.ofHours(6)));

    assertThat(late()).isEqualTo(2);
  }

  @Test
  void aBatchThatComesAgainIsNotLateToo() throws Exception {
    HubbleLog log = new HubbleLog(folder.resolve("again.jsonl"));
    log.flow("", NOON.minus(Duration.ofHours(5)), 443).batches().forEach(topics::batch);
    comes("", NOON);
    log.batches().forEach(topics::batch);

    assertThat(late()).isZero();
  }

  @Test
  void aClusterIsNotHeldAgainstAnother() throws Exception {
    comes("east", NOON);
    comes("west", NOON.minus(Duration.ofHours(5)));
    long others = late();
    comes("east", NOON.minus(Duration.ofHours(5)));

    assertThat(others).isZero();
    assertThat(late()).isEqualTo(1);
  }

  /** Who writes a log can name any time in it; no more than a day of that is believed. */
  @Test
  void aTimeFarInTheFutureMakesLateWhatIsADayOldAndNothingForEver() throws Exception {
    comes("", Instant.parse("2099-01-01T00:00:00Z"));
    comes("", NOON);
    topics.time(Duration.ofDays(2));
    comes("", NOON.plus(Duration.ofDays(2)));

    assertThat(late()).isEqualTo(1);
  }
}
