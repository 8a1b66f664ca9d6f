package io.sluice.recommender.audit;

import static io.sluice.recommender.audit.TinyCluster.workload;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.analyzer.cluster.Party;
import io.sluice.analyzer.edge.Edge;
import io.sluice.ingest.ObservedVerdict;
import io.sluice.recommender.recommend.JudgedEdge;
import io.sluice.recommender.recommend.Standing;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class AgreementTest {
  @TempDir Path folder;

  private TinyCluster cluster;

  @BeforeEach
  void theDatabaseAdmitsTheWebOnly() {
    cluster =
        new TinyCluster(folder)
            .node("node-1", "10.224.0.4")
            .pods("shop", "web", 2)
            .pods("shop", "job", 1)
            .pods("shop", "db", 1)
            .policy("shop", "db", "ingress: [{from: [{podSelector: {matchLabels: {app: web}}}]}]");
  }

  @Test
  void whatWentThroughAndIsAllowedAgreesAndSoDoesWhatWasStoppedAndIsDenied() {
    Agreement agreement = of(seen("web", false), seen("job", true));

    assertThat(agreement.comparedEdges()).isEqualTo(2);
    assertThat(agreement.agreeingEdges()).isEqualTo(2);
    assertThat(agreement.share()).isEqualTo(1);
    assertThat(agreement.disagreements()).isEmpty();
  }

  @Test
  void whatWentThroughAndIsDeniedOrWasStoppedAndIsAllowedDisagrees() {
    Agreement agreement = of(seen("job", false), seen("web", true));

    assertThat(agreement.agreeingRecords()).isZero();
    assertThat(agreement.disagreements())
        .extracting(Agreement.Disagreement::recorded)
        .containsExactlyInAnyOrder(ObservedVerdict.FORWARDED, ObservedVerdict.DROPPED);
    assertThat(agreement.disagreements())
        .extracting(Agreement.Disagreement::evaluated)
        .anyMatch(words -> words.startsWith("denied: ingress: shop/db isolates it"))
        .contains("allowed");
  }

  @Test
  void anEdgeOfWhichOnlySomePairsAreDeniedShowsNothing() {
    cluster.policy(
        "shop", "web", "policyTypes: [Egress], egress: [{to: [{ipBlock: {cidr: 1.1.1.1/32}}]}]");

    Agreement agreement =
        of(cluster.edge(workload("shop", "web"), new Party.External(), 443, "1.1.1.1", "9.9.9.9"));

    assertThat(agreement.comparedEdges()).isZero();
    assertThat(agreement.incomparableEdges()).isEqualTo(1);
  }

  @Test
  void anAttemptThatNobodyAnsweredMayHaveBeenStoppedAtTheOtherEnd() {
    Edge answered = seen("job", false).edge();
    Edge attempt = TinyCluster.unanswered(answered);

    assertThat(of(TinyCluster.judged(attempt, false, new Standing.Used())).comparedEdges())
        .isZero();
  }

  private JudgedEdge seen(String client, boolean stopped) {
    return TinyCluster.judged(
        cluster.edge(workload("shop", client), workload("shop", "db"), 80, stopped),
        false,
        new Standing.Used());
  }

  private Agreement of(JudgedEdge... edges) {
    return Agreement.of(List.of(edges), cluster.audit(edges));
  }
}
