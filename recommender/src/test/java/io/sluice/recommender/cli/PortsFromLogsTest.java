package io.sluice.recommender.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ranges of ports, and replies that pass for connections, from log files to manifests. */
class PortsFromLogsTest {
  private static final Instant BEGIN = Instant.parse("2026-08-12T20:00:00Z");
  private static final String WEB = "10.244.0.1";
  private static final String FTP = "10.244.1.2";

  @TempDir private Path folder;
  private Path cluster;

  @BeforeEach
  void writeCluster() {
    cluster = folder.resolve("cluster.yaml");
    PolicyWorld.write(
        cluster,
        String.join(
            "---\n",
            node("n1", "10.224.0.4"),
            node("n2", "10.224.0.5"),
            pod("web", "n1", WEB),
            pod("ftp", "n2", FTP)));
  }

  private static String node(String name, String address) {
    return """
        {apiVersion: v1, kind: Node, metadata: {name: %s},
         status: {addresses: [{type: InternalIP, address: %s}]}}
        """
        .formatted(name, address);
  }

  private static String pod(String name, String node, String address) {
    return """
        {apiVersion: v1, kind: Pod,
         metadata: {name: %1$s-0, namespace: shop, labels: {app: %1$s},
           ownerReferences: [{apiVersion: apps/v1, kind: StatefulSet, name: %1$s, controller: true}]},
         spec: {nodeName: %2$s, containers: [{name: c, ports: [{containerPort: 21}]}]},
         status: {phase: Running, startTime: "2026-08-01T00:00:00Z", podIP: %3$s}}
        """
        .formatted(name, node, address);
  }

  private CommandRun run(String command, Path log, Object... options) {
    List<Object> words = new ArrayList<>(List.of(command, log, "--cluster", cluster));
    words.addAll(List.of("--snapshot-time", "2026-08-13T21:00:00Z"));
    words.addAll(List.of(options));
    return CommandRun.of(words.toArray());
  }

  private Path write(String name, String text) {
    Path file = folder.resolve(name);
    PolicyWorld.write(file, text);
    return file;
  }

  /** A control connection every hour, and two transfers of it, on ports 30000 to 30100. */
  private interface Transfer {
    void at(Instant time, int clientPort, int serverPort);
  }

  private static void day(Transfer transfer) {
    for (int hour = 0; hour < 24; hour++) {
      Instant time = BEGIN.plusSeconds(hour * 3600L);
      transfer.at(time, 41_000 + hour, 21);
      transfer.at(time.plusSeconds(60), 42_000 + hour, 30_000 + hour * 37 % 101);
      transfer.at(time.plusSeconds(120), 43_000 + hour, 30_000 + (hour * 53 + 9) % 101);
    }
  }

  // --- Hubble

  private static String hubble(
      Instant time, boolean toServer, int clientPort, int serverPort, String state) {
    String from = toServer ? "web" : "ftp";
    String to = toServer ? "ftp" : "web";
    return ("{\"flow\":{\"time\":\"%s\",\"verdict\":\"FORWARDED\",\"IP\":{\"source\":\"%s\","
            + "\"destination\":\"%s\"},\"l4\":{\"TCP\":{\"source_port\":%d,\"destination_port\":%d,"
            + "%s,\"source\":{\"namespace\":\"shop\",\"pod_name\":\"%s-0\"},\"destination\":{"
            + "\"namespace\":\"shop\",\"pod_name\":\"%s-0\"},\"Type\":\"L3_L4\",\"node_name\":\"n1\","
            + "\"traffic_direction\":\"EGRESS\"},\"node_name\":\"n1\",\"time\":\"%1$s\"}%n")
        .formatted(
            time,
            toServer ? WEB : FTP,
            toServer ? FTP : WEB,
            toServer ? clientPort : serverPort,
            toServer ? serverPort : clientPort,
            state,
            from,
            to);
  }

  private static final String SYN =
      "\"flags\":{\"SYN\":true}}},\"is_reply\":false,\"trace_reason\":\"NEW\"";
  private static final String ANSWER =
      "\"flags\":{\"SYN\":true,\"ACK\":true}}},\"is_reply\":true,\"trace_reason\":\"REPLY\"";
  private static final String LATE =
      "\"flags\":{\"ACK\":true}}},\"is_reply\":false,\"trace_reason\":\"NEW\"";

  @Test
  void passiveFtpOverADayInHubbleFormIsOneRange() {
    StringBuilder lines = new StringBuilder();
    day(
        (time, client, server) ->
            lines
                .append(hubble(time, true, client, server, SYN))
                .append(hubble(time.plusMillis(1), false, client, server, ANSWER)));

    CommandRun run = run("recommend", write("hubble.log", lines.toString()), "-o", "yaml");

    assertThat(run.exit()).as(run.err()).isZero();
    assertThat(run.out()).containsSubsequence("port: 21", "port: 30000", "endPort: 30097");
    assertThat(run.out().split("endPort", -1)).hasSize(3);
  }

  // --- VNet and NSG

  private static String tuple(
      Instant time, boolean toServer, int clientPort, int serverPort, String rest) {
    return "\"%s,%s,%s,%d,%d,%s\""
        .formatted(
            time.getEpochSecond(),
            toServer ? WEB : FTP,
            toServer ? FTP : WEB,
            toServer ? clientPort : serverPort,
            toServer ? serverPort : clientPort,
            rest);
  }

  private Path vnet(List<String> tuples) {
    return write(
        "vnet.json",
        "{\"records\":[{\"time\":\"2026-08-13T20:00:00Z\",\"flowLogVersion\":4,\"macAddress\":"
            + "\"002248000001\",\"category\":\"FlowLogFlowEvent\",\"targetResourceID\":"
            + "\"/subscriptions/s/v\",\"flowRecords\":{\"flows\":[{\"aclID\":\"a\",\"flowGroups\":[{"
            + "\"rule\":\"r\",\"flowTuples\":["
            + String.join(",", tuples)
            + "]}]}]}}]}\n");
  }

  @Test
  void passiveFtpOverADayInVnetFormIsOneRange() {
    List<String> tuples = new ArrayList<>();
    day(
        (time, client, server) -> {
          tuples.add(tuple(time, true, client, server, "6,O,B,NX,0,0,0,0"));
          tuples.add(tuple(time.plusSeconds(5), true, client, server, "6,O,E,NX,5,700,4,1300"));
        });

    CommandRun run = run("recommend", vnet(tuples), "--accept-partial", "-o", "json");

    assertThat(run.exit()).as(run.err()).isZero();
    JsonNode evidence = run.json().at("/workloads/0/evidence");
    List<String> ranges = new ArrayList<>();
    for (JsonNode item : evidence) {
      ranges.add(item.path("port").asText() + " " + item.path("ports"));
    }
    assertThat(ranges)
        .containsExactlyInAnyOrder("TCP/21 ", "TCP/30000-30097 {\"seen\":43,\"opened\":98}");
  }

  @Test
  void repliesWithoutABeginningInVnetFormJoinTheirConnection() {
    List<String> tuples =
        List.of(
            tuple(BEGIN, false, 45_678, 21, "6,I,C,NX,5,700,4,1300"),
            tuple(BEGIN.plusSeconds(60), false, 45_678, 21, "6,I,E,NX,5,700,4,1300"));

    CommandRun run = run("flows", vnet(tuples));

    assertThat(run.out()).contains("TCP/21").doesNotContain("45678", "not known");
  }

  @Test
  void repliesInAFormWithoutStatesAreNoRuleAndHoldOpenWhereNobodyDeclaresThePort() {
    Path log =
        write(
            "nsg.json",
            "{\"records\":[{\"time\":\"2026-08-13T20:00:00Z\",\"macAddress\":\"002248000001\","
                + "\"category\":\"NetworkSecurityGroupFlowEvent\",\"resourceId\":\"/SUBSCRIPTIONS/S\","
                + "\"properties\":{\"Version\":1,\"flows\":[{\"rule\":\"r\",\"flows\":[{\"mac\":"
                + "\"002248000001\",\"flowTuples\":["
                + tuple(BEGIN, false, 45_678, 9000, "T,I,A")
                + "]}]}]}}]}\n");

    CommandRun run = run("recommend", log, "--accept-partial", "-o", "json");

    assertThat(run.json().path("policies")).isEmpty();
    assertThat(run.json().at("/workloads/0/heldOpen/0/reason").asText())
        .isEqualTo("orientation-ambiguous");
    assertThat(run.json().at("/workloads/0/heldOpen/0/detail").asText())
        .contains("shop/ftp ↔ shop/web TCP/9000,45678");
  }

  @Test
  void repliesThatHubbleTakesForNewConnectionsAreNoRule() {
    String lines =
        hubble(BEGIN, true, 41_000, 21, SYN)
            + hubble(BEGIN.plusMillis(1), false, 41_000, 21, ANSWER)
            + hubble(BEGIN.plusSeconds(7200), false, 41_000, 21, LATE);

    CommandRun run = run("recommend", write("hubble.log", lines), "-o", "yaml");

    assertThat(run.out()).contains("port: 21").doesNotContain("41000");
  }
}
