package io.sluice.recommender.example;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.analyzer.cluster.Pod;
import io.sluice.analyzer.policy.Direction;
import io.sluice.analyzer.policy.EngineProfile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What Sluice makes of {@code config/example}, held against the {@link Truth}. */
final class TheExampleComesOutRightTest {
  @TempDir static Path folder;

  private static Path beside;
  private static Path alone;
  private static Recommended recommended;
  private static Enforcement both;
  private static Enforcement written;

  @BeforeAll
  static void recommendTwice() {
    beside = folder.resolve("beside");
    alone = folder.resolve("alone");
    recommended = recommend(beside);
    recommend(alone, "--replace");
    both = Enforcement.ofCurrentAndWritten(ExampleFolder.cluster(), beside, EngineProfile.CILIUM);
    written = Enforcement.ofWritten(ExampleFolder.cluster(), alone, EngineProfile.CILIUM);
  }

  private static Recommended recommend(Path out, Object... options) {
    List<Object> all = new ArrayList<>(List.of("--config", ExampleFolder.settings()));
    all.addAll(List.of(options));
    return Recommended.of(ExampleFolder.logs(), ExampleFolder.cluster(), out, all.toArray());
  }

  @Test
  void theEngineIsTakenFromTheClustersOwnAgents() {
    assertThat(recommended.report().document().path("run").path("engine").asText())
        .contains("cilium");
  }

  @Test
  void checkExitsWithOneAndNamesTheEdgeThePolicyAndWhyNoRuleAdmitsIt() {
    Sluice.Run run = check("-o", "json");

    assertThat(run.exit()).isEqualTo(1);
    List<JsonNode> findings = run.report().findings("would-deny");
    assertThat(findings).hasSize(1);
    JsonNode finding = findings.get(0);
    assertThat(Report.edge(finding)).isEqualTo("payments/api > payments/ledger 8443/TCP");
    JsonNode ingress = finding.path("ingress");
    assertThat(ingress.path("isolatedBy").path(0).path("policy").asText())
        .isEqualTo("payments/ledger-ingress");
    assertThat(ingress.path("isolatedBy").path(0).path("file").asText()).endsWith("cluster.json");
    assertThat(ingress.path("isolatedBy").path(0).path("line").asInt()).isPositive();
    assertThat(ingress.path("rulesThatDoNotAdmit").path(0).path("rule").asText())
        .isEqualTo("payments/ledger-ingress ingress[0]");
    assertThat(ingress.path("rulesThatDoNotAdmit").path(0).path("reason").asText())
        .contains("app.kubernetes.io/name=payments-api");
  }

  @Test
  void theTableOfCheckNamesThemToo() {
    assertThat(check().out())
        .contains("payments/api", "payments/ledger", "8443", "payments/ledger-ingress")
        .contains("payments-api");
  }

  @Test
  void theCurrentAndTheWrittenPoliciesTogetherDenyNoUsedEdge() {
    Sluice.Run run = check("--add-policies", beside, "-o", "json");

    assertThat(run.report().findings("would-deny")).isEmpty();
    assertThat(run.exit()).isZero();
  }

  @Test
  void theWrittenPoliciesAloneDenyNoUsedEdge() {
    Sluice.Run run = check("--policies", alone, "-o", "json");

    assertThat(run.report().findings("would-deny")).isEmpty();
    assertThat(run.exit()).isZero();
  }

  @Test
  void everyTrueEdgeIsAdmitted() {
    for (TrueEdge edge : Truth.edges()) {
      assertThat(admits(both, edge)).as("current and written: %s", edge).isTrue();
      assertThat(admits(written, edge)).as("written alone: %s", edge).isTrue();
    }
  }

  @Test
  void whereADirectionIsClosedNothingButTheTruthAndDnsGoesThrough() {
    Set<String> beyond = new TreeSet<>();
    for (Pod client : written.pods()) {
      for (Pod server : written.pods()) {
        if (client.id() == server.id() || !closed(client, server)) {
          continue;
        }
        for (int port : ports()) {
          TrueEdge edge =
              new TrueEdge(client.workload().title(), server.workload().title(), 6, port);
          if (written.allows(client, server, 6, port) && !Truth.edges().contains(edge)) {
            beyond.add(edge.toString());
          }
        }
      }
    }

    beyond.removeIf(edge -> edge.endsWith("> kube-system/coredns 53/TCP"));
    assertThat(beyond).isEmpty();
  }

  /** Whether the client may not call anybody, or the server not be called by anybody. */
  private static boolean closed(Pod client, Pod server) {
    return written.isolates(client, Direction.EGRESS)
        || written.isolates(server, Direction.INGRESS);
  }

  private static Set<Integer> ports() {
    Set<Integer> ports = new TreeSet<>(Truth.SCANNED_PORTS);
    Truth.edges().forEach(edge -> ports.add(edge.port()));
    Truth.systemEdges().forEach(edge -> ports.add(edge.port()));
    return ports;
  }

  @Test
  void theScanIsNotLearnt() {
    ExampleWorkload scanner = World.DEBUG_SHELL;
    for (ExampleWorkload target : World.WORKLOADS) {
      if (target.hostNetwork() || target.equals(scanner)) {
        continue;
      }
      for (int port : Truth.SCANNED_PORTS) {
        assertThat(written.denies(scanner.title(), target.title(), 6, port))
            .as("%s on %s", target.title(), port)
            .isTrue();
      }
    }
    assertThat(recommended.report().edges("quarantined"))
        .anyMatch(edge -> edge.startsWith("shop/debug-shell > shop/cart "));
  }

  @Test
  void theEdgesAreTheTruthAndNobodyIsBlamedForItsPredecessor() {
    Set<String> seen = workloadEdges(ExampleFolder.logs());

    Set<String> wanted = new TreeSet<>();
    Truth.edges().forEach(edge -> wanted.add(edge.toString()));
    Truth.systemEdges().forEach(edge -> wanted.add(edge.toString()));
    wanted.removeIf(edge -> !edge.matches("[a-z-]+/[a-z-]+ > [a-z-]+/.*"));
    assertThat(seen).isEqualTo(wanted);
  }

  @Test
  void theVnetLogsThatKnowOnlyAddressesShowNothingButTheTruth() {
    Set<String> seen = workloadEdges(ExampleFolder.logs().resolve("vnet"));

    Set<String> truth = new TreeSet<>();
    Truth.edges().forEach(edge -> truth.add(edge.toString()));
    Truth.systemEdges().forEach(edge -> truth.add(edge.toString()));
    assertThat(truth).containsAll(seen);
    assertThat(seen)
        .contains("shop/nightly-report > shop/orders-db 5432/TCP")
        .contains("shop/frontend > shop/catalog 8080/TCP");
  }

  /** Forwarded edges between workloads, the scanner's knocks and ICMP left out. */
  private static Set<String> workloadEdges(Path logs) {
    Report flows =
        Sluice.run("flows", logs, "--cluster", ExampleFolder.cluster(), "-o", "json").report();
    Set<String> edges = new TreeSet<>();
    for (JsonNode edge : flows.document().path("edges")) {
      String text = Report.edge(edge);
      boolean workloads = text.matches("[a-z-]+/[a-z-]+ > [a-z-]+/[a-z-]+ .*/(TCP|UDP)");
      boolean knock = text.startsWith("shop/debug-shell") && !text.endsWith(" 53/UDP");
      if (workloads && !knock && edge.path("verdicts").has("FORWARDED")) {
        edges.add(text);
      }
    }
    return edges;
  }

  @Test
  void whatHasNoAnswerIsHeldOpenOrLeftAloneAndNamed() {
    Report report = recommended.report();

    assertThat(report.workload("payments/refunds").path("policy").isMissingNode()).isTrue();
    assertThat(heldOpen(report, "monitoring/grafana")).contains("ingress");
    assertThat(heldOpen(report, "monitoring/prometheus")).contains("egress");
    assertThat(heldOpen(report, "shop/cart")).isEmpty();
    assertThat(recommended.files().keySet()).noneMatch(file -> file.startsWith("kube-system/"));
  }

  private static Set<String> heldOpen(Report report, String title) {
    Set<String> directions = new TreeSet<>();
    for (JsonNode hold : report.workload(title).path("heldOpen")) {
      directions.add(hold.path("direction").asText());
    }
    return directions;
  }

  @Test
  void addressesOfInternetClientsAreInNoOutput() {
    List<String> outputs = new ArrayList<>(recommended.files().values());
    for (String format : List.of("table", "wide", "json", "yaml", "md")) {
      outputs.add(everything("recommend", "--config", ExampleFolder.settings(), "-o", format));
    }
    for (String format : List.of("table", "wide", "json", "md")) {
      outputs.add(everything("check", "-o", format));
    }
    for (String format : List.of("table", "wide", "json", "csv")) {
      outputs.add(everything("flows", "-o", format));
    }
    for (String format : List.of("table", "wide", "json")) {
      outputs.add(everything("inspect", "-o", format));
    }

    assertThat(outputs).allSatisfy(text -> assertThat(text).doesNotContain("198.51.100."));
    assertThat(String.join("", outputs)).contains("shop/frontend");
  }

  /** Both streams of a command on the example. */
  private static String everything(String command, Object... options) {
    List<Object> words = new ArrayList<>();
    words.addAll(List.of(command, ExampleFolder.logs(), "--cluster", ExampleFolder.cluster()));
    words.addAll(List.of(options));
    Sluice.Run run = Sluice.run(words.toArray());
    assertThat(run.exit()).as(words + run.err()).isLessThan(2);
    return run.out() + run.err();
  }

  private static Sluice.Run check(Object... options) {
    List<Object> words =
        new ArrayList<>(
            List.of("check", ExampleFolder.logs(), "--cluster", ExampleFolder.cluster()));
    words.addAll(List.of(options));
    return Sluice.run(words.toArray());
  }

  /** Whether policies let a true edge through for all its pods; nodes are asked about elsewhere. */
  private static boolean admits(Enforcement policies, TrueEdge edge) {
    boolean fromWorkload = World.workload(edge.client()).isPresent();
    boolean toWorkload = World.workload(edge.server()).isPresent();
    if (fromWorkload && toWorkload) {
      return policies.allows(edge.client(), edge.server(), edge.protocol(), edge.port());
    }
    if (edge.server().equals(Truth.NODES)) {
      return policies.podsOf(edge.client()).stream()
          .noneMatch(pod -> policies.isolates(pod, Direction.EGRESS));
    }
    return fromWorkload
        ? Outside.named(edge.server()).stream()
            .allMatch(e -> policies.allowsOut(edge.client(), e.ip(), edge.protocol(), edge.port()))
        : Outside.named(edge.client()).stream()
            .allMatch(e -> policies.allowsIn(e.ip(), edge.server(), edge.protocol(), edge.port()));
  }
}
