package io.sluice.recommender.audit;

import static io.sluice.recommender.audit.TinyCluster.workload;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.analyzer.cluster.Party;
import io.sluice.analyzer.cluster.UnknownReason;
import io.sluice.analyzer.policy.evaluate.Verdict;
import io.sluice.ingest.AddressFamily;
import io.sluice.recommender.recommend.JudgedEdge;
import io.sluice.recommender.recommend.Standing;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class AuditorTest {
  @TempDir Path folder;

  private TinyCluster cluster;

  @BeforeEach
  void webAndDb() {
    cluster =
        new TinyCluster(folder)
            .node("node-1", "10.224.0.4")
            .pods("shop", "web", 3)
            .pods("shop", "db", 2);
  }

  @Test
  void anEdgeThatPassesForAllItsPodsIsNoFinding() {
    cluster.policy("shop", "db", "ingress: [{from: [{podSelector: {matchLabels: {app: web}}}]}]");

    AuditReport report = cluster.audit(webToDb());

    assertThat(report.findings()).isEmpty();
    assertThat(report.allowedEdges()).isEqualTo(1);
  }

  @Test
  void aDenialNamesTheIsolatingPolicyAndWhyNoRuleAdmits() {
    cluster.policy("shop", "db", "ingress: [{from: [{podSelector: {matchLabels: {app: api}}}]}]");

    AuditReport report = cluster.audit(webToDb());

    Finding finding = report.findings().get(0);
    assertThat(finding.rule()).isEqualTo(FindingRule.WOULD_DENY);
    assertThat(finding.clientSample()).isEqualTo("shop/web-0");
    assertThat(finding.serverSample()).isEqualTo("shop/db-0");
    assertThat(finding.deniedPairs()).isEqualTo(6);
    assertThat(finding.pairs()).isEqualTo(6);
    assertThat(Reasons.because(finding.verdict()))
        .contains("ingress: shop/db isolates it", "shop/db ingress[0]", "app=api");
  }

  @Test
  void pairsThatAreDeniedAreCountedAmongAllPairs() {
    cluster.pod("shop", "db", "db-9", "Running");
    cluster.policy(
        "shop",
        "web",
        "policyTypes: [Egress], egress: [{to: [{ipBlock: {cidr: 10.244.0.13/32}}]}]");

    Finding finding = cluster.audit(webToDb()).findings().get(0);

    assertThat(finding.pairs()).isEqualTo(9);
    assertThat(finding.deniedPairs()).isEqualTo(6);
  }

  @Test
  void podsThatAreGoneDoNotCountWhileOthersRun() {
    cluster.pod("shop", "web", "web-gone", "Succeeded");
    cluster.policy("shop", "db", "policyTypes: [Ingress]");

    assertThat(cluster.audit(webToDb()).findings().get(0).pairs()).isEqualTo(6);
  }

  @Test
  void podsThatAreGoneAreAskedAboutWhereNoneRuns() {
    cluster.pod("shop", "job", "job-1", "Succeeded");
    cluster.policy("shop", "db", "policyTypes: [Ingress]");

    Finding finding =
        cluster
            .audit(cluster.edge(workload("shop", "job"), workload("shop", "db"), 80))
            .findings()
            .get(0);

    assertThat(finding.rule()).isEqualTo(FindingRule.WOULD_DENY);
    assertThat(finding.clientSample()).isEqualTo("shop/job-1");
  }

  @Test
  void replicasThatTalkToEachOtherAreNotTakenForOnePodThatTalksToItself() {
    cluster.policy("shop", "db", "policyTypes: [Ingress]");

    Finding finding =
        cluster
            .audit(cluster.edge(workload("shop", "db"), workload("shop", "db"), 80))
            .findings()
            .get(0);

    assertThat(finding.deniedPairs()).isEqualTo(2);
    assertThat(finding.clientSample()).isNotEqualTo(finding.serverSample());
  }

  @Test
  void anOutsideServerIsAskedAboutAddressByAddress() {
    cluster.policy(
        "shop",
        "web",
        "policyTypes: [Egress], egress: [{to: [{ipBlock: {cidr: 203.0.113.0/24}}]}]");

    Finding finding =
        cluster
            .audit(
                cluster.edge(
                    workload("shop", "web"),
                    new Party.External(),
                    443,
                    "203.0.113.9",
                    "198.51.100.7"))
            .findings()
            .get(0);

    assertThat(finding.serverSample()).isEqualTo("198.51.100.7");
    assertThat(finding.deniedPairs()).isEqualTo(3);
    assertThat(finding.pairs()).isEqualTo(6);
  }

  @Test
  void anInternetClientIsMaskedAlsoInTheReasons() {
    cluster.policy("shop", "web", "ingress: [{from: [{ipBlock: {cidr: 198.51.100.0/24}}]}]");
    JudgedEdge edge =
        cluster.edge(new Party.External(), workload("shop", "web"), 443, "203.0.113.9");

    Finding masked = cluster.audit(edge).findings().get(0);
    Finding shown = cluster.audit(true, edge).findings().get(0);

    assertThat(masked.clientSample()).isEqualTo("internet client");
    assertThat(masked.verdict().toString()).doesNotContain("203.0.113.9");
    assertThat(Reasons.because(masked.verdict())).contains("198.51.100.0/24");
    assertThat(shown.clientSample()).isEqualTo("203.0.113.9");
  }

  @Test
  void aNodeIsAskedAboutAsThatNode() {
    cluster.policy("shop", "web", "ingress: [{from: [{ipBlock: {cidr: 10.224.0.9/32}}]}]");
    cluster.node("node-2", "10.224.0.5");

    AuditReport report =
        cluster.audit(
            cluster.edge(new Party.Node("", "node-2", false), workload("shop", "web"), 80));

    assertThat(report.findings().get(0).clientSample()).isEqualTo("node node-2");
    assertThat(report.deniedEdges()).isEqualTo(1);
  }

  @Test
  void whatWasStoppedSaysWhetherTheCurrentPoliciesExplainIt() {
    cluster.policy("shop", "db", "policyTypes: [Ingress]");
    JudgedEdge explained =
        stopped(cluster.edge(workload("shop", "web"), workload("shop", "db"), 80, true));
    JudgedEdge unexplained =
        stopped(cluster.edge(workload("shop", "db"), workload("shop", "web"), 80, true));

    AuditReport report = cluster.audit(explained, unexplained);

    assertThat(report.stoppedEdges()).isEqualTo(2);
    assertThat(report.of(FindingRule.DENIED))
        .extracting(Finding::note)
        .containsExactly(
            "the current policies allow it: they were other ones then, or something else stopped it",
            "the current policies explain it");
  }

  @Test
  void whatNobodyKnowsIsNotEvaluatedAndSaysWhy() {
    Party unknown = new Party.Unknown(UnknownReason.UNMAPPED_ADDRESS, "");

    AuditReport report =
        cluster.audit(
            cluster.edge(unknown, workload("shop", "db"), 80, "10.1.2.3"),
            cluster.edge(workload("shop", "db"), new Party.World(), 443),
            cluster.edge(new Party.Node("", "no-node", false), workload("shop", "db"), 80),
            TinyCluster.judged(
                cluster.edge(workload("shop", "db"), workload("shop", "web"), -1, false),
                true,
                new Standing.Used()));

    assertThat(report.notEvaluatedEdges()).isEqualTo(4);
    assertThat(report.findings())
        .allSatisfy(f -> assertThat(f.verdict()).isInstanceOf(Verdict.NotEvaluated.class))
        .extracting(f -> Reasons.because(f.verdict()))
        .containsExactlyInAnyOrder(
            "no pod, node or service of the snapshot had this address at that time",
            "the log leaves the address outside the cluster out",
            "node no-node is not in the snapshot",
            "which end opened the connection is not known");
  }

  @Test
  void aQuarantinedEdgeThatWouldBeDeniedIsNoReasonToFail() {
    cluster.policy("shop", "db", "policyTypes: [Ingress]");
    JudgedEdge scan =
        TinyCluster.judged(
            webToDb().edge(),
            false,
            new Standing.Quarantined(new Standing.Reason("scan", "many targets", "")));

    AuditReport report = cluster.audit(scan);

    assertThat(report.findings().get(0).rule()).isEqualTo(FindingRule.QUARANTINED);
    assertThat(report.deniedEdges()).isZero();
    assertThat(report.quarantinedEdges()).isEqualTo(1);
  }

  @Test
  void aNodeOfWhichNoIpv6AddressIsKnownIsAskedAboutAsItStands() {
    cluster.dualStack().pods("shop", "api", 1).node("node-2", "10.224.0.5");
    cluster.policy("shop", "api", "ingress: [{from: [{ipBlock: {cidr: 10.224.0.5/32}}]}]");
    cluster.recordedIn(AddressFamily.IPV6);

    AuditReport report =
        cluster.audit(
            cluster.edge(new Party.Node("", "node-2", false), workload("shop", "api"), 80));

    assertThat(report.findings()).isEmpty();
  }

  @Test
  void aFamilyIsNamedOnlyWhereTheEndsHaveAChoice() {
    cluster.dualStack().pods("shop", "api", 2).pods("shop", "cache", 1);
    cluster.policy("shop", "db", "policyTypes: [Ingress]");
    cluster.policy("shop", "cache", "policyTypes: [Ingress]");
    cluster.recordedIn(AddressFamily.IPV4, AddressFamily.IPV6);

    Finding single = cluster.audit(webToDb()).findings().get(0);
    Finding dual =
        cluster
            .audit(cluster.edge(workload("shop", "api"), workload("shop", "cache"), 80))
            .findings()
            .get(0);

    assertThat(single.deniedFamilies()).isEmpty();
    assertThat(single.because()).startsWith("ingress: shop/db isolates it");
    assertThat(dual.because()).startsWith("over IPv4 and IPv6: ingress: shop/cache isolates it");
    assertThat(dual.deniedPairs()).isEqualTo(2);
    assertThat(dual.pairs()).isEqualTo(2);
  }

  private JudgedEdge webToDb() {
    return cluster.edge(workload("shop", "web"), workload("shop", "db"), 80);
  }

  private static JudgedEdge stopped(io.sluice.analyzer.edge.Edge edge) {
    return TinyCluster.judged(
        edge, false, new Standing.Quarantined(new Standing.Reason("denied-by-policy", "", "")));
  }
}
