package io.sluice.analyzer.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.ingest.UnusableInputException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When what was read was true. */
class SnapshotTimeTest {
  private ClusterFolder files;

  @BeforeEach
  void openFolder(@TempDir Path folder) {
    files = new ClusterFolder(folder);
  }

  @Test
  void snapshotTimeIsTheOptionElseTheAnnotationElseTheLatestTimeInside() throws IOException {
    String items =
        "[{\"kind\":\"Node\",\"metadata\":{\"name\":\"n\"},\"status\":{\"conditions\":"
            + "[{\"lastHeartbeatTime\":\"2025-01-31T10:00:00Z\"}]}},"
            + "{\"kind\":\"Event\",\"metadata\":{\"creationTimestamp\":\"2025-01-31T10:03:00Z\","
            + "\"deletionTimestamp\":\"2026-01-01T00:00:00Z\"}}]";
    Path plain = files.write("plain.json", "{\"kind\":\"List\",\"items\":" + items + "}");
    Path marked =
        files.write(
            "marked.json",
            "{\"kind\":\"List\",\"items\":"
                + items
                + ",\"metadata\":{\"annotations\":"
                + "{\"sluice.io/taken-at\":\"2025-01-31T11:30:00+01:00\"}}}");

    assertThat(files.read(plain).get(0).epochMillis()).isEqualTo(millis("10:03"));
    assertThat(files.read(marked).get(0).epochMillis()).isEqualTo(millis("10:30"));
    assertThat(
            ClusterReader.read("", marked, OptionalLong.of(millis("11:00")))
                .objects()
                .get(0)
                .epochMillis())
        .isEqualTo(millis("11:00"));
  }

  @Test
  void filesOfOneFolderAreOneSnapshotButForThoseWithATimeOfTheirOwn() throws IOException {
    files.write("pods.yaml", created("Pod", "10:00"));
    files.write("services.yaml", created("Service", "09:00"));
    files.write(
        "earlier.yaml",
        """
        kind: List
        metadata: {annotations: {sluice.io/taken-at: "2025-01-31T08:00:00Z"}}
        items:
        - {kind: Pod, metadata: {name: old, creationTimestamp: "2025-01-31T11:00:00Z"}}
        """);

    assertThat(files.read())
        .extracting(o -> o.kind() + " " + o.epochMillis())
        .containsExactly(
            "Pod " + millis("08:00"), "Pod " + millis("10:00"), "Service " + millis("10:00"));
  }

  @Test
  void severalListsInOneYamlFileCanBeSeveralSnapshots() throws IOException {
    Path file =
        files.write(
            "hours.yaml",
            """
            kind: PodList
            metadata: {annotations: {sluice.io/taken-at: "2025-01-31T08:00:00Z"}}
            items: [{metadata: {name: a}}]
            ---
            kind: PodList
            metadata: {annotations: {sluice.io/taken-at: "2025-01-31T09:00:00Z"}}
            items: [{metadata: {name: a}}, {metadata: {name: b}}]
            """);

    assertThat(files.read(file))
        .extracting(ClusterObject::epochMillis)
        .containsExactly(millis("08:00"), millis("09:00"), millis("09:00"));
  }

  @Test
  void manifestsWithoutAnyTimeHaveNone() throws IOException {
    Path file =
        files.write("m.yaml", "{kind: Deployment, metadata: {name: a, creationTimestamp: null}}");

    assertThat(files.read(file).get(0).epochMillis()).isEqualTo(Long.MIN_VALUE);
  }

  @Test
  void theReaderSaysWhenItHadToGuessTheTimeOfPods() throws IOException {
    Path file = files.write("pods.yaml", created("Pod", "10:00"));

    assertThat(ClusterReader.read("", file, OptionalLong.empty()).warnings())
        .singleElement()
        .asString()
        .contains("pods.yaml: taken to be of 2025-01-31T10:00:00Z", "--snapshot-time");
    assertThat(ClusterReader.read("", file, OptionalLong.of(5)).warnings()).isEmpty();
  }

  @Test
  void aTakenAtThatIsNoTimeIsAnErrorWithItsLine() throws IOException {
    Path file =
        files.write(
            "a.yaml",
            """
            # comment
            kind: Pod
            metadata: {name: a, annotations: {sluice.io/taken-at: yesterday}}
            """);

    assertThatThrownBy(() -> files.read(file))
        .isInstanceOf(UnusableInputException.class)
        .hasMessageContaining("a.yaml:2: annotation sluice.io/taken-at must be an RFC 3339 time")
        .hasMessageContaining("\"yesterday\"");
  }

  private static String created(String kind, String time) {
    return "{kind: %s, metadata: {name: a, creationTimestamp: \"2025-01-31T%s:00Z\"}}"
        .formatted(kind, time);
  }

  private static long millis(String time) {
    return Instant.parse("2025-01-31T" + time + ":00Z").toEpochMilli();
  }
}
