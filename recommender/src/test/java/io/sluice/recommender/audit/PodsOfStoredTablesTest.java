package io.sluice.recommender.audit;

import static io.sluice.recommender.audit.TinyCluster.workload;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.analyzer.cluster.Pod;
import io.sluice.analyzer.inventory.Inventory;
import io.sluice.analyzer.inventory.PodDirectory;
import io.sluice.analyzer.policy.EngineProfile;
import io.sluice.analyzer.policy.foreign.ForeignPolicies;
import io.sluice.recommender.recommend.JudgedEdge;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Edges of tables that were written when other pods ran. */
final class PodsOfStoredTablesTest {
  @TempDir Path folder;

  @Test
  void aPodThatOnlyAnOlderSnapshotHadIsGoneAndDoesNotCountWhileOthersRun() {
    TinyCluster cluster =
        new TinyCluster(folder)
            .pods("shop", "web", 2)
            .pods("shop", "db", 1)
            .policy("shop", "db", "ingress: [{from: [{podSelector: {matchLabels: {app: web}}}]}]");
    Inventory inventory = cluster.inventory();
    PodDirectory pods = new PodDirectory(inventory);
    JudgedEdge edge = cluster.edge(workload("shop", "web"), workload("shop", "db"), 80);
    Pod past = pods.stored(olderPod(inventory.pods().get(1)), workload("shop", "web"));
    edge.edge().clientPods().add(past.id());

    AuditReport report =
        new Auditor(
                inventory,
                pods,
                EngineProfile.GENERIC,
                new EdgeText(false, Set.of()),
                ForeignPolicies.none())
            .audit(List.of(edge), cluster.policies());

    assertThat(pods.inInventory(past.id())).isFalse();
    assertThat(report.findings()).isEmpty();
    assertThat(report.allowedEdges()).isEqualTo(1);
  }

  private static Pod olderPod(Pod like) {
    return new Pod(
        0,
        like.workload(),
        "web-then",
        new TreeMap<>(Map.of("app", "web-then")),
        like.addresses(),
        like.node(),
        false,
        "",
        like.ports(),
        like.startMillis() - 1,
        Long.MAX_VALUE,
        Pod.Origin.OBJECT);
  }
}
