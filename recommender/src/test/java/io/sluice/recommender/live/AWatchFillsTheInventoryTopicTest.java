package io.sluice.recommender.live;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sluice.analyzer.cluster.Pod;
import io.sluice.analyzer.inventory.Inventory;
import io.sluice.analyzer.snapshot.ClusterObject;
import io.sluice.analyzer.snapshot.ClusterObject.Event;
import io.sluice.analyzer.snapshot.live.ClusterWatch;
import io.sluice.analyzer.snapshot.live.Patience;
import io.sluice.analyzer.snapshot.live.Scope;
import io.sluice.analyzer.stream.inventory.InventoryRecord;
import io.sluice.analyzer.stream.inventory.InventoryTable;
import io.sluice.analyzer.stream.inventory.WatchRecords;
import io.sluice.analyzer.stream.inventory.Watermark;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a watch tells, as whoever reads the inventory topic has it. */
final class AWatchFillsTheInventoryTopicTest {
  private static final String PODS = "/api/v1/pods";
  private static final long NOON = Instant.parse("2026-11-03T12:00:00Z").toEpochMilli();
  private static final long MINUTE = 60_000;

  private final InventoryTable table = new InventoryTable();
  private final List<String> said = new ArrayList<>();

  private WatchRecords records() {
    return new WatchRecords("prod", table.objects(), this::written, said::add);
  }

  private void written(List<InventoryRecord> batch) {
    batch.forEach(record -> table.put(record.keyBytes(), record.valueBytes()));
  }

  private static ObjectNode pod(String name, String address, String label) {
    ObjectNode pod = FakeCluster.JSON.createObjectNode().put("apiVersion", "v1").put("kind", "Pod");
    pod.putObject("metadata")
        .put("name", name)
        .put("namespace", "shop")
        .put("uid", "uid-" + name)
        .put("creationTimestamp", Instant.ofEpochMilli(NOON - MINUTE).toString())
        .putObject("labels")
        .put("app", label);
    pod.putObject("status")
        .put("phase", "Running")
        .put("podIP", address)
        .put("startTime", Instant.ofEpochMilli(NOON - MINUTE).toString());
    return pod;
  }

  private Optional<Pod> pod(String name, long epochMillis) {
    Inventory inventory = table.current().inventory();
    return inventory.pod("prod", "shop", name, epochMillis);
  }

  private Watermark mark() {
    return table.current().watermarks().get("prod");
  }

  @Test
  void objectsCountFromTheWatermarkOn() {
    WatchRecords records = records();
    records.object(Event.PRESENT, NOON, pod("web-0", "10.0.0.1", "web"));
    boolean early = pod("web-0", NOON).isPresent();
    records.completeUntil(NOON);

    assertThat(early).isFalse();
    assertThat(pod("web-0", NOON)).isPresent();
    assertThat(mark().source()).isEqualTo(Watermark.Source.WATCH);
    assertThat(mark().epochMillis()).isEqualTo(NOON);
    assertThat(records.written()).isEqualTo(1);
  }

  @Test
  void whatChangesAndWhatGoesIsWrittenWithTheNextWatermark() {
    WatchRecords records = records();
    records.object(Event.PRESENT, NOON, pod("web-0", "10.0.0.1", "web"));
    records.completeUntil(NOON);
    records.object(Event.ADDED, NOON + MINUTE, pod("web-1", "10.0.0.2", "web"));
    records.object(Event.DELETED, NOON + MINUTE, pod("web-0", "10.0.0.1", "web"));
    records.completeUntil(NOON + 2 * MINUTE);

    assertThat(pod("web-1", NOON + 2 * MINUTE)).isPresent();
    assertThat(table.current().inventory().livePods().getCardinality()).isEqualTo(1);
    assertThat(mark().epochMillis()).isEqualTo(NOON + 2 * MINUTE);
  }

  @Test
  void anotherRecorderGoesOnAndWritesWhatWentMeanwhile() {
    WatchRecords first = records();
    first.object(Event.PRESENT, NOON, pod("web-0", "10.0.0.1", "web"));
    first.object(Event.PRESENT, NOON, pod("web-1", "10.0.0.2", "web"));
    first.completeUntil(NOON);
    WatchRecords second = records();
    second.object(Event.PRESENT, NOON + MINUTE, pod("web-1", "10.0.0.2", "web"));
    second.completeUntil(NOON + MINUTE);

    List<ClusterObject> gone =
        table.objects().stream().filter(object -> object.event() == Event.DELETED).toList();
    assertThat(gone).hasSize(1);
    assertThat(gone.get(0).tree().at("/metadata/name").asText()).isEqualTo("web-0");
    assertThat(pod("web-0", NOON)).as("it had its address then").isPresent();
    assertThat(table.current().inventory().livePods().getCardinality()).isEqualTo(1);
  }

  @Test
  void aWatchThatIsNotHeardOfIsStale() {
    WatchRecords records = records();
    records.object(Event.PRESENT, NOON, pod("web-0", "10.0.0.1", "web"));
    records.completeUntil(NOON);

    assertThat(table.current().stale(NOON + 5 * MINUTE, 10 * MINUTE)).isEmpty();
    assertThat(table.current().stale(NOON + 11 * MINUTE, 10 * MINUTE))
        .isEqualTo("the watch of the cluster prod was not heard of since 2026-11-03T12:00:00Z");
  }

  @Test
  void whatThePodRunsIsNotWritten() {
    ObjectNode pod = pod("web-0", "10.0.0.1", "web");
    pod.putObject("spec")
        .putArray("containers")
        .addObject()
        .putArray("env")
        .addObject()
        .put("name", "PASSWORD")
        .put("value", "hunter2");
    List<InventoryRecord> all = new ArrayList<>();
    WatchRecords records = new WatchRecords("prod", List.of(), all::addAll, said::add);
    records.object(Event.PRESENT, NOON, pod);
    records.completeUntil(NOON);

    assertThat(all).hasSize(2);
    assertThat(all.toString()).doesNotContain("hunter2").doesNotContain("PASSWORD");
  }

  @Test
  @Timeout(60)
  void aClusterThatIsWatched() throws Exception {
    FakeCluster cluster = new FakeCluster().with(PODS);
    cluster.happen(PODS, "ADDED", pod("web-0", "10.0.0.1", "web"));
    ClusterWatch watch =
        new ClusterWatch(
            cluster, Scope.WHOLE, Patience.DEFAULTS, InstantSource.system(), records());
    CompletableFuture<Void> running = CompletableFuture.runAsync(() -> watch.run(Optional.empty()));
    while (pod("web-0", System.currentTimeMillis()).isEmpty()) {
      TimeUnit.MILLISECONDS.sleep(20);
    }
    cluster.happen(PODS, "ADDED", pod("web-1", "10.0.0.2", "web"));
    while (pod("web-1", System.currentTimeMillis()).isEmpty()) {
      cluster.bookmark();
      TimeUnit.MILLISECONDS.sleep(20);
    }
    watch.close();
    running.get(20, TimeUnit.SECONDS);

    assertThat(table.current().inventory().livePods().getCardinality()).isEqualTo(2);
  }
}
