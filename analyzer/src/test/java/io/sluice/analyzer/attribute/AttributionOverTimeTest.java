package io.sluice.analyzer.attribute;

import static io.sluice.analyzer.attribute.ClusterFixture.finishedAt;
import static io.sluice.analyzer.attribute.ClusterFixture.label;
import static io.sluice.analyzer.attribute.ClusterFixture.startedAt;
import static io.sluice.analyzer.attribute.RecordFixture.at;
import static io.sluice.analyzer.attribute.RecordFixture.pod;
import static io.sluice.analyzer.attribute.ShopFixture.DATABASE;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.ingest.Endpoint;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AttributionOverTimeTest {
  private static final Endpoint REUSED = ShopFixture.ON_AKS_1;

  @TempDir private Path folder;
  private RecordFixture records;

  /** One address went from a finished Job's pod to a Deployment's pod. */
  @BeforeEach
  void readCluster() {
    records =
        ShopFixture.records(
            folder,
            ShopFixture.database()
                .owned(
                    "Job",
                    "report",
                    "shop",
                    "report-bbbbb",
                    "10.244.1.10",
                    "aks-1",
                    startedAt("2024-06-01T08:00:00Z")
                        .andThen(label("app", "report"))
                        .andThen(finishedAt("2024-06-01T08:30:00Z")))
                .pod(
                    "shop",
                    "cart",
                    "ccccc",
                    "10.244.1.10",
                    "aks-1",
                    startedAt("2024-06-01T10:00:00Z")));
  }

  private void sendAt(String time) {
    records.send(REUSED, DATABASE, at("2024-06-01T" + time + "Z"));
  }

  @Test
  void aPodThatReusedAnIpIsNotBlamedForItsPredecessor() {
    sendAt("08:15:00");
    assertThat(records.directed()).containsExactly("shop/report -> shop/database :8080");

    sendAt("11:00:00");
    assertThat(records.directed())
        .containsExactly("shop/cart -> shop/database :8080", "shop/report -> shop/database :8080");
  }

  @Test
  void betweenTwoHoldersTheAddressIsNobodys() {
    sendAt("09:15:00");

    assertThat(records.directed())
        .containsExactly("unknown (unmapped-address) -> shop/database :8080");
  }

  @Test
  void aPodFinishedAMinuteAgoStillHasItsAddressWithinTheSlackOfTheClocks() {
    sendAt("08:31:00");

    assertThat(records.directed()).containsExactly("shop/report -> shop/database :8080");
  }

  @Test
  void aRecordLongAfterTheSnapshotIsAStaleMappingAndCounted() {
    records.send(REUSED, DATABASE, at("2024-06-03T12:00:00Z"));

    assertThat(records.directed())
        .containsExactly("unknown (stale-mapping) -> unknown (stale-mapping) :8080");
    assertThat(records.attributor.counts().staleMappings()).isEqualTo(2);
  }

  @Test
  void theNameWinsOverTheAddressAndTheDisagreementIsCounted() {
    records.send(pod("shop", "report-bbbbb", "10.244.1.10"), DATABASE, at("2024-06-01T11:00:00Z"));

    assertThat(records.directed()).containsExactly("shop/report -> shop/database :8080");
    assertThat(records.attributor.counts().disagreements()).isEqualTo(1);
  }

  @Test
  void aNameWithItsOwnAddressDisagreesWithNothing() {
    records.send(pod("shop", "report-bbbbb", "10.244.1.10"), DATABASE, at("2024-06-01T08:15:00Z"));

    assertThat(records.attributor.counts().disagreements()).isZero();
  }

  /** The oracle asks anew for every record: an attributor that has seen nothing yet. */
  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void whatIsRememberedNeverOutlivesItsTime(long seed) {
    Random random = new Random(seed);
    List<Long> times = new ArrayList<>();
    long start = ClusterFixture.millis("2024-06-01T05:00:00Z");
    for (int i = 0; i < 300; i++) {
      times.add(start + random.nextInt(10 * 3_600_000));
    }
    for (String edge : List.of("08:00:00", "08:30:00", "08:31:30", "10:00:00", "09:58:30")) {
      long moment = ClusterFixture.millis("2024-06-01T" + edge + "Z");
      times.addAll(List.of(moment - 1, moment, moment + 1));
    }
    Collections.shuffle(times, random);
    RecordFixture fresh = new RecordFixture(records.inventory);

    for (long time : times) {
      records.send(REUSED, DATABASE, flow -> flow.epochMillis = time);
      RecordFixture once = new RecordFixture(records.inventory);
      once.send(REUSED, DATABASE, flow -> flow.epochMillis = time);
      fresh.table.absorb(once.table);
    }

    assertThat(records.edges()).isEqualTo(fresh.edges());
  }
}
