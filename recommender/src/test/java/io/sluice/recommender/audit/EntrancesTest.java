package io.sluice.recommender.audit;

import static io.sluice.recommender.audit.TinyCluster.workload;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.sluice.analyzer.cluster.Party;
import io.sluice.analyzer.inventory.Inventory;
import io.sluice.analyzer.inventory.PodDirectory;
import io.sluice.analyzer.policy.EngineProfile;
import io.sluice.analyzer.policy.evaluate.Verdict;
import io.sluice.analyzer.policy.foreign.ForeignPolicies;
import io.sluice.ingest.Vantage;
import io.sluice.recommender.recommend.JudgedEdge;
import io.sluice.recommender.recommend.Standing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * The table of {@code docs/policies.md} about load balancers, cell by cell: a recorded edge is
 * replayed through five policies on each engine of the cell.
 */
final class EntrancesTest {
  private static final String CLIENT = "203.0.113.9";
  private static final String PRIVATE = "192.168.7.7";

  /** Policies, and then what a cell's readings make of them: allowed, denied, engine-dependent. */
  private static final List<String> POLICIES =
      List.of(
          "ingress: [{from: [{ipBlock: {cidr: 203.0.113.0/24}}, {ipBlock: {cidr: 192.168.7.0/24}}]}]",
          "ingress: [{from: [{ipBlock: {cidr: 10.224.0.0/16}}]}]",
          "ingress: [{from: [{ipBlock: {cidr: 0.0.0.0/0}}]}]",
          "ingress: [{}]",
          "policyTypes: [Ingress]");

  private static final Map<String, String> BY_ADDRESS =
      Map.of(
          "the client", "ADAAD",
          "that node", "DAAAD",
          "any other node", "DAAAD",
          "the client or any other node", "EEAAD",
          "nobody", "AAAAA",
          "the client or nobody", "AEAAE",
          "that node or nobody", "EAAAE");

  /** No block holds a node there. */
  private static final Map<String, String> BY_IDENTITY =
      Map.of(
          "the client", "ADAAD",
          "that node", "DDDAD",
          "the client or any other node", "EDEAD",
          "that node or the world", "DDEAD");

  @TempDir Path folder;

  @TestFactory
  Stream<DynamicTest> everyCellOfTheTable() throws IOException {
    List<DynamicTest> tests = new ArrayList<>();
    List<String> lines = table();
    List<String> engines = cells(lines.get(0));
    for (String line : lines.subList(2, lines.size())) {
      List<String> row = cells(line);
      for (int i = 1; i < row.size(); i++) {
        for (String engine : engines.get(i).split(", ", -1)) {
          tests.add(cell(row.get(0), engine.replace("`", ""), row.get(i)));
        }
      }
    }
    assertThat(tests).hasSize(7 * 7);
    return tests.stream();
  }

  private DynamicTest cell(String recorded, String engine, String seen) {
    EngineProfile profile = EngineProfile.ofName(engine).orElseThrow();
    Map<String, String> expected = engine.equals("cilium") ? BY_IDENTITY : BY_ADDRESS;
    return dynamicTest(
        recorded + ", " + engine + ": " + seen,
        () -> assertThat(verdicts(recorded, profile)).isEqualTo(expected.get(seen)));
  }

  @Test
  void anotherPortAndAPodAsClientAreOrdinaryTraffic() {
    TinyCluster cluster = cluster("Cluster").policy("shop", "fe", "policyTypes: [Ingress]");

    assertThat(letter(cluster, edge(cluster, outside(), 9090, CLIENT), EngineProfile.NPM))
        .isEqualTo('D');
    assertThat(letter(cluster, edge(cluster, workload("shop", "web"), 8080), EngineProfile.NPM))
        .isEqualTo('D');
    assertThat(letter(cluster, edge(cluster, outside(), 8080, CLIENT), EngineProfile.NPM))
        .isEqualTo('A');
  }

  @Test
  void thePodsOwnNodePassesAsEverAndOnAntreaByItsAddress() {
    TinyCluster cluster = cluster("Cluster").policy("shop", "fe", POLICIES.get(0));
    JudgedEdge edge = edge(cluster, new Party.Node("", "node-1", true), 8080);

    for (EngineProfile engine : EngineProfile.all()) {
      assertThat(letter(cluster, edge, engine))
          .as(engine.name())
          .isEqualTo(engine.equals(EngineProfile.ANTREA) ? 'D' : 'A');
    }
  }

  @Test
  void podsOnDifferentNodesAreToldApartWherePoliciesTellTheirNodesApart() {
    TinyCluster cluster =
        cluster("Cluster")
            .podOn("node-2", "shop", "fe", "fe-9")
            .policy("shop", "fe", "ingress: [{from: [{ipBlock: {cidr: 10.224.0.5/32}}]}]");
    JudgedEdge edge = onTheWay(edge(cluster, outside(), 8080, CLIENT));

    AuditReport report = audit(cluster, edge, EngineProfile.CALICO);

    // Of the pod on node-1, node-2 and node-3 may be the one; of that on node-2, none admitted is.
    assertThat(report.findings().get(0).deniedPairs()).isEqualTo(1);
    assertThat(report.findings().get(0).pairs()).isEqualTo(2);
  }

  @Test
  void theReasonSaysWhatIsNotKnown() {
    TinyCluster cluster = cluster("Cluster").policy("shop", "fe", POLICIES.get(4));
    JudgedEdge node = edge(cluster, new Party.Node("", "node-2", false), 8080);

    assertThat(reason(cluster, node, EngineProfile.NPM))
        .contains("npm does not filter what node node-2 forwards", "is not recorded");

    cluster = cluster("Cluster").policy("shop", "fe", POLICIES.get(2));

    assertThat(reason(cluster, node, EngineProfile.CILIUM))
        .contains("a node's or the world's, by its routing mode", "shop/fe ingress[0] admits it");
  }

  @Test
  void recordedAndEvaluatedVerdictsAreComparedByTheWayThatTheFlowCame() {
    TinyCluster cluster = cluster("Cluster").policy("shop", "fe", POLICIES.get(4));
    JudgedEdge outside = edge(cluster, outside(), 8080, CLIENT);
    JudgedEdge node = edge(cluster, new Party.Node("", "node-2", false), 8080);

    Agreement one = Agreement.of(List.of(outside), audit(cluster, outside, EngineProfile.NPM));
    Agreement other = Agreement.of(List.of(node), audit(cluster, node, EngineProfile.NPM));

    assertThat(one.agreeingEdges()).isEqualTo(1);
    assertThat(other.incomparableEdges()).isEqualTo(1);
    assertThat(other.disagreements()).isEmpty();
  }

  @Test
  void aRuleThatTheForwardingNodesNeedIsNotStale() {
    TinyCluster cluster = cluster("Cluster").policy("shop", "fe", POLICIES.get(1));
    JudgedEdge edge = onTheWay(edge(cluster, outside(), 8080, CLIENT));
    Inventory inventory = cluster.inventory();
    PolicyAuditor auditor =
        new PolicyAuditor(
            inventory,
            new PodDirectory(inventory),
            cluster.policies(),
            EngineProfile.CALICO,
            ForeignPolicies.none());

    assertThat(auditor.audit(List.of(), List.of(edge), List.of(), List.of()))
        .noneMatch(finding -> finding.rule() == FindingRule.STALE_RULE);
  }

  private static String reason(TinyCluster cluster, JudgedEdge edge, EngineProfile engine) {
    return Reasons.because(audit(cluster, edge, engine).findings().get(0).verdict());
  }

  private String verdicts(String recorded, EngineProfile engine) {
    StringBuilder letters = new StringBuilder();
    for (String policy : POLICIES) {
      boolean both = recorded.contains("too");
      boolean local = recorded.contains("only `Local`");
      TinyCluster cluster = cluster(local ? "Local" : "Cluster").policy("shop", "fe", policy);
      if (both) {
        cluster.service("shop", "fe", "NodePort", "Local", 80, 8080);
      }
      letters.append(letter(cluster, record(cluster, recorded), engine));
    }
    return letters.toString();
  }

  private static JudgedEdge record(TinyCluster cluster, String recorded) {
    if (recorded.startsWith("another node")) {
      return edge(cluster, new Party.Node("", "node-2", false), 8080);
    }
    if (recorded.startsWith("a private address")) {
      return edge(cluster, outside(), 8080, PRIVATE);
    }
    JudgedEdge edge = edge(cluster, outside(), 8080, CLIENT);
    return recorded.contains("on the way") ? onTheWay(edge) : edge;
  }

  private TinyCluster cluster(String trafficPolicy) {
    return new TinyCluster(folder)
        .node("node-1", "10.224.0.4")
        .node("node-2", "10.224.0.5")
        .node("node-3", "10.224.0.6")
        .pods("shop", "fe", 1)
        .pods("shop", "web", 1)
        .service("shop", "fe", "LoadBalancer", trafficPolicy, 80, 8080);
  }

  private static Party outside() {
    return new Party.External();
  }

  private static JudgedEdge edge(TinyCluster cluster, Party client, int port, String... addresses) {
    return cluster.edge(client, workload("shop", "fe"), port, addresses);
  }

  private static JudgedEdge onTheWay(JudgedEdge edge) {
    return TinyCluster.judged(
        TinyCluster.seenAt(edge.edge(), Set.of(Vantage.NIC)), false, new Standing.Used());
  }

  private static char letter(TinyCluster cluster, JudgedEdge edge, EngineProfile engine) {
    List<Finding> findings = audit(cluster, edge, engine).findings();
    if (findings.isEmpty()) {
      return 'A';
    }
    Verdict verdict = findings.get(0).verdict();
    if (verdict instanceof Verdict.NotEvaluated open) {
      return open.kind() == Verdict.NotEvaluated.Kind.ENGINE_DEPENDENT ? 'E' : '?';
    }
    return 'D';
  }

  private static AuditReport audit(TinyCluster cluster, JudgedEdge edge, EngineProfile engine) {
    return cluster.auditor(engine, false).audit(List.of(edge), cluster.policies());
  }

  private static List<String> table() throws IOException {
    String page = Files.readString(Path.of("../docs/policies.md"));
    int from = page.indexOf("<!-- entrances:begin -->");
    int to = page.indexOf("<!-- entrances:end -->");
    return page.substring(from, to).lines().filter(line -> line.startsWith("|")).toList();
  }

  private static List<String> cells(String line) {
    return Arrays.stream(line.substring(1, line.length() - 1).split("\\|", -1))
        .map(String::trim)
        .toList();
  }
}
