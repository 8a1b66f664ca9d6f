package io.sluice.analyzer.inventory;

import static io.sluice.analyzer.inventory.Snapshots.finishedAt;
import static io.sluice.analyzer.inventory.Snapshots.holder;
import static io.sluice.analyzer.inventory.Snapshots.ip;
import static io.sluice.analyzer.inventory.Snapshots.millis;
import static io.sluice.analyzer.inventory.Snapshots.node;
import static io.sluice.analyzer.inventory.Snapshots.pod;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.analyzer.cluster.Pod;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How long a pod holds its address. */
class AddressOverTimeTest {
  private static final String IP = "10.244.0.7";

  @TempDir Path folder;

  @Test
  void aPodThatReusedAnIpIsNotBlamedForItsPredecessor() {
    Inventory inventory =
        new Snapshots(folder)
            .at("2025-01-31T10:00:00Z", pod("shop/cart", IP, "2025-01-31T08:00:00Z"))
            .at("2025-01-31T12:00:00Z", pod("shop/thief", IP, "2025-01-31T11:00:00Z"))
            .inventory();

    assertThat(holder(inventory, IP, "2025-01-31T10:30:00Z")).isEqualTo("shop/cart");
    assertThat(holder(inventory, IP, "2025-01-31T11:30:00Z")).isEqualTo("shop/thief");
    assertThat(inventory.pods().get(0).endMillis()).isEqualTo(millis("2025-01-31T11:00:00Z"));
  }

  @Test
  void aFlowInsideTheSlackOfAHandOverIsAmbiguous() {
    Inventory inventory =
        new Snapshots(folder)
            .at("2025-01-31T10:00:00Z", pod("shop/cart", IP, "2025-01-31T08:00:00Z"))
            .at("2025-01-31T12:00:00Z", pod("shop/thief", IP, "2025-01-31T11:00:00Z"))
            .inventory();

    assertThat(holder(inventory, IP, "2025-01-31T10:58:29Z")).isEqualTo("shop/cart");
    assertThat(holder(inventory, IP, "2025-01-31T10:58:30Z")).isEqualTo("ambiguous-address");
    assertThat(holder(inventory, IP, "2025-01-31T11:01:29Z")).isEqualTo("ambiguous-address");
    assertThat(holder(inventory, IP, "2025-01-31T11:01:30Z")).isEqualTo("shop/thief");
  }

  @Test
  void withOneCandidateTheSlackIsItsOwn() {
    Inventory inventory =
        new Snapshots(folder)
            .at("2025-01-31T12:00:00Z", pod("shop/cart", IP, "2025-01-31T08:00:00Z"))
            .inventory();

    assertThat(holder(inventory, IP, "2025-01-31T07:58:30Z")).isEqualTo("shop/cart");
    assertThat(holder(inventory, IP, "2025-01-31T07:58:29Z")).isEqualTo("unmapped-address");
  }

  @Test
  void aHandOverBetweenReplicasOfOneWorkloadIsNoTie() {
    String replica =
        pod("shop/%s", IP, "2025-01-31T%s:00:00Z")
            .replace("labels:", "ownerReferences: [{kind: DaemonSet, name: cart}]\n  labels:")
            .replace("app: %s", "app: cart");

    Inventory inventory =
        new Snapshots(folder)
            .at("2025-01-31T10:00:00Z", replica.replace("%s:", "08:").replace("%s", "a"))
            .at("2025-01-31T12:00:00Z", replica.replace("%s:", "11:").replace("%s", "b"))
            .inventory();

    assertThat(holder(inventory, IP, "2025-01-31T10:59:59Z")).isEqualTo("shop/a");
    assertThat(holder(inventory, IP, "2025-01-31T11:00:00Z")).isEqualTo("shop/b");
  }

  @Test
  void aFinishedJobPodHoldsItsAddressOnlyUntilItFinished() {
    Inventory inventory =
        new Snapshots(folder)
            .at(
                "2025-01-31T12:00:00Z",
                pod(
                    "shop/report",
                    IP,
                    "2025-01-31T08:00:00Z",
                    "Succeeded",
                    finishedAt("2025-01-31T08:10:00Z")),
                pod("shop/cart", IP, "2025-01-31T09:00:00Z"))
            .inventory();

    assertThat(holder(inventory, IP, "2025-01-31T08:05:00Z")).isEqualTo("shop/report");
    assertThat(holder(inventory, IP, "2025-01-31T08:11:29Z")).isEqualTo("shop/report");
    assertThat(holder(inventory, IP, "2025-01-31T08:11:30Z")).isEqualTo("unmapped-address");
    assertThat(holder(inventory, IP, "2025-01-31T09:30:00Z")).isEqualTo("shop/cart");
    assertThat(inventory.livePods().toArray()).containsExactly(0);
    assertThat(inventory.pods().get(0).name()).isEqualTo("cart");
    assertThat(inventory.warnings()).noneMatch(w -> w.contains("two running pods"));
  }

  @Test
  void anEvictedPodEndsWithItsLastCondition() {
    Inventory inventory =
        new Snapshots(folder)
            .at(
                "2025-01-31T12:00:00Z",
                pod(
                    "shop/cart",
                    IP,
                    "2025-01-31T08:00:00Z",
                    "Failed",
                    """
                    conditions:
                    - {type: PodScheduled, lastTransitionTime: "2025-01-31T08:00:00Z"}
                    - {type: Ready, lastTransitionTime: "2025-01-31T09:00:00Z"}
                    """))
            .inventory();

    assertThat(inventory.pods().get(0).endMillis()).isEqualTo(millis("2025-01-31T09:00:00Z"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"Succeeded", "Failed"})
  void aFinishedPodThatDoesNotSayWhenDoesNotHoldItsAddress(String phase) {
    Inventory inventory =
        new Snapshots(folder)
            .at(
                "2025-01-31T12:00:00Z",
                pod("shop/report", IP, "2025-01-31T08:00:00Z", phase, ""),
                pod("shop/other", "10.244.0.8", "2025-01-31T08:00:00Z", phase, ""),
                pod("shop/cart", IP, "2025-01-31T12:00:00Z"))
            .inventory();

    assertThat(holder(inventory, IP, "2025-01-31T08:00:00Z")).isEqualTo("shop/report");
    assertThat(holder(inventory, IP, "2025-01-31T11:00:00Z")).isEqualTo("unmapped-address");
    assertThat(holder(inventory, IP, "2025-01-31T12:00:00Z")).isEqualTo("shop/cart");
    assertThat(holder(inventory, "10.244.0.8", "2025-01-31T12:00:00Z"))
        .isEqualTo("unmapped-address");
  }

  @Test
  void aFinishedPodHeldItsAddressAsLongAsItWasSeenRunning() {
    Inventory inventory =
        new Snapshots(folder)
            .at("2025-01-31T10:00:00Z", pod("shop/report", IP, "2025-01-31T08:00:00Z"))
            .at(
                "2025-01-31T12:00:00Z",
                pod("shop/report", IP, "2025-01-31T08:00:00Z", "Succeeded", ""))
            .inventory();

    assertThat(holder(inventory, IP, "2025-01-31T09:00:00Z")).isEqualTo("shop/report");
    assertThat(holder(inventory, IP, "2025-01-31T11:00:00Z")).isEqualTo("unmapped-address");
  }

  @Test
  void aPodIsGoneWithTheFirstSnapshotThatDoesNotHaveIt() {
    Inventory inventory =
        new Snapshots(folder)
            .at(
                "2025-01-31T10:00:00Z",
                pod("shop/cart", IP, "2025-01-31T08:00:00Z"),
                pod("shop/web", "10.244.0.8", "2025-01-31T08:00:00Z"))
            .at("2025-01-31T11:00:00Z", pod("shop/web", "10.244.0.8", "2025-01-31T08:00:00Z"))
            .at("2025-01-31T12:00:00Z", pod("shop/web", "10.244.0.8", "2025-01-31T08:00:00Z"))
            .inventory();

    assertThat(inventory.pods()).hasSize(2);
    assertThat(inventory.pods().get(0).endMillis()).isEqualTo(millis("2025-01-31T11:00:00Z"));
    assertThat(inventory.livePods().toArray()).containsExactly(1);
  }

  @Test
  void aSnapshotOfOneNamespaceEndsNoPodOfAnother() {
    Inventory inventory =
        new Snapshots(folder)
            .at("2025-01-31T10:00:00Z", pod("shop/cart", IP, "2025-01-31T08:00:00Z"))
            .at("2025-01-31T11:00:00Z", pod("pay/card", "10.244.0.8", "2025-01-31T08:00:00Z"))
            .inventory();

    assertThat(inventory.livePods().getCardinality()).isEqualTo(2);
  }

  @Test
  void aSnapshotWithoutPodsEndsNone() {
    Inventory inventory =
        new Snapshots(folder)
            .at("2025-01-31T10:00:00Z", pod("shop/cart", IP, "2025-01-31T08:00:00Z"))
            .at("2025-01-31T11:00:00Z", node("node-1", "10.224.0.4"))
            .inventory();

    assertThat(inventory.livePods().getCardinality()).isEqualTo(1);
  }

  @Test
  void aDeletedEventEndsAPodAndEventsCountAsKnowledge() {
    Inventory inventory =
        new Snapshots(folder)
            .at("2025-01-31T08:00:00Z", pod("shop/cart", IP, "2025-01-31T07:00:00Z"))
            .add(
                ".json",
                """
                {"type":"DELETED","time":"2025-01-31T12:00:00Z","object":{"apiVersion":"v1",
                 "kind":"Pod","metadata":{"name":"cart","namespace":"shop",
                  "uid":"uid-shop-cart-2025-01-31T07:00:00Z"},
                 "status":{"phase":"Running","podIP":"10.244.0.7"}}}
                """)
            .inventory();

    assertThat(inventory.pods()).hasSize(1);
    assertThat(holder(inventory, IP, "2025-01-31T11:59:00Z")).isEqualTo("shop/cart");
    assertThat(holder(inventory, IP, "2025-01-31T12:30:00Z")).isEqualTo("unmapped-address");
    assertThat(inventory.takenAtMillis()).isEqualTo(millis("2025-01-31T12:00:00Z"));
    assertThat(inventory.livePods().isEmpty()).isTrue();
  }

  @Test
  void aWatchShowsWhenAPodFinishedThatDoesNotSayIt() {
    Inventory inventory =
        new Snapshots(folder)
            .at("2025-01-31T08:00:00Z", pod("shop/cart", IP, "2025-01-31T07:00:00Z"))
            .add(
                ".json",
                """
                {"type":"MODIFIED","time":"2025-01-31T12:00:00Z","object":{"apiVersion":"v1",
                 "kind":"Pod","metadata":{"name":"cart","namespace":"shop",
                  "uid":"uid-shop-cart-2025-01-31T07:00:00Z"},
                 "status":{"phase":"Succeeded","podIP":"10.244.0.7"}}}
                """)
            .inventory();

    assertThat(holder(inventory, IP, "2025-01-31T11:59:00Z")).isEqualTo("shop/cart");
    assertThat(holder(inventory, IP, "2025-01-31T12:30:00Z")).isEqualTo("unmapped-address");
  }

  @Test
  void anEventWithoutAnAddressDoesNotTakeTheKnownOne() {
    Inventory inventory =
        new Snapshots(folder)
            .at("2025-01-31T08:00:00Z", pod("shop/cart", IP, "2025-01-31T07:00:00Z"))
            .at(
                "2025-01-31T08:30:00Z",
                pod("shop/cart", "null", "2025-01-31T07:00:00Z", "Running", ""))
            .inventory();

    assertThat(holder(inventory, IP, "2025-01-31T08:00:00Z")).isEqualTo("shop/cart");
  }

  @Test
  void aPodRecreatedUnderItsNameEndsItsPredecessor() {
    Inventory inventory =
        new Snapshots(folder)
            .at("2025-01-31T08:00:00Z", pod("shop/db-0", IP, "2025-01-31T07:00:00Z"))
            .at("2025-01-31T12:00:00Z", pod("shop/db-0", "10.244.0.9", "2025-01-31T11:00:00Z"))
            .inventory();

    assertThat(inventory.pods()).extracting(Pod::name).containsExactly("db-0", "db-0");
    assertThat(inventory.pods().get(0).endMillis()).isEqualTo(millis("2025-01-31T11:00:00Z"));
    assertThat(inventory.pod("", "shop", "db-0", millis("2025-01-31T10:00:00Z")).map(Pod::id))
        .contains(0);
    assertThat(inventory.pod("", "shop", "db-0", millis("2025-01-31T11:00:00Z")).map(Pod::id))
        .contains(1);
    assertThat(inventory.pod("", "shop", "db-0", millis("2025-01-31T06:00:00Z")).map(Pod::id))
        .contains(0);
    assertThat(inventory.pod("", "shop", "db-1", 0)).isEmpty();
  }

  @Test
  void startIsStartTimeElseSchedulingElseCreation() {
    String bare =
        """
        kind: Pod
        metadata: {name: %s, uid: %s, creationTimestamp: "2025-01-31T08:00:00Z"}
        status:
          phase: Running
          %s
        """;
    String scheduled =
        "conditions: [{type: PodScheduled, lastTransitionTime: \"2025-01-31T08:01:00Z\"}]";

    Inventory inventory =
        new Snapshots(folder)
            .at(
                "2025-01-31T12:00:00Z",
                bare.formatted("a", "a", "podIP: 10.244.0.1"),
                bare.formatted("b", "b", scheduled),
                bare.formatted("c", "c", scheduled + "\n  startTime: \"2025-01-31T08:02:00Z\""))
            .inventory();

    assertThat(inventory.pods())
        .extracting(Pod::startMillis)
        .containsExactly(
            millis("2025-01-31T08:00:00Z"),
            millis("2025-01-31T08:01:00Z"),
            millis("2025-01-31T08:02:00Z"));
  }

  @Test
  void laterThanAnHourAfterTheLastSnapshotIsStale() {
    Inventory inventory =
        new Snapshots(folder)
            .at(
                "2025-01-31T12:00:00Z",
                pod("shop/cart", IP, "2025-01-31T08:00:00Z"),
                node("node-1", "10.224.0.4"))
            .inventory();

    assertThat(holder(inventory, IP, "2025-01-31T12:59:59Z")).isEqualTo("shop/cart");
    assertThat(holder(inventory, IP, "2025-01-31T13:00:00Z")).isEqualTo("stale-mapping");
    assertThat(holder(inventory, "10.244.0.99", "2025-01-31T12:59:59Z"))
        .isEqualTo("unmapped-address");
    assertThat(holder(inventory, "10.244.0.99", "2025-01-31T13:00:00Z")).isEqualTo("stale-mapping");
    assertThat(holder(inventory, "10.224.0.4", "2025-02-28T00:00:00Z")).isEqualTo("node node-1");
    assertThat(holder(inventory, "203.0.113.9", "2025-02-28T00:00:00Z")).isEqualTo("outside");
  }

  @Test
  void twoRunningPodsWithOneAddressAreNamed() {
    Inventory inventory =
        new Snapshots(folder)
            .at(
                "2025-01-31T12:00:00Z",
                pod("shop/cart", IP, "2025-01-31T08:00:00Z"),
                pod("shop/web", IP, "2025-01-31T09:00:00Z"))
            .inventory();

    assertThat(inventory.livePods().getCardinality()).isEqualTo(2);
    assertThat(inventory.warnings())
        .anyMatch(
            w -> w.contains("two running pods have one address, 1 times, such as 10.244.0.7"));
  }

  @Test
  void aPodOnItsWayOutLosesItsAddressToTheNextHolderWithoutAWord() {
    String leaving =
        pod("shop/cart", IP, "2025-01-31T08:00:00Z")
            .replace("labels:", "deletionTimestamp: \"2025-01-31T11:00:30Z\"\n  labels:");

    Inventory inventory =
        new Snapshots(folder)
            .at("2025-01-31T12:00:00Z", leaving, pod("shop/web", IP, "2025-01-31T11:00:00Z"))
            .inventory();

    assertThat(holder(inventory, IP, "2025-01-31T10:00:00Z")).isEqualTo("shop/cart");
    assertThat(holder(inventory, IP, "2025-01-31T11:30:00Z")).isEqualTo("shop/web");
    assertThat(inventory.warnings()).noneMatch(w -> w.contains("two running pods"));
  }

  @Test
  void aTenureSaysHowLongItsAnswerHolds() {
    Inventory inventory =
        new Snapshots(folder)
            .at("2025-01-31T12:00:00Z", pod("shop/cart", IP, "2025-01-31T08:00:00Z"))
            .inventory();

    Tenure tenure = inventory.tenure("", ip(IP), millis("2025-01-31T10:00:00Z"));
    Tenure outside = inventory.tenure("", ip("203.0.113.9"), 0);

    assertThat(tenure.fromMillis()).isEqualTo(millis("2025-01-31T07:58:30Z"));
    assertThat(tenure.untilMillis()).isEqualTo(millis("2025-01-31T13:00:00Z"));
    assertThat(tenure.covers(tenure.fromMillis())).isTrue();
    assertThat(tenure.covers(tenure.untilMillis())).isFalse();
    assertThat(outside.covers(Long.MIN_VALUE) && outside.covers(Long.MAX_VALUE)).isTrue();
  }
}
