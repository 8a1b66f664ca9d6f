package io.sluice.analyzer.inventory;

import static io.sluice.analyzer.inventory.Snapshots.holder;
import static io.sluice.analyzer.inventory.Snapshots.millis;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.analyzer.sighting.Recording;
import io.sluice.analyzer.sighting.Recording.Life;
import io.sluice.analyzer.snapshot.ClusterReader;
import io.sluice.ingest.UnusableInputException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BrokenRecordingTest {
  private static final long START = millis("2025-01-06T00:00:00Z");
  private static final Life LIFE = Life.ofJob("report", "10.244.1.10", START, START + 3_600_000);

  @TempDir private Path folder;

  private static Recording one() {
    return new Recording().row(LIFE, START, "Running");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "TimeGenerated|-5|TimeGenerated must be a time such as",
        "TimeGenerated|1969-12-31T23:59:59Z|TimeGenerated must be a time such as",
        "TimeGenerated|2999-01-01T00:00:00Z|TimeGenerated must be a time such as",
        "TimeGenerated|31/12/2025, 7:00:00 PM|TimeGenerated must be a time such as",
        "PodIp|10.244.1|PodIp must be an IP address, but is \"10.244.1\"",
        "PodUid||PodUid is missing",
        "Name||Name is missing",
        "Namespace||Namespace is missing",
      })
  void aRowThatCannotBeUsedIsNamedAndTheOthersAre(String column, String value, String problem) {
    Recording rows = one().row(LIFE, START + 60_000, "Running");
    rows.with(column, value == null ? "" : value);

    Seen seen = new Seen(folder).file("rows.json", rows.lines());

    assertThat(seen.warnings())
        .singleElement()
        .asString()
        .contains("rows.json:2: " + problem)
        .endsWith("row not used");
    assertThat(seen.pods()).hasSize(1);
  }

  @Test
  void aRowWithoutAnAddressIsCountedAndALabelThatIsNoListLeavesTheLabelsUnknown() {
    Recording rows = one().with("PodLabel", "[{\"app\":").row(LIFE, START, "Pending");
    rows.with("PodIp", "").with("PodLabel", "[{\"app\":");

    Seen seen = new Seen(folder).file("rows.json", rows.lines());

    assertThat(seen.warnings())
        .anyMatch(w -> w.endsWith("1 rows without PodIp, as of pods that wait to start: not used"))
        .anyMatch(w -> w.contains("PodLabel of 1 pods is no JSON list of a map"));
    assertThat(seen.pods()).singleElement().matches(pod -> !pod.labels().complete());
  }

  @Test
  void tenProblemsAreNamedAndTheOthersCounted() {
    Recording rows = one();
    for (int i = 0; i < 500; i++) {
      rows.row(LIFE, START, "Running").with("PodIp", "x");
    }

    List<String> warnings = new Seen(folder).file("rows.json", rows.lines()).warnings();

    assertThat(warnings).hasSize(10);
    assertThat(warnings.get(9)).endsWith("; and 490 more rows like these");
  }

  @Test
  void aFieldOfAnotherJsonTypeIsNamed() {
    String text = one().lines().replace("\"Namespace\":\"shop\"", "\"Namespace\":{\"a\":1}");

    assertThatThrownBy(() -> new Seen(folder).file("rows.json", text))
        .isInstanceOf(UnusableInputException.class)
        .hasMessageEndingWith(
            "rows.json:1: Namespace must be a text, but is a list or map; row not used");
  }

  @Test
  void anExportWithoutAColumnSaysWhichAndWhereTheQueryIs() {
    String csv = one().csv().replace("PodIp", "Ip");

    assertThatThrownBy(() -> new Seen(folder).file("rows.csv", csv))
        .isInstanceOf(UnusableInputException.class)
        .hasMessageContaining("rows.csv:1: this export of KubePodInventory lacks PodIp")
        .hasMessageContaining("config/kql/KubePodInventory.kql");
  }

  @Test
  void timesOfAnotherZoneAreRefused() {
    String csv = one().csv().replace("TimeGenerated [UTC]", "TimeGenerated [Local Time]");

    assertThatThrownBy(() -> new Seen(folder).file("rows.csv", csv))
        .isInstanceOf(UnusableInputException.class)
        .hasMessageContaining("must be in UTC");
  }

  @Test
  void anExportThatEndsInTheMiddleOfARowCountsUpToThere() {
    String text = one().row(LIFE, START + 60_000, "Running").lines();
    String csv = one().row(LIFE, START + 60_000, "Running").csv();

    Seen lines = new Seen(folder).file("rows.json", text.substring(0, text.length() - 20));
    Seen table = new Seen(folder).file("rows.csv", csv.substring(0, csv.length() - 9));

    for (Seen seen : List.of(lines, table)) {
      assertThat(seen.pods()).hasSize(1);
      assertThat(seen.warnings())
          .singleElement()
          .asString()
          .endsWith("the export ends in the middle of a row; row not used");
    }
  }

  @Test
  void aBrokenFileIsAnErrorWithItsLine() {
    String text = one().lines() + "\n{\"TimeGenerated\": }";

    assertThatThrownBy(() -> new Seen(folder).file("rows.json", text))
        .isInstanceOf(UnusableInputException.class)
        .hasMessageContaining("rows.json:2: ");
  }

  @Test
  void anErrorOfPrometheusIsToldInItsWords() {
    String text =
        "{\"status\":\"error\",\"errorType\":\"bad_data\",\"error\":\"exceeded maximum"
            + " resolution\"}";

    assertThatThrownBy(() -> new Seen(folder).file("range.json", text))
        .isInstanceOf(UnusableInputException.class)
        .hasMessageContaining("Prometheus answered with an error: exceeded maximum resolution");
  }

  @Test
  void aWarningOfPrometheusIsHandedOn() {
    Recording recording = new Recording().samples(List.of(LIFE), START, START + 60_000, 60_000);
    String text =
        recording.prometheus().replaceFirst("\\{", "{\"warnings\":[\"a store did not answer\"],");

    Seen seen = new Seen(folder).file("range.json", text);

    assertThat(seen.warnings())
        .containsExactly(folder + "/range.json:1: Prometheus warns: a store did not answer");
    assertThat(seen.pods()).hasSize(1);
  }

  @Test
  void samplesThatAreNoneAreNamed() {
    Recording recording = new Recording();
    recording
        .series("kube_pod_info", LIFE, List.of(START, START + 60_000))
        .put("pod_ip", "10.244.1.10");
    String text =
        recording
            .prometheus()
            .replace(
                "[" + (START / 1000 + 60) + ",\"1\"]", "[-3,\"1\"],[\"x\",\"1\"],7,[4e99,\"1\"]");

    Seen seen = new Seen(folder).file("range.json", text);

    assertThat(seen.warnings()).hasSize(4).allMatch(warning -> warning.endsWith("not used"));
    assertThat(holder(seen.inventory(), "10.244.1.10", "2025-01-06T00:00:30Z")).startsWith("shop/");
  }

  @Test
  void podsOfSeveralClustersNeedTheNameOfOne() throws IOException {
    Recording rows = one().row(LIFE.named("shop/green", "g"), START, "Running");
    rows.with("ClusterName", "Green");
    byte[] content = rows.lines().getBytes(StandardCharsets.UTF_8);

    assertThatThrownBy(() -> new Seen(folder).file("", "rows.json", content))
        .isInstanceOf(UnusableInputException.class)
        .hasMessageContaining("holds the pods of several clusters: blue, green");

    Seen green = new Seen(folder).file("green", "rows.json", content);
    assertThat(green.pods()).extracting(pod -> pod.name()).containsExactly("green");
    assertThat(green.warnings()).singleElement().asString().endsWith("are left out: blue");
  }

  @Test
  void aFolderMayHoldRecordingsAndSnapshotsAndOtherTables() throws IOException {
    Files.writeString(folder.resolve("a.csv"), one().csv());
    Files.write(folder.resolve("b.json.gz"), Recording.gzip(one().tables()));
    Files.writeString(folder.resolve("c.csv"), "name,price\ntea,3\n");
    Files.writeString(
        folder.resolve("d.json"),
        "{\"TimeGenerated\":\"2025-01-06T00:00:00Z\",\"Type\":\"KubeNodeInventory\"}");
    Files.writeString(
        folder.resolve("e.yaml"), Snapshots.pod("shop/web", "10.244.1.9", "2025-01-06T00:00:00Z"));

    ClusterReader.Result read = ClusterReader.read("", folder, OptionalLong.empty());

    assertThat(read.objects()).hasSize(1);
    assertThat(read.seenPods()).hasSize(1);
    assertThat(read.warnings())
        .anyMatch(w -> w.contains("c.csv:1: not a Kubernetes object: a CSV file without"))
        .anyMatch(w -> w.endsWith("1 rows of KubeNodeInventory tell of no address: not used"));
  }
}
