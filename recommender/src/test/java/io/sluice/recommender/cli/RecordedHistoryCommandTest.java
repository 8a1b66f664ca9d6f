package io.sluice.recommender.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The example's cluster with its pods taken out of the snapshot and into a recording. */
final class RecordedHistoryCommandTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Path EXAMPLE =
      Path.of(System.getProperty("sluice.root", "."), "config", "example");
  private static final Instant FROM = Instant.parse("2026-11-01T00:00:00Z");
  private static final Instant TO = Instant.parse("2026-11-04T00:00:00Z");

  @TempDir Path folder;

  private final List<JsonNode> pods = new ArrayList<>();

  @BeforeEach
  void takeThePodsOut() throws IOException {
    JsonNode list = JSON.readTree(EXAMPLE.resolve("cluster/cluster.json").toFile());
    ObjectNode rest = JSON.createObjectNode().put("apiVersion", "v1").put("kind", "List");
    ArrayNode items = rest.putArray("items");
    for (JsonNode item : list.path("items")) {
      if (item.path("kind").asText().equals("Pod")) {
        pods.add(item);
      } else {
        items.add(item);
      }
    }
    assertThat(pods).hasSizeGreaterThan(30);
    Files.writeString(folder.resolve("snapshot.json"), rest.toString());
  }

  @Test
  void rowsOfContainerInsightsMeanTheSamePodsAsTheSnapshot() throws IOException {
    StringBuilder rows =
        new StringBuilder(
            "TimeGenerated [UTC],Computer,ClusterName,Namespace,Name,"
                + "PodUid,PodIp,PodStartTime,PodStatus,ControllerKind,ControllerName,PodLabel\r\n");
    for (JsonNode pod : pods) {
      rows.append(row(pod, start(pod), "Running")).append(row(pod, end(pod), "Running"));
      if (!end(pod).equals(TO)) {
        rows.append(row(pod, TO, "Succeeded"));
      }
    }
    Files.writeString(folder.resolve("pods.csv"), rows);

    assertThat(flows(folder)).isEqualTo(flows(EXAMPLE.resolve("cluster")));
  }

  @Test
  void samplesOfPrometheusMeanTheSamePodsAsTheSnapshot() throws IOException {
    ObjectNode answer = JSON.createObjectNode().put("status", "success");
    ArrayNode series = answer.putObject("data").put("resultType", "matrix").putArray("result");
    for (JsonNode pod : pods) {
      ObjectNode one = series.addObject();
      one.putObject("metric")
          .put("__name__", "kube_pod_info")
          .put("namespace", pod.at("/metadata/namespace").asText())
          .put("pod", pod.at("/metadata/name").asText())
          .put("uid", pod.at("/metadata/uid").asText())
          .put("pod_ip", pod.at("/status/podIP").asText())
          .put("host_ip", pod.at("/status/hostIP").asText())
          .put("node", pod.at("/spec/nodeName").asText())
          .put("created_by_kind", pod.at("/metadata/ownerReferences/0/kind").asText("<none>"))
          .put("created_by_name", pod.at("/metadata/ownerReferences/0/name").asText("<none>"));
      ArrayNode values = one.putArray("values");
      long first = Math.max(start(pod).getEpochSecond(), FROM.getEpochSecond());
      for (long second = first; second <= end(pod).getEpochSecond(); second += 60) {
        values.addArray().add(second).add("1");
      }
    }
    Files.writeString(folder.resolve("pods.json"), answer.toString());

    assertThat(flows(folder)).isEqualTo(flows(EXAMPLE.resolve("cluster")));
  }

  @Test
  void aRecordingAloneIsEnoughToReadLogsByAddress() throws IOException {
    StringBuilder rows = new StringBuilder();
    for (JsonNode pod : pods) {
      ObjectNode row = JSON.createObjectNode().put("TimeGenerated", FROM.toString());
      row.put("Namespace", pod.at("/metadata/namespace").asText());
      row.put("Name", pod.at("/metadata/name").asText());
      row.put("PodUid", pod.at("/metadata/uid").asText());
      row.put("PodIp", pod.at("/status/podIP").asText());
      rows.append(row).append('\n').append(row.put("TimeGenerated", TO.toString())).append('\n');
    }
    Path recording = Files.writeString(folder.resolve("alone.jsonl"), rows);

    assertThat(flows(recording)).contains("shop/orders-db");
  }

  private static String flows(Path cluster) {
    CommandRun run =
        CommandRun.of("flows", EXAMPLE.resolve("logs/vnet"), "--cluster", cluster, "-o", "csv");
    assertThat(run.exit()).as(run.err()).isZero();
    return run.out();
  }

  private static Instant start(JsonNode pod) {
    return Instant.parse(pod.at("/status/startTime").asText());
  }

  /** When its container finished, else the end of the recording. */
  private static Instant end(JsonNode pod) {
    String finished = pod.at("/status/containerStatuses/0/state/terminated/finishedAt").asText();
    return finished.isEmpty() ? TO : Instant.parse(finished);
  }

  private static String row(JsonNode pod, Instant time, String status) {
    List<String> cells =
        List.of(
            time.toString(),
            pod.at("/spec/nodeName").asText(),
            "example",
            pod.at("/metadata/namespace").asText(),
            pod.at("/metadata/name").asText(),
            pod.at("/metadata/uid").asText(),
            pod.at("/status/podIP").asText(),
            start(pod).toString(),
            status,
            pod.at("/metadata/ownerReferences/0/kind").asText(),
            pod.at("/metadata/ownerReferences/0/name").asText(),
            "\"" + List.of(pod.at("/metadata/labels")).toString().replace("\"", "\"\"") + "\"");
    return String.join(",", cells) + "\r\n";
  }
}
