package io.sluice.analyzer.attribute;

import static io.sluice.analyzer.attribute.ClusterFixture.cluster;
import static io.sluice.analyzer.attribute.ClusterFixture.inventory;
import static io.sluice.analyzer.attribute.ClusterFixture.label;
import static io.sluice.analyzer.attribute.ClusterFixture.onNodeNetwork;
import static io.sluice.analyzer.attribute.ClusterFixture.startedAt;
import static io.sluice.analyzer.attribute.RecordFixture.address;
import static io.sluice.analyzer.attribute.RecordFixture.at;
import static io.sluice.analyzer.attribute.RecordFixture.pod;
import static io.sluice.analyzer.attribute.RecordFixture.workload;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.analyzer.cluster.Pod;
import io.sluice.analyzer.cluster.UnknownReason;
import io.sluice.analyzer.edge.Edge;
import io.sluice.ingest.Endpoint;
import io.sluice.ingest.Endpoint.Identity;
import io.sluice.ingest.Outcome;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NameAttributionTest {
  private static final Endpoint DATABASE = address("10.244.2.20");

  @TempDir private Path folder;
  private RecordFixture records;

  @BeforeEach
  void readCluster() {
    records =
        new RecordFixture(
            inventory(
                folder,
                cluster("")
                    .node("aks-1", "10.224.0.4", "10.244.1.0/24")
                    .deployment("shop", "cart")
                    .deployment("shop", "cart-canary", "track=canary")
                    .controller("StatefulSet", "shop", "queue")
                    .pod("shop", "cart", "bbbbb", "10.244.1.10", "aks-1")
                    .pod(
                        "shop",
                        "cart",
                        "ccccc",
                        "10.244.1.11",
                        "aks-1",
                        startedAt("2024-06-01T11:00:00Z"))
                    .pod(
                        "shop",
                        "cart-canary",
                        "ddddd",
                        "10.244.1.12",
                        "aks-1",
                        label("track", "canary"))
                    .pod("shop", "database", "fffff", "10.244.2.20", "aks-2")
                    .owned(
                        "Job",
                        "nightly-28620000",
                        "shop",
                        "nightly-28620000-ggggg",
                        "10.244.1.13",
                        "aks-1",
                        label("app", "nightly"))
                    .owned(
                        "DaemonSet",
                        "proxy",
                        "kube-system",
                        "proxy-hhhhh",
                        "10.224.0.4",
                        "aks-1",
                        onNodeNetwork("10.224.0.4"))));
  }

  private String client(Endpoint end) {
    assertThat(records.send(end, DATABASE)).isEqualTo(Outcome.USED);
    assertThat(records.directed()).hasSize(1);
    return records.directed().get(0).replace(" -> shop/database :8080", "");
  }

  private List<String> clientPods() {
    return records.podNames(records.edges().directed().get(0).clientPods());
  }

  @Test
  void aNamedPodOfTheSnapshotIsThatPod() {
    assertThat(client(pod("shop", "cart-7d4b9c8f6d-bbbbb", null))).isEqualTo("shop/cart");
    assertThat(clientPods()).containsExactly("cart-7d4b9c8f6d-bbbbb");
    assertThat(records.attributor.counts().byPodName()).isEqualTo(1);
  }

  @Test
  void aPodThatOnlyTheLogNamesBelongsToTheWorkloadThatTheLogNames() {
    Endpoint end =
        new Endpoint(
            "",
            "shop",
            "cart-6c5d8f9b7x-zzzzz",
            "ReplicaSet",
            "cart-6c5d8f9b7x",
            List.of("app=cart"),
            null,
            Identity.NONE);

    assertThat(client(end)).isEqualTo("shop/cart");
    assertThat(clientPods()).containsExactly("cart-6c5d8f9b7x-zzzzz");
    Pod logged = records.pods.get(records.edges().directed().get(0).clientPods().first());
    assertThat(logged.origin()).isEqualTo(Pod.Origin.LOG);
    assertThat(logged.labels()).containsEntry("app", "cart");
    assertThat(records.attributor.counts().loggedOnlyPods()).isEqualTo(1);
    assertThat(records.attributor.counts().byWorkloadName()).isEqualTo(1);
  }

  @Test
  void aScheduledJobIsItsCronJobs() {
    assertThat(client(workload("shop", "Job", "nightly-28629999"))).isEqualTo("shop/nightly");
  }

  @Test
  void labelsFindTheWorkloadWhoseStandAlone() {
    assertThat(client(pod("shop", "gone", null, "app=cart-canary", "track=canary")))
        .isEqualTo("shop/cart-canary");
  }

  @Test
  void noiseAmongTheLabelsDoesNotKeepThemFromFitting() {
    assertThat(client(pod("shop", "gone", null, "app=cart", "pod-template-hash=5f6f7d8c9b")))
        .isEqualTo("shop/cart");
  }

  @Test
  void aPodsNameFindsItsDeployment() {
    assertThat(client(pod("shop", "cart-6c5d8f9b7x-zzzzz", null))).isEqualTo("shop/cart");
  }

  @Test
  void aPodsNameFindsItsStatefulSet() {
    assertThat(client(pod("shop", "queue-2", null))).isEqualTo("shop/queue");
  }

  @Test
  void aPodsNameFindsItsCronJob() {
    assertThat(client(pod("shop", "nightly-28621440-zzzzz", null))).isEqualTo("shop/nightly");
  }

  @Test
  void aNameThatNoWorkloadFitsIsUnknownEvenIfSomebodyHasTheAddress() {
    assertThat(client(pod("shop", "stranger", "10.244.1.10"))).isEqualTo("unknown shop/stranger");
    assertThat(records.attributor.counts().unknown()).containsValue(1L);
  }

  @Test
  void aNamespaceWithAnAddressIsWhoeverHasItThere() {
    assertThat(client(pod("shop", "", "10.244.1.10"))).isEqualTo("shop/cart");
    assertThat(records.attributor.counts().byAddress()).isEqualTo(2);
  }

  @Test
  void anAddressOfAnotherNamespaceDoesNotExplainAName() {
    assertThat(client(pod("web", "", "10.244.1.10"))).isEqualTo("unknown web/");
  }

  @Test
  void labelsThatSeveralWorkloadsShareAreNotGuessed() {
    RecordFixture shared =
        new RecordFixture(
            inventory(
                folder,
                cluster("")
                    .pod("shop", "a", "bbbbb", "10.244.1.10", "n", label("tier", "web"))
                    .pod("shop", "b", "ccccc", "10.244.1.11", "n", label("tier", "web"))
                    .pod("shop", "database", "fffff", "10.244.2.20", "n")));

    shared.send(pod("shop", "", null, "tier=web"), DATABASE);

    assertThat(shared.directed()).containsExactly("unknown shop/tier=web -> shop/database :8080");
    assertThat(shared.attributor.counts().unknown()).containsOnlyKeys(UnknownReason.AMBIGUOUS_NAME);
  }

  @Test
  void aLogWithoutPodsAndAddressesStandsForAllPodsThatTheWorkloadHadThen() {
    Endpoint cart = workload("shop", "Deployment", "cart");
    Endpoint database = workload("shop", "Deployment", "database");
    records.send(cart, database, at("2024-06-01T10:00:00Z"));
    assertThat(clientPods()).containsExactly("cart-7d4b9c8f6d-bbbbb");

    records.send(cart, database, at("2024-06-01T11:30:00Z"));

    assertThat(records.directed()).containsExactly("shop/cart -> shop/database :8080");
    assertThat(clientPods()).containsExactly("cart-7d4b9c8f6d-bbbbb", "cart-7d4b9c8f6d-ccccc");
    assertThat(records.edges().directed()).extracting(Edge::records).containsExactly(2L);
  }

  @Test
  void anUndirectedRecordWithoutPodsStandsForAllPodsOfBothWorkloads() {
    records.send(
        workload("shop", "Deployment", "cart"),
        workload("shop", "Deployment", "database"),
        RecordFixture.undirected());

    Edge edge = records.edges().ambiguous().get(0);
    assertThat(records.podNames(edge.clientPods()))
        .containsExactly("cart-7d4b9c8f6d-bbbbb", "cart-7d4b9c8f6d-ccccc");
  }

  @Test
  void aWorkloadWithoutPodsIsStillThePeer() {
    assertThat(client(workload("shop", "StatefulSet", "queue"))).isEqualTo("shop/queue");
    assertThat(records.edges().directed().get(0).key().client().title()).isEqualTo("shop/queue");
  }

  @Test
  void aWorkloadOnTheNodesNetworkIsItsNode() {
    assertThat(client(workload("kube-system", "DaemonSet", "proxy"))).isEqualTo("node aks-1");
  }
}
