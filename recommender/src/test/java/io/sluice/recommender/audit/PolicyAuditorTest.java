package io.sluice.recommender.audit;

import static io.sluice.recommender.audit.TinyCluster.workload;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.sluice.analyzer.cluster.Workload;
import io.sluice.analyzer.inventory.Inventory;
import io.sluice.analyzer.inventory.PodDirectory;
import io.sluice.analyzer.policy.EngineProfile;
import io.sluice.analyzer.policy.foreign.ForeignPolicies;
import io.sluice.recommender.recommend.JudgedEdge;
import io.sluice.recommender.recommend.Standing;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PolicyAuditorTest {
  @TempDir Path folder;

  private TinyCluster cluster;

  @BeforeEach
  void webAndDb() {
    cluster = new TinyCluster(folder).pods("shop", "web", 2).pods("shop", "db", 1);
  }

  @Test
  void aWorkloadWithTrafficThatNothingIsolatesIsNamedWithItsOpenDirections() {
    cluster.policy("shop", "db", "ingress: [{from: [{podSelector: {matchLabels: {app: web}}}]}]");

    List<PolicyFinding> findings = audit();

    assertThat(findings)
        .extracting(finding -> finding.subject() + " " + finding.part())
        .containsExactly("shop/db egress", "shop/web egress", "shop/web ingress");
    assertThat(findings).allMatch(finding -> finding.rule() == FindingRule.NO_POLICY);
    assertThat(findings.get(0).message())
        .isEqualTo("no policy isolates its egress, and 1 edge of it was recorded");
  }

  @Test
  void aWorkloadThatPoliciesAreNotMeantForIsNoFinding() {
    Inventory inventory = cluster.inventory();

    assertThat(auditor(inventory).audit(List.of(), List.of(webToDb()), List.of(), List.of()))
        .isEmpty();
  }

  @Test
  void rulesThatAdmitAnybodyAreNamedWithTheirPlace() {
    cluster
        .policy(
            "shop", "web", "policyTypes: [Egress], egress: [{to: [{ipBlock: {cidr: 0.0.0.0/0}}]}]")
        .policy(
            "shop",
            "db",
            "ingress: [{from: [{podSelector: {}}]}, {ports: [{port: 80}]},"
                + " {from: [{namespaceSelector: {}}]}]");

    List<PolicyFinding> wide =
        audit().stream().filter(f -> f.rule() == FindingRule.WIDE_OPEN).toList();

    assertThat(wide)
        .extracting(finding -> finding.subject() + " " + finding.part())
        .containsExactly("shop/db ingress[1]", "shop/db ingress[2]", "shop/web egress[0]");
    assertThat(wide.get(0).message())
        .isEqualTo("the rule admits anybody, in and outside the cluster on TCP/80");
    assertThat(wide.get(0).place()).isPresent();
  }

  @Test
  void aRuleThatNoFlowNeededIsStaleAndOneThatAnyNeededIsNot() {
    cluster.policy(
        "shop",
        "db",
        "ingress: [{from: [{podSelector: {}}]}, {from: [{podSelector: {matchLabels: {app: web}}}]},"
            + " {ports: [{port: 9999}], from: [{podSelector: {matchLabels: {app: web}}}]}]");

    assertThat(audit())
        .filteredOn(finding -> finding.rule() == FindingRule.STALE_RULE)
        .extracting(PolicyFinding::part)
        .containsExactly("ingress[2]");
  }

  @Test
  void aMisspeltLabelOfAPeerIsAMismatchWhereAFlowShowsIt() {
    cluster.policy("shop", "db", "ingress: [{from: [{podSelector: {matchLabels: {app: wbe}}}]}]");

    assertThat(audit())
        .filteredOn(finding -> finding.rule() == FindingRule.SELECTOR_MISMATCH)
        .extracting(PolicyFinding::message)
        .singleElement()
        .asString()
        .contains("app=wbe", "app is db, web there")
        .contains("shop/web-0 to shop/db-0 on TCP/80 would be denied");
  }

  @Test
  void aPolicyThatWouldAdmitADeniedFlowIfItSelectedItsPodsIsAMismatch() {
    cluster
        .policy("shop", "dbs", "ingress: [{from: [{podSelector: {matchLabels: {app: web}}}]}]")
        .policy("shop", "db", "policyTypes: [Ingress]");

    assertThat(audit())
        .filteredOn(finding -> finding.rule() == FindingRule.SELECTOR_MISMATCH)
        .extracting(PolicyFinding::subject, PolicyFinding::part)
        .containsExactly(tuple("shop/dbs", ""));
  }

  /** The slip is in force: the flows that it costs are recorded as stopped. */
  @Test
  void aMisspeltLabelIsAMismatchAlsoWhereItsFlowWasStoppedWhenRecorded() {
    cluster
        .policy("shop", "dbs", "ingress: [{from: [{podSelector: {matchLabels: {app: web}}}]}]")
        .policy("shop", "db", "policyTypes: [Ingress]");

    assertThat(audit(stoppedWebToDb()))
        .filteredOn(finding -> finding.rule() == FindingRule.SELECTOR_MISMATCH)
        .extracting(PolicyFinding::message)
        .singleElement()
        .asString()
        .contains("app=dbs", "shop/web-0 to shop/db-0 on TCP/80 was denied");
  }

  /**
   * A filter outside the policies' reach, or older policies, stopped it: nothing shows the slip.
   */
  @Test
  void aStoppedFlowThatThePoliciesAllowShowsNoMismatch() {
    cluster.policy("shop", "dbs", "ingress: [{from: [{podSelector: {matchLabels: {app: web}}}]}]");

    assertThat(audit(stoppedWebToDb()))
        .extracting(PolicyFinding::rule)
        .contains(FindingRule.SELECTS_NOTHING)
        .doesNotContain(FindingRule.SELECTOR_MISMATCH);
  }

  @Test
  void aMisspeltLabelThatNoFlowShowsSelectsNothing() {
    cluster.policy(
        "shop", "db", "ingress: [{from: [{podSelector: {matchLabels: {app: wbe}}}]},{}]");

    assertThat(audit())
        .extracting(PolicyFinding::rule)
        .contains(FindingRule.SELECTS_NOTHING)
        .doesNotContain(FindingRule.SELECTOR_MISMATCH);
  }

  @Test
  void theFingerprintStaysWhileTheFindingStays() {
    cluster.policy("shop", "db", "ingress: [{}]");
    List<String> before = audit().stream().map(PolicyFinding::fingerprint).toList();
    cluster.pods("shop", "more", 3);

    assertThat(audit()).extracting(PolicyFinding::fingerprint).containsAll(before);
    assertThat(before).doesNotHaveDuplicates().allMatch(text -> text.matches("[0-9a-f]{16}"));
  }

  private JudgedEdge stoppedWebToDb() {
    return TinyCluster.judged(
        cluster.edge(workload("shop", "web"), workload("shop", "db"), 80, true),
        false,
        new Standing.Quarantined(new Standing.Reason("denied-by-policy", "", "")));
  }

  private JudgedEdge webToDb() {
    return cluster.edge(workload("shop", "web"), workload("shop", "db"), 80);
  }

  private List<PolicyFinding> audit() {
    return audit(webToDb());
  }

  private List<PolicyFinding> audit(JudgedEdge edge) {
    List<Workload> subjects = List.of(workload("shop", "web"), workload("shop", "db"));
    AuditReport audit = cluster.audit(edge);
    return auditor(cluster.inventory()).audit(subjects, List.of(edge), audit.findings(), List.of());
  }

  private PolicyAuditor auditor(Inventory inventory) {
    return new PolicyAuditor(
        inventory,
        new PodDirectory(inventory),
        cluster.policies(),
        EngineProfile.GENERIC,
        ForeignPolicies.none());
  }
}
