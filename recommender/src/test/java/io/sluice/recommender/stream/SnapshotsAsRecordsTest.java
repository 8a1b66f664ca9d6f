package io.sluice.recommender.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.analyzer.inventory.Inventory;
import io.sluice.analyzer.snapshot.ClusterObject;
import io.sluice.analyzer.snapshot.ClusterReader;
import io.sluice.analyzer.stream.inventory.InventoryRecord;
import io.sluice.analyzer.stream.inventory.InventoryRecords;
import io.sluice.analyzer.stream.inventory.InventoryTable;
import io.sluice.analyzer.stream.inventory.SnapshotRecords;
import io.sluice.analyzer.stream.inventory.Watermark;
import io.sluice.ingest.IpAddress;
import io.sluice.recommender.example.ExampleFolder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Snapshots on their way through the inventory topic. */
final class SnapshotsAsRecordsTest {
  private static final String POD =
      """
      {"kind":"Pod","apiVersion":"v1","metadata":{"name":"%s","namespace":"shop","uid":"%s",
       "creationTimestamp":"2026-11-01T00:00:00Z"},
       "spec":{"nodeName":"n","containers":[{"name":"c","env":[{"name":"SECRET","value":"x"}]}]},
       "status":{"phase":"Running","podIP":"%s","startTime":"2026-11-01T00:00:00Z"}}
      """;

  private final InventoryTable table = new InventoryTable();

  @TempDir private Path folder;

  private List<ClusterObject> snapshot(String takenAt, String... pods) throws Exception {
    Path file = Files.createTempFile(folder, "s", ".json");
    Files.writeString(
        file,
        "{\"kind\":\"List\",\"apiVersion\":\"v1\",\"metadata\":{\"annotations\":{\"sluice.io/taken-at\":\""
            + takenAt
            + "\"}},\"items\":["
            + String.join(",", pods)
            + "]}");
    return ClusterReader.read("prod", file, OptionalLong.empty()).objects();
  }

  private List<InventoryRecord> publish(List<ClusterObject> objects) {
    List<InventoryRecord> records = SnapshotRecords.of("prod", objects, table.objects());
    records.forEach(record -> table.put(record.keyBytes(), record.valueBytes()));
    return records;
  }

  @Test
  void theInventoryIsThatOfTheFiles() {
    List<ClusterObject> objects =
        ClusterReader.read("prod", ExampleFolder.cluster(), OptionalLong.empty()).objects();
    Inventory files = Inventory.of(objects);
    List<ClusterObject> shuffled = new ArrayList<>(objects);
    Collections.shuffle(shuffled, new Random(3));

    publish(shuffled);

    Inventory found = table.current().inventory();
    assertThat(found.pods()).isEqualTo(files.pods());
    assertThat(found.workloads()).isEqualTo(files.workloads());
    assertThat(found.services()).isEqualTo(files.services());
    assertThat(found.nodes()).isEqualTo(files.nodes());
    assertThat(found.namespaces("prod")).isEqualTo(files.namespaces("prod"));
    assertThat(found.takenAtMillis()).isEqualTo(files.takenAtMillis());
    assertThat(table.current().objects()).hasSameSizeAs(objects);
  }

  @Test
  void whatTheNextSnapshotLacksIsDeletedAtItsTimeAndItsPastAddressStaysKnown() throws Exception {
    publish(
        snapshot(
            "2026-11-02T00:00:00Z",
            POD.formatted("a", "ua", "10.0.0.1"),
            POD.formatted("b", "ub", "10.0.0.2")));
    List<InventoryRecord> second =
        publish(snapshot("2026-11-03T00:00:00Z", POD.formatted("b", "ub", "10.0.0.2")));

    assertThat(second)
        .extracting(InventoryRecord::key)
        .containsExactly("prod/Pod/shop/b/ub", "prod/Pod/shop/a/ua", "prod/watermark");
    assertThat(second.get(1).value())
        .startsWith("{\"type\":\"DELETED\",\"time\":\"2026-11-03T00:00:00Z\"");
    long before = Instant.parse("2026-11-02T00:00:00Z").toEpochMilli();
    assertThat(
            table
                .current()
                .inventory()
                .holder("prod", IpAddress.parse("10.0.0.1").orElseThrow(), before)
                .toString())
        .contains("name=a");
  }

  @Test
  void aSnapshotWithoutAKindSaysNothingOfIt() throws Exception {
    publish(snapshot("2026-11-02T00:00:00Z", POD.formatted("a", "ua", "10.0.0.1")));

    List<InventoryRecord> second =
        publish(
            snapshot(
                "2026-11-03T00:00:00Z",
                "{\"kind\":\"Node\",\"apiVersion\":\"v1\",\"metadata\":{\"name\":\"n\"}}"));

    assertThat(second).extracting(InventoryRecord::value).noneMatch(v -> v.contains("DELETED"));
  }

  @Test
  void nothingIsWrittenThatNobodyNeeds() throws Exception {
    List<InventoryRecord> records =
        publish(snapshot("2026-11-02T00:00:00Z", POD.formatted("a", "ua", "10.0.0.1")));

    assertThat(records.get(0).value()).doesNotContain("SECRET").contains("10.0.0.1");
  }

  @Test
  void objectsCountOnceAWatermarkFollows() throws Exception {
    InventoryRecords records = new InventoryRecords("prod");
    List<ClusterObject> objects =
        snapshot("2026-11-02T00:00:00Z", POD.formatted("a", "ua", "10.0.0.1"));
    objects.forEach(
        object -> table.put(records.of(object).keyBytes(), records.of(object).valueBytes()));
    boolean before = table.current().inventory().isEmpty();

    InventoryRecord mark = records.watermark(5, Watermark.Source.WATCH);
    table.put(mark.keyBytes(), mark.valueBytes());

    assertThat(before).isTrue();
    assertThat(table.current().inventory().isEmpty()).isFalse();
  }

  @Test
  void whatOthersWriteIntoTheTopicChangesNothingAndIsCounted() {
    table.put(new byte[] {'x'}, new byte[] {'{', '}'});
    table.put(
        "a/b/c/d/e".getBytes(StandardCharsets.UTF_8), "no json".getBytes(StandardCharsets.UTF_8));
    table.put(
        "a/watermark".getBytes(StandardCharsets.UTF_8),
        "{\"source\":\"rumour\"}".getBytes(StandardCharsets.UTF_8));

    assertThat(table.unreadable()).isEqualTo(3);
    assertThat(table.current().inventory().isEmpty()).isTrue();
  }
}
