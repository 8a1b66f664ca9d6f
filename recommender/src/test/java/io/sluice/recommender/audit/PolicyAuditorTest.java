package io.sluice.recommender.audit;

import static io.sluice.recommender.audit.TinyCluster.workload;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.analyzer.cluster.Workload;
import io.sluice.analyzer.inventory.Inventory;
import io.sluice.analyzer.policy.EngineProfile;
import io.sluice.recommender.recommend.JudgedEdge;
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

    assertThat(
            new PolicyAuditor(inventory, cluster.policies(), EngineProfile.GENERIC)
                .audit(List.of(), List.of(webToDb())))
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
  void theFingerprintStaysWhileTheFindingStays() {
    cluster.policy("shop", "db", "ingress: [{}]");
    List<String> before = audit().stream().map(PolicyFinding::fingerprint).toList();
    cluster.pods("shop", "more", 3);

    assertThat(audit()).extracting(PolicyFinding::fingerprint).containsAll(before);
    assertThat(before).doesNotHaveDuplicates().allMatch(text -> text.matches("[0-9a-f]{16}"));
  }

  private JudgedEdge webToDb() {
    return cluster.edge(workload("shop", "web"), workload("shop", "db"), 80);
  }

  private List<PolicyFinding> audit() {
    List<Workload> subjects = List.of(workload("shop", "web"), workload("shop", "db"));
    return new PolicyAuditor(cluster.inventory(), cluster.policies(), EngineProfile.GENERIC)
        .audit(subjects, List.of(webToDb()));
  }
}
