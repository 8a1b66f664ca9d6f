package io.sluice.recommender.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.recommender.cli.run.ExitCode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is recorded decides which address family is asked about. */
final class DualStackTest {
  private static final String V4 = DualStackWorld.V4;
  private static final String V6 = DualStackWorld.V6;

  @TempDir Path folder;

  private DualStackWorld world;
  private Path policies;

  @BeforeEach
  void write() {
    world = new DualStackWorld(folder);
    policies = world.policies;
  }

  private JsonNode check(Path... logs) {
    CommandRun run = world.run("check", List.of(logs), "--policies", policies, "-o", "json");
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
    for (Path log :
        List.of(
            world.hubble("h.jsonl", V4), world.vnet("v.json", V4), world.hubble("i", "  IPv4"))) {
      JsonNode report = check(log);

      assertThat(report.path("audit").path("allowedEdges").asInt()).as(log.toString()).isEqualTo(1);
      assertThat(report.path("findings")).isEmpty();
    }
  }

  @Test
  void flowsInIpv6AreDeniedWhereOnlyIpv4IsOpen() {
    for (Path log :
        List.of(
            world.hubble("h.jsonl", V6), world.vnet("v.json", V6), world.hubble("i", "  IPv6"))) {
      JsonNode finding = denied(log);

      assertThat(finding.path("rule").asText()).isEqualTo("would-deny");
      assertThat(words(finding.path("families"))).as(log.toString()).containsExactly("IPv6");
      assertThat(words(finding.path("deniedFamilies"))).containsExactly("IPv6");
    }
  }

  @Test
  void flowsInBothFamiliesAreDeniedInOne() {
    JsonNode finding = denied(world.hubble("h.jsonl", V4, V6));

    assertThat(words(finding.path("families"))).containsExactly("IPv4", "IPv6");
    assertThat(words(finding.path("deniedFamilies"))).containsExactly("IPv6");
    assertThat(finding.path("deniedPairs").asInt()).isEqualTo(1);
    assertThat(finding.path("pairs").asInt()).isEqualTo(1);
    assertThat(finding.path("because").asText()).contains("fd00:10:244::1 is outside 0.0.0.0/0");
  }

  @Test
  void flowsOfAnUnknownFamilyMayHaveBeenEither() {
    JsonNode finding = denied(world.hubble("h.jsonl", V4, "  "));

    assertThat(words(finding.path("families"))).containsExactly("IPv4", "unknown");
    assertThat(words(finding.path("deniedFamilies"))).containsExactly("IPv6");
  }

  @Test
  void peopleReadWhichFamilyIsDenied() {
    List<Path> logs = List.of(world.hubble("h.jsonl", V4, V6));
    Path sarif = folder.resolve("out.sarif");

    CommandRun run =
        world.run("check", logs, "--policies", policies, "-o", "table", "-o", "sarif=" + sarif);

    assertThat(run.exit()).isEqualTo(ExitCode.FINDING.number());
    assertThat(run.out()).contains("over IPv6: ingress: shop/db isolates it");
    assertThat(TinyWorld.read(sarif)).contains("over IPv6: ingress: shop/db isolates it");
  }

  @Test
  void aRuleOfAFamilyThatNobodyUsedIsStale() {
    policies =
        world.policies(
            "two.yaml",
            DualStackWorld.POLICY.replace(
                "ingress: [", "ingress: [{from: [{ipBlock: {cidr: '::/0'}}]}, "));

    JsonNode ofOne = check(world.hubble("h.jsonl", V4)).path("policyFindings");
    JsonNode ofBoth = check(world.hubble("h.jsonl", V4, V6)).path("policyFindings");

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
    Path four = world.hubble("four.jsonl", V4);
    Path six = world.vnet("six.json", V6);
    Path fourTable = folder.resolve("four.edges");
    Path sixTable = folder.resolve("six.edges");
    world.run("flows", List.of(four), "-o", "edges=" + fourTable);
    world.run("flows", List.of(six), "-o", "edges=" + sixTable);

    JsonNode ofLogs = world.run("flows", List.of(four, six), "-o", "json").json().path("edges");

    assertThat(words(ofLogs.path(0).path("families"))).containsExactly("IPv4", "IPv6");
    for (List<Path> parts :
        List.of(List.of(fourTable, sixTable), List.of(sixTable, four), List.of(fourTable, six))) {
      assertThat(world.run("flows", parts, "-o", "json").json().path("edges")).isEqualTo(ofLogs);
    }
    assertThat(world.run("flows", List.of(sixTable, fourTable), "-o", "wide").out())
        .contains("FAMILIES")
        .contains("IPv4 IPv6");
    assertThat(check(fourTable).path("findings")).isEmpty();
    assertThat(words(denied(fourTable, sixTable).path("deniedFamilies"))).containsExactly("IPv6");
  }

  @Test
  void recordedVerdictsAreComparedInTheFamilyOfTheRecords() {
    PolicyWorld.write(
        world.cluster, TinyWorld.read(world.cluster) + "---\n" + DualStackWorld.POLICY);

    JsonNode four = agreement(world.hubble("h.jsonl", V4));
    JsonNode six = agreement(world.hubble("h.jsonl", V6));
    JsonNode both = agreement(world.hubble("h.jsonl", V4, V6));

    assertThat(four.path("agreeingEdges").asInt()).isEqualTo(1);
    assertThat(six.path("disagreements").path(0).path("evaluated").asText())
        .startsWith("denied: over IPv6: ingress");
    assertThat(both.path("incomparableEdges").asInt()).isEqualTo(1);
  }

  private JsonNode agreement(Path log) {
    CommandRun run = world.run("inspect", List.of(log), "-o", "json");
    assertThat(SchemasTest.errors("inspect-report", run.out())).as(run.err()).isEmpty();
    return run.json().path("agreement");
  }

  @Test
  void whatIsProposedLetsBothFamiliesPass() {
    Path out = folder.resolve("proposed");
    List<Path> logs = List.of(world.hubble("h.jsonl", V4, V6));

    CommandRun proposed = world.run("recommend", logs, "--out-dir", out, "-o", "json");
    policies = out;

    assertThat(proposed.exit()).as(proposed.err()).isZero();
    assertThat(SchemasTest.errors("recommendation-report", proposed.out())).isEmpty();
    assertThat(TinyWorld.read(out.resolve("shop").resolve("db.yaml"))).doesNotContain("ipBlock");
    assertThat(check(logs.get(0)).path("audit").path("allowedEdges").asInt()).isEqualTo(1);
  }

  @Test
  void aProposalIsReplayedInTheRecordedFamily() {
    PolicyWorld.write(
        world.cluster,
        (TinyWorld.read(world.cluster) + "---\n" + DualStackWorld.POLICY)
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
    Path log = world.hubble("system.jsonl", record);
    String there = "\"destination\":{\"namespace\":\"";
    PolicyWorld.write(log, TinyWorld.read(log).replace(there + "shop", there + "kube-system"));
    return log;
  }

  private List<String> replayWarnings(Path log) {
    CommandRun run = world.run("recommend", List.of(log), "-o", "json");
    assertThat(run.exit()).as(run.err()).isZero();
    return words(run.json().path("warnings")).stream()
        .filter(warning -> warning.contains("was seen, but"))
        .toList();
  }
}
