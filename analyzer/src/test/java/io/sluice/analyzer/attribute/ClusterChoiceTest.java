package io.sluice.analyzer.attribute;

import static io.sluice.analyzer.attribute.ClusterFixture.cluster;
import static io.sluice.analyzer.attribute.ClusterFixture.inventory;
import static io.sluice.analyzer.attribute.RecordFixture.address;
import static io.sluice.analyzer.attribute.RecordFixture.by;
import static io.sluice.analyzer.attribute.RecordFixture.inCluster;
import static io.sluice.analyzer.attribute.RecordFixture.pod;
import static io.sluice.analyzer.attribute.RecordFixture.workload;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.analyzer.inventory.Inventory;
import io.sluice.ingest.Endpoint;
import io.sluice.ingest.Flow;
import io.sluice.ingest.Observer;
import io.sluice.ingest.Outcome;
import io.sluice.ingest.Reporter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClusterChoiceTest {
  private static final String NETWORK = "/subscriptions/s/virtualnetworks/hub";
  private static final Observer BLUE_NIC = Observer.nic("000D3A000001", NETWORK);
  private static final Observer GREEN_NIC = Observer.nic("000D3A000002", NETWORK);
  private static final Endpoint SHARED_1 = address("10.244.1.10");
  private static final Endpoint SHARED_2 = address("10.244.2.20");
  private static final Endpoint INTERNET = address("203.0.113.9");

  @TempDir private Path folder;

  /** Two clusters in one network with the same pod ranges and other workloads in them. */
  private Inventory twins() {
    return inventory(folder, blue(), green());
  }

  private static ClusterFixture blue() {
    return cluster("blue")
        .node("aks-blue-1", "10.224.0.4", "10.244.1.0/24")
        .node("aks-blue-2", "10.224.0.5", "10.244.2.0/24")
        .pod("shop", "cart", "bbbbb", "10.244.1.10", "aks-blue-1")
        .pod("shop", "database", "ccccc", "10.244.2.20", "aks-blue-2");
  }

  private static ClusterFixture green() {
    return cluster("green")
        .node("aks-green-1", "10.224.1.4", "10.244.1.0/24")
        .node("aks-green-2", "10.224.1.5", "10.244.2.0/24")
        .pod("bank", "teller", "ddddd", "10.244.1.10", "aks-green-1")
        .pod("bank", "ledger", "fffff", "10.244.2.20", "aks-green-2");
  }

  @Test
  void theClusterThatTheObserverNamesIsTheRecords() {
    RecordFixture records = new RecordFixture(twins());

    records.send(SHARED_1, SHARED_2, records.observedBy(Observer.node("green", "n")));

    assertThat(records.directed()).containsExactly("[green] bank/teller -> bank/ledger :8080");
  }

  @Test
  void theClusterThatAnEndNamesIsTheRecords() {
    RecordFixture records = new RecordFixture(twins());

    records.send(inCluster("blue", pod("shop", "cart-7d4b9c8f6d-bbbbb", null)), SHARED_2);

    assertThat(records.directed()).containsExactly("[blue] shop/cart -> shop/database :8080");
  }

  @Test
  void aNodeThatOneClusterHasTellsTheCluster() {
    RecordFixture records = new RecordFixture(twins());

    records.send(SHARED_1, SHARED_2, records.onNode("aks-blue-1"));

    assertThat(records.directed()).containsExactly("[blue] shop/cart -> shop/database :8080");
  }

  @Test
  void twoClustersWithTheSamePodRangeInOneNetworkLogAreKeptApartByTheirInterfaces() {
    Inventory inventory = twins();
    RecordFixture records = new RecordFixture(inventory);
    ClusterBindings.Collector collector =
        new ClusterBindings.Collector(inventory, records.endpoints, records.observers);
    List<Flow> log = networkLog(records);

    log.forEach(collector::accept);
    RecordFixture bound = new RecordFixture(records, collector.bindings());
    List<Outcome> outcomes = log.stream().map(bound.attributor::accept).toList();

    assertThat(outcomes)
        .containsExactly(Outcome.USED, Outcome.USED, Outcome.NODE_TO_NODE, Outcome.NODE_TO_NODE);
    assertThat(bound.directed())
        .containsExactly(
            "[blue] shop/cart -> shop/database :8080", "[green] bank/teller -> bank/ledger :8080");
  }

  @Test
  void theOrderOfTheFirstPassDoesNotMatterNorItsSplit() {
    Inventory inventory = twins();
    RecordFixture records = new RecordFixture(inventory);
    List<Flow> log = new ArrayList<>(networkLog(records));
    Collections.reverse(log);
    ClusterBindings.Collector one =
        new ClusterBindings.Collector(inventory, records.endpoints, records.observers);
    ClusterBindings.Collector other =
        new ClusterBindings.Collector(inventory, records.endpoints, records.observers);
    for (int i = 0; i < log.size(); i++) {
      (i % 2 == 0 ? one : other).accept(log.get(i));
    }

    one.merge(other);

    assertThat(one.bindings().clusterOf(BLUE_NIC)).contains("blue");
    assertThat(one.bindings().clusterOf(GREEN_NIC)).contains("green");
  }

  /** Pod traffic comes first, so nothing is known of an interface when its records are met. */
  private static List<Flow> networkLog(RecordFixture records) {
    Consumer<Flow> blue = records.observedBy(BLUE_NIC);
    Consumer<Flow> green = records.observedBy(GREEN_NIC).andThen(by(Reporter.SERVER));
    return List.of(
        records.flow(SHARED_1, SHARED_2, blue),
        records.flow(SHARED_1, SHARED_2, green),
        records.flow(address("10.224.0.4"), INTERNET, blue),
        records.flow(INTERNET, address("10.224.1.5"), green));
  }

  @Test
  void equalNodeAddressesInTwoNetworksAreToldByTheOtherInterfacesOfTheNetwork() {
    Inventory inventory =
        inventory(
            folder,
            cluster("blue")
                .node("b1", "10.224.0.4", "10.244.1.0/24")
                .node("b2", "10.224.0.5", "10.244.2.0/24")
                .pod("shop", "cart", "bbbbb", "10.244.1.10", "b1"),
            cluster("green")
                .node("g1", "10.224.0.4", "10.244.1.0/24")
                .node("g2", "10.224.0.6", "10.244.2.0/24")
                .pod("bank", "teller", "ddddd", "10.244.1.10", "g1"));
    RecordFixture records = new RecordFixture(inventory);
    ClusterBindings.Collector collector =
        new ClusterBindings.Collector(inventory, records.endpoints, records.observers);
    Observer same = Observer.nic("000D3A000001", "/net/blue");
    Observer telling = Observer.nic("000D3A000002", "/net/blue");
    Observer alone = Observer.nic("000D3A000001", "/net/green");

    for (Observer nic : List.of(same, alone)) {
      collector.accept(records.flow(address("10.224.0.4"), INTERNET, records.observedBy(nic)));
    }
    collector.accept(records.flow(address("10.224.0.5"), INTERNET, records.observedBy(telling)));

    assertThat(collector.bindings().clusterOf(same)).contains("blue");
    assertThat(collector.bindings().clusterOf(alone)).isEmpty();
  }

  @Test
  void anAddressThatSeveralClustersMayHandOutTellsNoCluster() {
    RecordFixture records = new RecordFixture(twins());

    assertThat(records.send(SHARED_1, SHARED_2)).isEqualTo(Outcome.AMBIGUOUS_CLUSTER);
    assertThat(records.send(address("10.244.1.99"), SHARED_2)).isEqualTo(Outcome.AMBIGUOUS_CLUSTER);
    assertThat(records.directed()).isEmpty();
  }

  @Test
  void anAddressThatOnlyOneClusterCanHaveTellsTheCluster() {
    RecordFixture records =
        new RecordFixture(
            inventory(
                folder,
                blue(),
                cluster("red")
                    .node("aks-red-1", "10.224.2.4", "10.245.1.0/24")
                    .pod("mail", "relay", "ggggg", "10.245.1.10", "aks-red-1")));

    records.send(address("10.245.1.10"), INTERNET);
    records.send(SHARED_1, INTERNET);

    assertThat(records.directed())
        .containsExactly(
            "[blue] shop/cart -> external :8080", "[red] mail/relay -> external :8080");
  }

  @Test
  void aRecordOfAClusterThatWasNotGivenIsSkipped() {
    RecordFixture records = new RecordFixture(inventory(folder, blue()));

    assertThat(records.send(inCluster("green", workload("bank", "Deployment", "teller")), SHARED_2))
        .isEqualTo(Outcome.OTHER_CLUSTER);
    assertThat(records.send(SHARED_1, SHARED_2, records.observedBy(Observer.node("green", "n"))))
        .isEqualTo(Outcome.OTHER_CLUSTER);
    assertThat(records.send(SHARED_1, SHARED_2)).isEqualTo(Outcome.USED);
  }

  @Test
  void theOnlyClusterTakesEveryNameWhereItHasNone() {
    RecordFixture records =
        new RecordFixture(
            inventory(
                folder,
                cluster("")
                    .pod("shop", "cart", "bbbbb", "10.244.1.10", "n")
                    .pod("shop", "database", "ccccc", "10.244.2.20", "n")));

    records.send(
        inCluster("anything", pod("shop", "cart-7d4b9c8f6d-bbbbb", null)),
        SHARED_2,
        records.observedBy(Observer.node("anything", "n")));

    assertThat(records.directed()).containsExactly("shop/cart -> shop/database :8080");
  }

  @Test
  void aPeerInAnotherClusterIsLookedUpThere() {
    RecordFixture records = new RecordFixture(twins());

    records.send(
        inCluster("blue", pod("shop", "cart-7d4b9c8f6d-bbbbb", null)),
        inCluster("green", pod("bank", "ledger-7d4b9c8f6d-fffff", null)),
        records.observedBy(Observer.node("blue", "aks-blue-1")));

    assertThat(records.directed()).containsExactly("[blue] shop/cart -> bank/ledger :8080");
  }

  @Test
  void aPeerInAClusterThatWasNotGivenIsUnknown() {
    RecordFixture records = new RecordFixture(twins());

    records.send(
        inCluster("blue", pod("shop", "cart-7d4b9c8f6d-bbbbb", null)),
        inCluster("black", pod("x", "y", "10.244.2.20")));

    assertThat(records.directed()).containsExactly("[blue] shop/cart -> unknown black/x/y :8080");
  }
}
