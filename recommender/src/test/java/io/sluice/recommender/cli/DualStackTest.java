package io.sluice.recommender.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A cluster of both address families, whose policy lets {@code shop/db} be called by every IPv4
 * address and by nobody over IPv6: what is recorded decides which of the two is asked about.
 */
final class DualStackTest {
  private static final String V4 = "10.244.0.1 10.244.1.2 IPv4";
  private static final String V6 = "fd00:10:244::1 fd00:10:244:1::2 IPv6";

  private static final String POLICY =
      """
      {apiVersion: networking.k8s.io/v1, kind: NetworkPolicy, metadata: {name: db, namespace: shop},
       spec: {podSelector: {matchLabels: {app: db}}, policyTypes: [Ingress],
              ingress: [{from: [{ipBlock: {cidr: 0.0.0.0/0}}], ports: [{port: 5432}]}]}}
      """;

  @TempDir Path folder;

  private Path cluster;
  private Path policies;

  @BeforeEach
  void write() {
    cluster = folder.resolve("cluster.yaml");
    PolicyWorld.write(
        cluster,
        String.join(
            "---\n",
            node("n1", "10.224.0.4", "fd00:10:224::4"),
            node("n2", "10.224.0.5", "fd00:10:224::5"),
            pod("web", "n1", "10.244.0.1", "fd00:10:244::1"),
            pod("db", "n2", "10.244.1.2", "fd00:10:244:1::2")));
    policies = policies("policies.yaml", POLICY);
  }

  private static String node(String name, String v4, String v6) {
    return """
        {apiVersion: v1, kind: Node, metadata: {name: %s},
         status: {addresses: [{type: InternalIP, address: %s}, {type: InternalIP, address: "%s"}]}}
        """
        .formatted(name, v4, v6);
  }

  private static String pod(String name, String node, String v4, String v6) {
    return """
        {apiVersion: v1, kind: Pod,
         metadata: {name: %1$s-0, namespace: shop, labels: {app: %1$s},
           ownerReferences: [{apiVersion: apps/v1, kind: StatefulSet, name: %1$s, controller: true}]},
         spec: {nodeName: %2$s, containers: [{name: c, ports: [{containerPort: 5432}]}]},
         status: {phase: Running, startTime: "2026-08-01T00:00:00Z",
           podIP: %3$s, podIPs: [{ip: %3$s}, {ip: "%4$s"}]}}
        """
        .formatted(name, node, v4, v6);
  }

  private Path policies(String name, String... texts) {
    Path file = folder.resolve(name);
    PolicyWorld.write(file, String.join("---\n", texts));
    return file;
  }

  /** Lines of Hubble at the server; each end in one word, or "" where an address is left out. */
  private Path hubble(String name, String... records) {
    List<String> lines = new ArrayList<>();
    for (String record : records) {
      String[] ip = record.split(" ", -1);
      String addresses =
          ip[0].isEmpty()
              ? ""
              : "\"source\":\"%s\",\"destination\":\"%s\",".formatted(ip[0], ip[1]);
      String version = ip[2].isEmpty() ? "" : "\"ipVersion\":\"%s\"".formatted(ip[2]);
      lines.add(hubbleLine(addresses + version));
    }
    return log(name, lines);
  }

  private static String hubbleLine(String ip) {
    return ("{\"flow\":{\"time\":\"2026-08-13T20:00:00Z\",\"verdict\":\"FORWARDED\",\"IP\":{%s},"
            + "\"l4\":{\"TCP\":{\"source_port\":41234,\"destination_port\":5432,"
            + "\"flags\":{\"PSH\":true,\"ACK\":true}}},"
            + "\"source\":{\"namespace\":\"shop\",\"pod_name\":\"web-0\"},"
            + "\"destination\":{\"namespace\":\"shop\",\"pod_name\":\"db-0\"},\"Type\":\"L3_L4\","
            + "\"node_name\":\"n2\",\"is_reply\":false,\"traffic_direction\":\"INGRESS\"},"
            + "\"node_name\":\"n2\",\"time\":\"2026-08-13T20:00:00Z\"}")
        .formatted(ip.replaceAll(",$", ""));
  }

  private Path vnet(String name, String... records) {
    List<String> tuples = new ArrayList<>();
    for (String record : records) {
      String[] ip = record.split(" ", -1);
      tuples.add("\"1786651200000,%s,%s,59350,5432,6,I,B,NX,1,100,1,100\"".formatted(ip[0], ip[1]));
    }
    return log(
        name,
        List.of(
            "{\"records\":[{\"time\":\"2026-08-13T20:00:00Z\",\"flowLogVersion\":4,"
                + "\"macAddress\":\"002248000001\",\"category\":\"FlowLogFlowEvent\","
                + "\"targetResourceID\":\"/subscriptions/s/v\",\"flowRecords\":{\"flows\":[{"
                + "\"aclID\":\"a\",\"flowGroups\":[{\"rule\":\"r\",\"flowTuples\":["
                + String.join(",", tuples)
                + "]}]}]}}]}"));
  }

  private Path log(String name, List<String> lines) {
    Path file = folder.resolve(name);
    PolicyWorld.write(file, String.join("\n", lines) + "\n");
    return file;
  }

  private CommandRun run(String command, List<Path> logs, Object... options) {
    List<Object> words = new ArrayList<>(List.of(command));
    words.addAll(logs);
    words.addAll(List.of("--cluster", cluster));
    words.addAll(List.of("--snapshot-time", "2026-08-13T21:00:00Z"));
    words.addAll(List.of(options));
    return CommandRun.of(words.toArray());
  }

  private JsonNode check(Path... logs) {
    CommandRun run = run("check", List.of(logs), "--policies", policies, "-o", "json");
    assertThat(SchemasTest.errors("check-report", run.out())).as(run.err()).isEmpty();
    return run.json();
  }

  /** The only edge that would be denied. */
  private JsonNode denied(Path... logs) {
    JsonNode report = check(logs);
    assertThat(report.path("audit").path("deniedEdges").asInt()).isEqualTo(1);
    return report.path("findings").get(0);
  }

  private static List<String> words(JsonNode array) {
    List<String> words = new ArrayList<>();
    array.forEach(word -> words.add(word.asText()));
    return words;
  }

  @Test
  void flowsInIpv4AreAskedAboutInIpv4Alone() {
    for (Path log : List.of(hubble("h.jsonl", V4), vnet("v.json", V4), hubble("i", "  IPv4"))) {
      JsonNode report = check(log);

      assertThat(report.path("audit").path("allowedEdges").asInt()).as(log.toString()).isEqualTo(1);
      assertThat(report.path("findings")).isEmpty();
    }
  }

  @Test
  void flowsInIpv6AreDeniedWhereOnlyIpv4IsOpen() {
    for (Path log : List.of(hubble("h.jsonl", V6), vnet("v.json", V6), hubble("i", "  IPv6"))) {
      JsonNode finding = denied(log);

      assertThat(finding.path("rule").asText()).isEqualTo("would-deny");
      assertThat(words(finding.path("families"))).as(log.toString()).containsExactly("IPv6");
      assertThat(words(finding.path("deniedFamilies"))).containsExactly("IPv6");
    }
  }

  @Test
  void flowsInBothFamiliesAreDeniedInOne() {
    JsonNode finding = denied(hubble("h.jsonl", V4, V6));

    assertThat(words(finding.path("families"))).containsExactly("IPv4", "IPv6");
    assertThat(words(finding.path("deniedFamilies"))).containsExactly("IPv6");
    assertThat(finding.path("deniedPairs").asInt()).isEqualTo(1);
    assertThat(finding.path("pairs").asInt()).isEqualTo(1);
    assertThat(finding.path("because").asText()).contains("fd00:10:244::1 is outside 0.0.0.0/0");
  }

  @Test
  void flowsOfAnUnknownFamilyMayHaveBeenEither() {
    JsonNode finding = denied(hubble("h.jsonl", V4, "  "));

    assertThat(words(finding.path("families"))).containsExactly("IPv4", "unknown");
    assertThat(words(finding.path("deniedFamilies"))).containsExactly("IPv6");
  }

  @Test
  void peopleReadWhichFamilyIsDenied() {
    List<Path> logs = List.of(hubble("h.jsonl", V4, V6));
    Path sarif = folder.resolve("out.sarif");

    CommandRun run =
        run("check", logs, "--policies", policies, "-o", "table", "-o", "sarif=" + sarif);

    assertThat(run.exit()).isEqualTo(ExitCode.FINDING.number());
    assertThat(run.out()).contains("over IPv6: ingress: shop/db isolates it");
    assertThat(TinyWorld.read(sarif)).contains("over IPv6: ingress: shop/db isolates it");
  }

  @Test
  void aRuleOfAFamilyThatNobodyUsedIsStale() {
    policies =
        policies(
            "two.yaml",
            POLICY.replace("ingress: [", "ingress: [{from: [{ipBlock: {cidr: '::/0'}}]}, "));

    JsonNode ofOne = check(hubble("h.jsonl", V4)).path("policyFindings");
    JsonNode ofBoth = check(hubble("h.jsonl", V4, V6)).path("policyFindings");

    assertThat(stale(ofOne)).containsExactly("ingress[0]");
    assertThat(stale(ofBoth)).isEmpty();
  }

  private static List<String> stale(JsonNode findings) {
    List<String> parts = new ArrayList<>();
    findings.forEach(
        finding -> {
          if (finding.path("rule").asText().equals("stale-rule")) {
            parts.add(finding.path("part").asText());
          }
        });
    return parts;
  }

  @Test
  void familiesOfLogsAndOfEdgeTablesAddUp() {
    Path four = hubble("four.jsonl", V4);
    Path six = vnet("six.json", V6);
    Path fourTable = folder.resolve("four.edges");
    Path sixTable = folder.resolve("six.edges");
    run("flows", List.of(four), "-o", "edges=" + fourTable);
    run("flows", List.of(six), "-o", "edges=" + sixTable);

    JsonNode ofLogs = run("flows", List.of(four, six), "-o", "json").json().path("edges");

    assertThat(words(ofLogs.path(0).path("families"))).containsExactly("IPv4", "IPv6");
    for (List<Path> parts :
        List.of(List.of(fourTable, sixTable), List.of(sixTable, four), List.of(fourTable, six))) {
      assertThat(run("flows", parts, "-o", "json").json().path("edges")).isEqualTo(ofLogs);
    }
    assertThat(run("flows", List.of(sixTable, fourTable), "-o", "wide").out())
        .contains("FAMILIES")
        .contains("IPv4 IPv6");
    assertThat(check(fourTable).path("findings")).isEmpty();
    assertThat(words(denied(fourTable, sixTable).path("deniedFamilies"))).containsExactly("IPv6");
  }

  @Test
  void aDiffWeighsWhatWasRecorded() {
    Path none = policies("none.yaml", POLICY.replace("app: db", "app: nobody"));

    JsonNode four = diff(none, hubble("four.jsonl", V4)).path("flows");
    JsonNode six = diff(none, hubble("both.jsonl", V6, V4)).path("flows");

    assertThat(four.path("newlyDenied")).isEmpty();
    assertThat(four.path("unchangedEdges").asInt()).isEqualTo(1);
    JsonNode change = six.path("newlyDenied").path(0);
    assertThat(words(change.path("families"))).containsExactly("IPv4", "IPv6");
    assertThat(words(change.path("changedFamilies"))).containsExactly("IPv6");
    assertThat(change.path("newlyDeniedPairs").asInt()).isEqualTo(1);
  }

  private JsonNode diff(Path before, Path flows) {
    List<Path> sides = List.of(before, policies);
    CommandRun run = run("diff", sides, "--flows", flows, "-o", "json");
    assertThat(SchemasTest.errors("diff-report", run.out())).as(run.err()).isEmpty();
    return run.json();
  }

  @Test
  void recordedVerdictsAreComparedInTheFamilyOfTheRecords() {
    PolicyWorld.write(cluster, TinyWorld.read(cluster) + "---\n" + POLICY);

    JsonNode four = agreement(hubble("h.jsonl", V4));
    JsonNode six = agreement(hubble("h.jsonl", V6));
    JsonNode both = agreement(hubble("h.jsonl", V4, V6));

    assertThat(four.path("agreeingEdges").asInt()).isEqualTo(1);
    assertThat(six.path("disagreements").path(0).path("evaluated").asText())
        .startsWith("denied: over IPv6: ingress");
    assertThat(both.path("incomparableEdges").asInt()).isEqualTo(1);
  }

  private JsonNode agreement(Path log) {
    CommandRun run = run("inspect", List.of(log), "-o", "json");
    assertThat(SchemasTest.errors("inspect-report", run.out())).as(run.err()).isEmpty();
    return run.json().path("agreement");
  }

  @Test
  void whatIsProposedLetsBothFamiliesPass() {
    Path out = folder.resolve("proposed");
    List<Path> logs = List.of(hubble("h.jsonl", V4, V6));

    CommandRun proposed = run("recommend", logs, "--out-dir", out, "-o", "json");
    policies = out;

    assertThat(proposed.exit()).as(proposed.err()).isZero();
    assertThat(SchemasTest.errors("recommendation-report", proposed.out())).isEmpty();
    assertThat(TinyWorld.read(out.resolve("shop").resolve("db.yaml"))).doesNotContain("ipBlock");
    assertThat(check(logs.get(0)).path("audit").path("allowedEdges").asInt()).isEqualTo(1);
  }

  @Test
  void aProposalIsReplayedInTheRecordedFamily() {
    PolicyWorld.write(
        cluster,
        (TinyWorld.read(cluster) + "---\n" + POLICY)
            .replace("name: db-0, namespace: shop", "name: db-0, namespace: kube-system")
            .replace("name: db, namespace: shop", "name: db, namespace: kube-system"));

    List<List<String>> warnings =
        Stream.of(V4, V6).map(record -> replayWarnings(system(record))).toList();

    assertThat(warnings.get(0)).isEmpty();
    assertThat(warnings.get(1))
        .singleElement()
        .asString()
        .contains("TCP/5432 over IPv6 was seen, but current policies deny it");
  }

  private Path system(String record) {
    Path log = hubble("system.jsonl", record);
    String there = "\"destination\":{\"namespace\":\"";
    PolicyWorld.write(log, TinyWorld.read(log).replace(there + "shop", there + "kube-system"));
    return log;
  }

  private List<String> replayWarnings(Path log) {
    CommandRun run = run("recommend", List.of(log), "-o", "json");
    assertThat(run.exit()).as(run.err()).isZero();
    return words(run.json().path("warnings")).stream()
        .filter(warning -> warning.contains("was seen, but"))
        .toList();
  }
}
