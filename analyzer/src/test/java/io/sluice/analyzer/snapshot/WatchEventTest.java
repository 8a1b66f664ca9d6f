package io.sluice.analyzer.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.analyzer.snapshot.ClusterObject.Event;
import io.sluice.ingest.UnusableInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WatchEventTest {
  @TempDir Path folder;

  @Test
  void eventsOnePerLineAreReadWithTheTimeOnTheLine() throws IOException {
    ClusterReader.Result read =
        read(
            """
            {"type":"ADDED","object":{"kind":"Pod","metadata":{"name":"a"}},"time":"2025-01-31T10:00:00Z"}
            {"type":"BOOKMARK","object":{"kind":"Pod","metadata":{"resourceVersion":"7"}}}
            {"object":{"kind":"Pod","metadata":{"name":"a"}},"type":"DELETED","time":"2025-01-31T11:00:00Z"}
            """);

    assertThat(read.objects())
        .extracting(o -> o.event() + " " + o.epochMillis() + " " + o.origin().line())
        .containsExactly("ADDED " + millis("10:00") + " 1", "DELETED " + millis("11:00") + " 3");
    assertThat(read.warnings()).isEmpty();
  }

  @Test
  void prettyPrintedEventsFollowOneAnother() throws IOException {
    ClusterReader.Result read =
        read(
            """
            {
                "type": "ADDED",
                "object": {
                    "kind": "Pod",
                    "metadata": {
                        "name": "a"
                    }
                }
            }
            {
                "type": "MODIFIED",
                "object": {
                    "kind": "Pod",
                    "metadata": {"name": "a"}
                }
            }
            """);

    assertThat(read.objects())
        .extracting(ClusterObject::event)
        .containsExactly(Event.ADDED, Event.MODIFIED);
    assertThat(read.objects().get(1).origin().line()).isEqualTo(12);
  }

  @Test
  void withoutATimeEachTypeTellsItByItsOwnFields() throws IOException {
    String metadata = "\"metadata\":{\"name\":\"a\",\"creationTimestamp\":\"2025-01-31T09:00:00Z\"";
    String status =
        "\"status\":{\"startTime\":\"2025-01-31T09:01:00Z\",\"conditions\":["
            + "{\"type\":\"Ready\",\"lastTransitionTime\":\"2025-01-31T09:05:00Z\"},"
            + "{\"type\":\"PodScheduled\",\"lastTransitionTime\":\"2025-01-31T09:00:30Z\"}]";
    String finished =
        ",\"containerStatuses\":[{\"state\":{\"terminated\":"
            + "{\"finishedAt\":\"2025-01-31T09:30:00Z\"}}}]";
    String leaving = ",\"deletionTimestamp\":\"2025-01-31T09:40:00Z\"";

    List<ClusterObject> objects =
        read(event("ADDED", metadata + "}," + status + "}")
                + event("ADDED", metadata + "}")
                + event("MODIFIED", metadata + "}," + status + "}")
                + event("DELETED", metadata + leaving + "}," + status + finished + "}")
                + event("DELETED", metadata + leaving + "}," + status + "}"))
            .objects();

    assertThat(objects)
        .extracting(ClusterObject::epochMillis)
        .containsExactly(
            millis("09:01"), millis("09:00"), millis("09:05"), millis("09:30"), millis("09:40"));
  }

  @Test
  void aWatchThatBrokeOffIsAWarning() throws IOException {
    ClusterReader.Result read =
        read(
            event("ADDED", "\"metadata\":{\"name\":\"a\"}")
                + "{\"type\":\"ERROR\",\"object\":{\"kind\":\"Status\",\"message\":\"too old\"}}");

    assertThat(read.objects()).hasSize(1);
    assertThat(read.warnings()).singleElement().asString().contains(":2: the watch broke off: too");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"kind\":\"Status\",\"reason\":\"Expired\",\"code\":410}|Expired (code 410)",
        "{\"kind\":\"Status\",\"message\":\"\",\"code\":500}|code 500",
        "{\"kind\":\"Status\",\"message\":null}|the API server gave no reason",
        "{}|the API server gave no reason",
        "null|the API server gave no reason"
      })
  void aWatchThatBrokeOffWithoutAMessageSaysWhatElseIsKnown(String status, String reason)
      throws IOException {
    ClusterReader.Result read =
        read(
            event("ADDED", "\"metadata\":{\"name\":\"a\"}")
                + "{\"type\":\"ERROR\",\"object\":"
                + status
                + "}");

    assertThat(read.objects()).hasSize(1);
    assertThat(read.warnings())
        .singleElement()
        .asString()
        .endsWith(":2: the watch broke off: " + reason);
  }

  @Test
  void aRecordingThatEndsInAnEventKeepsTheEventsBefore() throws IOException {
    ClusterReader.Result read =
        read(event("ADDED", "\"metadata\":{\"name\":\"a\"}") + "{\"type\":\"ADDED\",\"obj");

    assertThat(read.objects()).hasSize(1);
    assertThat(read.warnings())
        .singleElement()
        .asString()
        .contains("the recorded watch ends in the middle of an event");
  }

  @Test
  void halfAListBehindEventsIsStillAnError() {
    assertThatThrownBy(
            () ->
                read(
                    event("ADDED", "\"metadata\":{\"name\":\"a\"}")
                        + "{\"kind\":\"PodList\",\"items\":[{\"metadata\":{"))
        .isInstanceOf(UnusableInputException.class);
  }

  @Test
  void aTimeThatIsNoneIsAnErrorWithItsLine() {
    assertThatThrownBy(
            () -> read("\n{\"type\":\"ADDED\",\"time\":\"noon\",\"object\":{\"kind\":\"Pod\"}}"))
        .isInstanceOf(UnusableInputException.class)
        .hasMessageContaining(":2: \"time\" of a watch event must be an RFC 3339 time");
  }

  @Test
  void snapshotTimeDoesNotMakeOneMomentOfAWatch() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("w.json"),
            event(
                "ADDED",
                "\"metadata\":{\"name\":\"a\",\"creationTimestamp\":\"2025-01-31T09:00:00Z\"}"));

    assertThat(ClusterReader.read("", file, OptionalLong.of(5)).objects().get(0).epochMillis())
        .isEqualTo(millis("09:00"));
  }

  private static String event(String type, String fields) {
    return "{\"type\":\"" + type + "\",\"object\":{\"kind\":\"Pod\"," + fields + "}}\n";
  }

  private static long millis(String time) {
    return Instant.parse("2025-01-31T" + time + ":00Z").toEpochMilli();
  }

  private ClusterReader.Result read(String text) throws IOException {
    Path file = Files.writeString(folder.resolve("watch.json"), text);
    return ClusterReader.read("", file, OptionalLong.empty());
  }
}
