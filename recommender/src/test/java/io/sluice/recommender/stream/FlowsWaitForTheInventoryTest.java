package io.sluice.recommender.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.analyzer.edge.file.StoredTable;
import io.sluice.analyzer.inventory.Inventory;
import io.sluice.analyzer.snapshot.ClusterObject;
import io.sluice.analyzer.stream.StreamSettings;
import io.sluice.analyzer.stream.WaitingMetrics;
import io.sluice.analyzer.stream.inventory.Watermark;
import io.sluice.ingest.batch.BatchLimits;
import io.sluice.ingest.batch.FlowBatch;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** When a batch is attributed: with the inventory of its time, or late, but never not at all. */
final class FlowsWaitForTheInventoryTest {
  private static final StreamSettings SETTINGS = StreamSettings.DEFAULTS;
  private static final List<ClusterObject> OBJECTS = ExampleBatches.objects();
  private static final long GRACE = SETTINGS.grace().toMillis();

  private final List<byte[]> values =
      ExampleBatches.mixed(new BatchLimits(200, 100_000), new Random(7));
  private final Topics topics = new Topics(SETTINGS);

  @AfterEach
  void close() {
    topics.close();
  }

  private static long last(byte[] value) {
    try {
      return FlowBatch.read(value).tally().lastMillis();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private long last() {
    return values.stream().mapToLong(FlowsWaitForTheInventoryTest::last).max().orElseThrow();
  }

  /** What the same batches give where the objects were there first. */
  private byte[] expected() throws Exception {
    try (Topics others = new Topics(SETTINGS)) {
      others.objects("", OBJECTS);
      long taken = Inventory.of(OBJECTS).takenAtMillis();
      others.watermark("", taken, Watermark.Source.SNAPSHOT);
      values.forEach(others::batch);
      return others.edgeFile();
    }
  }

  @Test
  void untilTheWatchHasPassedThemByTheGrace() throws Exception {
    topics.objects("", OBJECTS);
    topics.watermark("", last() - 1, Watermark.Source.WATCH);
    values.forEach(topics::batch);
    topics.watermark("", last() + GRACE - 1, Watermark.Source.WATCH);
    int before = topics.table().logs().size();

    topics.watermark("", last() + GRACE, Watermark.Source.WATCH);
    topics.time(Duration.ofSeconds(1));

    assertThat(before).isLessThan(topics.table().logs().size());
    assertThat(topics.edgeFile()).isEqualTo(expected());
  }

  @Test
  void andTheirWaitingOutlivesTheProcess() throws Exception {
    topics.watermark("", 0, Watermark.Source.WATCH);
    for (byte[] value : values) {
      topics.batch(value);
      topics.restart();
    }
    topics.objects("", OBJECTS);
    topics.watermark("", last() + GRACE, Watermark.Source.WATCH);
    topics.restart();
    topics.time(Duration.ofSeconds(1));

    assertThat(topics.edgeFile()).isEqualTo(expected());
  }

  @Test
  void howManyWaitAndSinceWhenIsAmongTheMetrics() {
    topics.watermark("", 0, Watermark.Source.WATCH);
    long since = topics.nowMillis();
    topics.batch(values.get(0));
    topics.time(Duration.ofSeconds(5));
    topics.batch(values.get(1));
    topics.time(Duration.ofSeconds(5));
    topics.restart();
    topics.time(Duration.ofSeconds(1));

    assertThat(topics.waiting(WaitingMetrics.BATCHES)).isEqualTo(2);
    assertThat(topics.waiting(WaitingMetrics.OLDEST_MILLIS)).isEqualTo((double) since);

    topics.watermark("", last() + GRACE, Watermark.Source.WATCH);
    topics.time(Duration.ofSeconds(1));

    assertThat(topics.waiting(WaitingMetrics.BATCHES)).isZero();
    assertThat(topics.waiting(WaitingMetrics.OLDEST_MILLIS)).isZero();
  }

  @Test
  void aSnapshotMakesNobodyWait() throws Exception {
    topics.objects("", OBJECTS);
    topics.watermark("", 0, Watermark.Source.SNAPSHOT);
    values.forEach(topics::batch);

    assertThat(topics.edgeFile()).isEqualTo(expected());
  }

  @Test
  void withoutAnyInventoryTheyGoOnAfterAWhileAndAreCounted() throws Exception {
    values.forEach(topics::batch);
    StoredTable early = topics.table();
    topics.time(SETTINGS.maxWait());

    StoredTable late = topics.table();

    assertThat(early.logs()).isEmpty();
    assertThat(late.logs()).isNotEmpty();
    long flows = 0;
    for (byte[] value : values) {
      flows += FlowBatch.read(value).flows();
    }
    assertThat(topics.delays().inventoryLag()).isEqualTo(flows);
  }

  @Test
  void whatIsNoBatchIsPutAsideWithTheReason() throws Exception {
    byte[] newer = values.get(0).clone();
    topics.objects("", OBJECTS);
    topics.watermark("", 0, Watermark.Source.SNAPSHOT);
    topics.batch(new byte[] {'{', '}'});
    newer[newer.length / 2] ^= 0x55;
    topics.batch(newer);
    values.forEach(topics::batch);
    topics.gather();

    assertThat(topics.dead()).hasSize(2);
    assertThat(
            new String(
                topics.dead().get(0).headers().lastHeader("sluice.reason").value(),
                StandardCharsets.UTF_8))
        .isEqualTo("no flow batch");
    assertThat(topics.dead().get(1).value()).isEqualTo(newer);
    assertThat(topics.edgeFile()).isEqualTo(expected());
  }

  @Test
  void manyChangesOfARowAreWrittenOnce() throws Exception {
    topics.objects("", OBJECTS);
    topics.watermark("", 0, Watermark.Source.SNAPSHOT);
    values.forEach(topics::batch);
    int before = topics.emitted();

    topics.table();
    int rows = topics.size();
    topics.table();

    assertThat(before).isZero();
    assertThat(topics.emitted()).isEqualTo(rows);
  }
}
