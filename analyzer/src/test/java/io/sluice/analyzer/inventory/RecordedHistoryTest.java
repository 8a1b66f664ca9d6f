package io.sluice.analyzer.inventory;

import static io.sluice.analyzer.inventory.Snapshots.holder;
import static io.sluice.analyzer.inventory.Snapshots.ip;
import static io.sluice.analyzer.inventory.Snapshots.millis;
import static io.sluice.analyzer.inventory.Snapshots.node;
import static io.sluice.analyzer.inventory.Snapshots.pod;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.analyzer.cluster.Pod;
import io.sluice.analyzer.sighting.Recording;
import io.sluice.analyzer.sighting.Recording.Life;
import io.sluice.analyzer.sighting.SeenPod;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RecordedHistoryTest {
  private static final long HOUR = 3_600_000;
  private static final long MINUTE = 60_000;
  private static final long START = millis("2025-01-06T00:00:00Z");
  private static final long END = START + 14 * 24 * HOUR;
  private static final String ADDRESS = "10.244.1.10";

  @TempDir private Path folder;

  /** The forms of a recording. */
  enum Form {
    LINES,
    RECORDS,
    AZURE_CLI,
    TABLES,
    CSV,
    PROMETHEUS;

    String text(List<Life> lives, long step) {
      Recording recording = new Recording();
      return switch (this) {
        case LINES -> recording.rows(lives, START, END, step).lines();
        case RECORDS -> recording.rows(lives, START, END, step).records();
        case AZURE_CLI -> recording.rows(lives, START, END, step).azureCli();
        case TABLES -> recording.rows(lives, START, END, step).tables();
        case CSV -> recording.rows(lives, START, END, step).csv();
        case PROMETHEUS -> recording.samples(lives, START, END, step).prometheus();
      };
    }

    String file() {
      return this == CSV ? "history.csv" : "history.json";
    }
  }

  /** Every six hours or so a Job, of which each has the address for half an hour. */
  private static List<Life> fiftyJobs() {
    List<Life> lives = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      long start = START + i * 6L * HOUR + (i % 7) * 13L * MINUTE + 17_000;
      lives.add(Life.ofJob("report", ADDRESS, start, start + 30 * MINUTE));
    }
    return lives;
  }

  @ParameterizedTest
  @EnumSource(Form.class)
  void eachOfFiftyJobsAnswersForItsOwnHourAndNobodyForTheHoursBetween(Form form) {
    List<Life> lives = fiftyJobs();
    byte[] content =
        form == Form.LINES
            ? Recording.gzip(form.text(lives, MINUTE))
            : form.text(lives, MINUTE).getBytes(StandardCharsets.UTF_8);

    Inventory inventory = new Seen(folder).file("", form.file(), content).inventory();

    for (Life life : lives) {
      String middle = Instant.ofEpochMilli(life.start() + 15 * MINUTE).toString();
      String after = Instant.ofEpochMilli(life.end() + 5 * MINUTE).toString();
      String before = Instant.ofEpochMilli(life.start() - 5 * MINUTE).toString();
      assertThat(holder(inventory, ADDRESS, middle)).isEqualTo("shop/" + life.name());
      assertThat(holder(inventory, ADDRESS, after)).isEqualTo("unmapped-address");
      assertThat(holder(inventory, ADDRESS, before)).isEqualTo("unmapped-address");
    }
    assertThat(inventory.workloads())
        .singleElement()
        .satisfies(w -> assertThat(w.title()).isEqualTo("shop/report"))
        .satisfies(w -> assertThat(w.kind()).isEqualTo("CronJob"));
  }

  @Test
  void allFormsOfOneExportAreReadAlikeInAnyOrderOfTheirRows() {
    List<Life> lives = fiftyJobs();
    List<SeenPod> expected =
        new Seen(folder).file("lines.json", Form.LINES.text(lives, 5 * MINUTE)).pods();
    assertThat(expected).hasSize(50);

    for (Form form : List.of(Form.RECORDS, Form.AZURE_CLI, Form.TABLES, Form.CSV)) {
      assertThat(new Seen(folder).file(form.file(), form.text(lives, 5 * MINUTE)).pods())
          .as(form.name())
          .isEqualTo(expected);
    }
    for (long seed = 1; seed <= 5; seed++) {
      Recording shuffled = new Recording().rows(lives, START, END, 5 * MINUTE).shuffled(seed);
      assertThat(new Seen(folder).file("shuffled.json", shuffled.lines()).pods())
          .as("seed %s", seed)
          .isEqualTo(expected);
    }
  }

  @Test
  void aFinishedPodThatTheApiServerStillListsDoesNotHoldItsAddress() {
    Life life = Life.ofJob("report", ADDRESS, START, START + 10 * MINUTE);
    Recording recording = new Recording().rows(List.of(life), START, life.end(), MINUTE);
    for (int hour = 1; hour < 5; hour++) {
      recording.row(life, START + hour * HOUR, "Succeeded");
    }

    Inventory inventory = new Seen(folder).file("rows.json", recording.lines()).inventory();

    assertThat(holder(inventory, ADDRESS, "2025-01-06T00:05:00Z")).isEqualTo("shop/" + life.name());
    assertThat(holder(inventory, ADDRESS, "2025-01-06T02:00:00Z")).isEqualTo("unmapped-address");
  }

  @Test
  void oneUidSeenBeforeAndAfterASilenceHeldItsAddressAllTheTime() {
    Life life = Life.ofJob("report", ADDRESS, START, END);
    Recording recording =
        new Recording().row(life, START + HOUR, "Running").row(life, START + 9 * HOUR, "Running");

    Inventory inventory = new Seen(folder).file("rows.json", recording.lines()).inventory();

    assertThat(holder(inventory, ADDRESS, "2025-01-06T00:10:00Z")).startsWith("shop/");
    assertThat(holder(inventory, ADDRESS, "2025-01-06T05:00:00Z")).startsWith("shop/");
    assertThat(holder(inventory, ADDRESS, "2025-01-06T09:40:00Z")).isEqualTo("unmapped-address");
  }

  @Test
  void samplesOfPrometheusFartherApartThanThreeStepsLeaveAGapThatNobodyClaims() {
    Life life = Life.ofJob("report", ADDRESS, START, END);
    Recording recording = new Recording();
    recording
        .series(
            "kube_pod_info",
            life,
            List.of(START, START + MINUTE, START + 4 * MINUTE, START + HOUR, START + HOUR + MINUTE))
        .put("pod_ip", ADDRESS);

    Inventory inventory = new Seen(folder).file("range.json", recording.prometheus()).inventory();

    assertThat(holder(inventory, ADDRESS, "2025-01-06T00:02:30Z")).startsWith("shop/");
    assertThat(holder(inventory, ADDRESS, "2025-01-06T00:30:00Z")).isEqualTo("unmapped-address");
    assertThat(holder(inventory, ADDRESS, "2025-01-06T01:00:30Z")).startsWith("shop/");
  }

  @Test
  void partsOfARangeInSeveralFilesJoin() {
    List<Life> lives = List.of(Life.ofJob("report", ADDRESS, START, START + 6 * HOUR));
    Seen seen = new Seen(folder);
    for (int part = 0; part < 3; part++) {
      long from = START + part * 2L * HOUR;
      seen.file(
          "part-" + part + ".json",
          new Recording().samples(lives, from, from + 2 * HOUR, MINUTE).prometheus());
    }

    Inventory inventory = seen.inventory();

    for (int minute = 0; minute < 6 * 60 - 2; minute++) {
      String time = Instant.ofEpochMilli(START + minute * MINUTE + 30_000).toString();
      assertThat(holder(inventory, ADDRESS, time)).as(time).startsWith("shop/report");
    }
  }

  @Test
  void podsOnTheirNodesNetworkAreTheNode() {
    Life proxy =
        Life.ofJob("x", "10.224.0.4", START, END)
            .named("kube-system/kube-proxy-1", "u1")
            .owned("DaemonSet", "kube-proxy");
    Life agent = proxy.named("kube-system/agent-1", "u2").owned("DaemonSet", "agent");
    Recording rows = new Recording().rows(List.of(proxy, agent), START, START + HOUR, MINUTE);
    Recording one = new Recording().rows(List.of(proxy), START, START + HOUR, MINUTE);
    Recording samples = new Recording().samples(List.of(proxy), START, START + HOUR, MINUTE);

    String time = "2025-01-06T00:30:00Z";
    assertThat(
            holder(new Seen(folder).file("a.json", rows.lines()).inventory(), "10.224.0.4", time))
        .isEqualTo("node node-1");
    assertThat(
            holder(
                new Seen(folder).file("b.json", samples.prometheus()).inventory(),
                "10.224.0.4",
                time))
        .isEqualTo("node node-1");
    Inventory withNode =
        new Seen(folder)
            .file("c.json", one.lines())
            .beside(new Snapshots(folder).at("2025-01-07T00:00:00Z", node("node-1", "10.224.0.4")))
            .inventory();
    assertThat(holder(withNode, "10.224.0.4", time)).isEqualTo("node node-1");
    assertThat(withNode.pods()).singleElement().matches(Pod::hostNetwork);
  }

  @Test
  void aPodThatHadANodesAddressIsOnItsNetworkAlsoWhereNobodyRecordedOnWhichNode() {
    Life proxy =
        Life.ofJob("x", "10.224.0.4", START, END)
            .named("kube-system/kube-proxy-1", "u1")
            .owned("DaemonSet", "kube-proxy")
            .at("10.224.0.4", "");
    Recording rows = new Recording().rows(List.of(proxy), START, START + HOUR, MINUTE);

    Inventory inventory =
        new Seen(folder)
            .file("a.json", rows.lines())
            .beside(new Snapshots(folder).at("2025-01-07T00:00:00Z", node("node-1", "10.224.0.4")))
            .inventory();

    assertThat(inventory.pods()).singleElement().matches(Pod::hostNetwork);
    assertThat(holder(inventory, "10.224.0.4", "2025-01-06T00:30:00Z")).isEqualTo("node node-1");
  }

  @Test
  void aNodesAddressThatAPodGotLaterIsThePodsFromThenOn() {
    Life proxy = Life.ofJob("x", "10.224.0.9", START, START + HOUR).named("kube-system/p", "u1");
    Life agent = proxy.named("kube-system/a", "u2");
    Life cart =
        Life.ofJob("cart", "10.224.0.9", START + 5 * HOUR, START + 6 * HOUR)
            .at("10.224.0.9", "node-2");
    Recording rows = new Recording().rows(List.of(proxy, agent, cart), START, END, MINUTE);

    Inventory inventory = new Seen(folder).file("rows.json", rows.lines()).inventory();

    assertThat(holder(inventory, "10.224.0.9", "2025-01-06T00:30:00Z")).isEqualTo("node node-1");
    assertThat(holder(inventory, "10.224.0.9", "2025-01-06T05:30:00Z")).startsWith("shop/cart");
    assertThat(holder(inventory, "10.224.0.9", "2025-01-06T03:00:00Z"))
        .isEqualTo("unmapped-address");
  }

  @Test
  void historyKnowsWhenAPodOfASnapshotWasGoneAndWhoCameAfterTheSnapshotsTime() {
    Snapshots snapshot =
        new Snapshots(folder)
            .at("2025-01-06T00:00:00Z", pod("shop/old", ADDRESS, "2025-01-05T00:00:00Z"));
    Life old = Life.ofJob("x", ADDRESS, millis("2025-01-05T00:00:00Z"), START + 10 * MINUTE);
    old = old.named("shop/old", "uid-shop-old-2025-01-05T00:00:00Z");
    Life next = Life.ofJob("next", ADDRESS, START + 40 * MINUTE, START + 5 * HOUR);
    Life other = Life.ofJob("other", "10.244.1.77", START, START + 9 * HOUR);
    Recording rows = new Recording().rows(List.of(old, next, other), START, END, MINUTE);

    Seen seen = new Seen(folder).file("rows.json", rows.lines()).beside(snapshot);
    Inventory inventory = seen.inventory();

    assertThat(holder(inventory, ADDRESS, "2025-01-05T12:00:00Z")).isEqualTo("shop/old");
    assertThat(holder(inventory, ADDRESS, "2025-01-06T00:05:00Z")).isEqualTo("shop/old");
    assertThat(holder(inventory, ADDRESS, "2025-01-06T00:25:00Z")).isEqualTo("unmapped-address");
    assertThat(holder(inventory, ADDRESS, "2025-01-06T04:00:00Z")).startsWith("shop/next");
    assertThat(holder(inventory, ADDRESS, "2025-01-06T06:00:00Z")).isEqualTo("stale-mapping");
    assertThat(inventory.livePods().getCardinality()).isEqualTo(1);
    assertThat(inventory.pods()).filteredOn(p -> p.name().equals("old")).hasSize(1);
  }

  @Test
  void aSnapshotAloneIsStaleAnHourLaterAsBefore() {
    Snapshots snapshot =
        new Snapshots(folder)
            .at("2025-01-06T00:00:00Z", pod("shop/old", ADDRESS, "2025-01-05T00:00:00Z"));
    Life other = Life.ofJob("other", "10.244.1.77", START, START + 9 * HOUR);
    Recording rows = new Recording().rows(List.of(other), START, END, MINUTE);

    Inventory inventory =
        new Seen(folder).file("rows.json", rows.lines()).beside(snapshot).inventory();

    assertThat(holder(inventory, ADDRESS, "2025-01-06T00:50:00Z")).isEqualTo("shop/old");
    assertThat(holder(inventory, ADDRESS, "2025-01-06T01:10:00Z")).isEqualTo("stale-mapping");
    assertThat(holder(inventory, "10.244.1.77", "2025-01-06T08:00:00Z")).startsWith("shop/other");
  }

  @Test
  void anAddressWithFourThousandOwnersIsIndexedInNoTime() {
    List<Life> lives = new ArrayList<>();
    Recording recording = new Recording();
    for (int i = 0; i < 4_000; i++) {
      long start = START + i * 5L * MINUTE;
      Life life = Life.ofJob("report", ADDRESS, start, start + 2 * MINUTE);
      lives.add(life);
      for (int row = 0; row < 30; row++) {
        recording.row(life, start + row % 3 * MINUTE, "Running");
      }
    }
    assertThat(recording.size()).isGreaterThan(100_000);
    String text = recording.shuffled(7).lines();

    ThreadMXBean thread = ManagementFactory.getThreadMXBean();
    long before = thread.getCurrentThreadCpuTime();
    Inventory inventory = new Seen(folder).file("rows.json", text).inventory();
    long took = (thread.getCurrentThreadCpuTime() - before) / 1_000_000;

    // Some 2 s for 120,000 rows on a small machine; comparing each owner with each takes minutes.
    assertThat(took).isLessThan(20_000);
    for (Life life : lives) {
      assertThat(inventory.holder("", ip(ADDRESS), life.start() + MINUTE + 30_000))
          .isInstanceOfSatisfying(
              Holder.OfPod.class, of -> assertThat(of.pod().name()).isEqualTo(life.name()));
    }
  }
}
