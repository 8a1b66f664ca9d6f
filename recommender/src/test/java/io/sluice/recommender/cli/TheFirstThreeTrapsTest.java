package io.sluice.recommender.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The first three of the traps that recommenders of network policies are known to fall into: those
 * that lie before a flow is an edge. The others are in {@code FifteenTrapsTest}.
 */
final class TheFirstThreeTrapsTest {
  private static final String SNAPSHOT =
      """
      {"kind": "List", "apiVersion": "v1", "metadata": {"annotations": {"sluice.io/taken-at": "2026-11-03T12:00:00Z"}}, "items": [
        {"kind": "Node", "apiVersion": "v1", "metadata": {"name": "n1"},
         "status": {"addresses": [{"type": "InternalIP", "address": "10.224.0.4"}]}},
        {"kind": "Namespace", "apiVersion": "v1", "metadata": {"name": "shop"}},
        %s,
        {"kind": "Service", "apiVersion": "v1", "metadata": {"name": "api", "namespace": "shop"},
         "spec": {"clusterIP": "10.0.0.80", "selector": {"app": "api"},
                  "ports": [{"port": 80, "targetPort": "http", "protocol": "TCP"}]}}
      ]}
      """;

  @TempDir Path folder;

  private static String pod(String name, String app, String ip, int port, String start) {
    return """
    {"kind": "Pod", "apiVersion": "v1", "metadata": {"name": "%s", "namespace": "shop", "labels": {"app": "%s"}},
     "spec": {"nodeName": "n1", "containers": [{"name": "c", "ports": [{"name": "http", "containerPort": %d}]}]},
     "status": {"phase": "Running", "podIP": "%s", "startTime": "%s"}}
    """
        .formatted(name, app, port, ip, start);
  }

  private static String flow(
      String time, String from, int fromPort, String to, int toPort, String more) {
    return """
    {"flow":{"time":"%s","verdict":"FORWARDED","IP":{"source":"%s","destination":"%s","ipVersion":"IPv4"},\
    "l4":{"TCP":{"source_port":%d,"destination_port":%d%s}},"node_name":"n1","Type":"L3_L4"},"node_name":"n1","time":"%s"}
    """
        .formatted(time, from, to, fromPort, toPort, more, time)
        .stripTrailing();
  }

  private List<String> edges(List<String> pods, List<String> lines) throws IOException {
    Path snapshot =
        Files.writeString(
            folder.resolve("cluster.json"), SNAPSHOT.formatted(String.join(",", pods)));
    Path log = Files.writeString(folder.resolve("log.json"), String.join("\n", lines) + "\n");
    CommandRun run = CommandRun.of("flows", log, "--cluster", snapshot, "-o", "json");
    assertThat(run.exit()).as(run.err()).isZero();
    return StreamSupport.stream(run.json().at("/edges").spliterator(), false)
        .map(TheFirstThreeTrapsTest::title)
        .sorted()
        .toList();
  }

  private static String title(JsonNode edge) {
    return edge.at("/from/name").asText()
        + " > "
        + edge.at("/to/name").asText()
        + " "
        + edge.at("/port").asText();
  }

  @Test
  void trap01AServicesPortIsTheTargetPortOfEachPodBehindIt() throws IOException {
    List<String> edges =
        edges(
            List.of(
                pod("web", "web", "10.244.0.5", 8000, "2026-11-01T00:00:00Z"),
                pod("api-1", "api", "10.244.0.6", 8080, "2026-11-01T00:00:00Z"),
                pod("api-2", "api", "10.244.0.7", 8081, "2026-11-01T00:00:00Z")),
            List.of(
                flow(
                    "2026-11-03T11:00:00Z",
                    "10.244.0.5",
                    40000,
                    "10.0.0.80",
                    80,
                    ",\"flags\":{\"SYN\":true}")));

    assertThat(edges).containsExactly("web > api-1 8080", "web > api-2 8081");
  }

  @Test
  void trap02AnAddressMeansThePodThatHadItThen() throws IOException {
    List<String> edges =
        edges(
            List.of(
                pod("web", "web", "10.244.0.5", 8000, "2026-11-01T00:00:00Z"),
                pod("job", "job", "10.244.0.9", 8000, "2026-11-03T08:00:00Z")
                    .replace(
                        "\"Running\"",
                        "\"Succeeded\", \"containerStatuses\": [{\"state\": {\"terminated\":"
                            + " {\"finishedAt\": \"2026-11-03T09:00:00Z\"}}}]"),
                pod("late", "late", "10.244.0.9", 8000, "2026-11-03T10:00:00Z")),
            List.of(
                flow(
                    "2026-11-03T08:30:00Z",
                    "10.244.0.9",
                    40000,
                    "10.244.0.5",
                    8000,
                    ",\"flags\":{\"SYN\":true}"),
                flow(
                    "2026-11-03T11:00:00Z",
                    "10.244.0.9",
                    40001,
                    "10.244.0.5",
                    8000,
                    ",\"flags\":{\"SYN\":true}")));

    assertThat(edges).containsExactly("job > web 8000", "late > web 8000");
  }

  @Test
  void trap03ARepliesRecordIsTurnedAndAnEphemeralPortIsNoServers() throws IOException {
    List<String> edges =
        edges(
            List.of(
                pod("web", "web", "10.244.0.5", 8000, "2026-11-01T00:00:00Z"),
                pod("api-1", "api", "10.244.0.6", 8080, "2026-11-01T00:00:00Z")),
            List.of(
                flow("2026-11-03T11:00:00Z", "10.244.0.6", 8080, "10.244.0.5", 40000, ""),
                flow("2026-11-03T11:00:01Z", "10.244.0.5", 40000, "10.244.0.6", 8080, "")));

    assertThat(edges).containsExactly("web > api-1 8080");
  }
}
