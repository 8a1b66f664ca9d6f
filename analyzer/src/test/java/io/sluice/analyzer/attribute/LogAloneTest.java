package io.sluice.analyzer.attribute;

import static io.sluice.analyzer.attribute.RecordFixture.address;
import static io.sluice.analyzer.attribute.RecordFixture.identity;
import static io.sluice.analyzer.attribute.RecordFixture.inCluster;
import static io.sluice.analyzer.attribute.RecordFixture.pod;
import static io.sluice.analyzer.attribute.RecordFixture.workload;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.analyzer.cluster.Workload;
import io.sluice.analyzer.inventory.Inventory;
import io.sluice.ingest.Endpoint;
import io.sluice.ingest.Endpoint.Identity;
import io.sluice.ingest.Outcome;
import io.sluice.ingest.Reporter;
import org.junit.jupiter.api.Test;

class LogAloneTest {
  private final RecordFixture records = new RecordFixture(Inventory.empty());

  private Workload client(Endpoint end) {
    assertThat(records.send(end, workload("shop", "Deployment", "database")))
        .isEqualTo(Outcome.USED);
    return (Workload) records.edges().directed().get(0).key().client();
  }

  @Test
  void theWorkloadThatTheLogNamesIsTheWorkload() {
    assertThat(client(workload("shop", "Deployment", "cart")))
        .isEqualTo(new Workload("", "shop", "Deployment", "cart"));
  }

  @Test
  void labelsWithoutNoiseNameAWorkloadAndVersionsStayApart() {
    Endpoint end =
        pod(
            "shop",
            "reviews-v2-7d4b9c8f6d-bbbbb",
            null,
            "app=reviews",
            "pod-template-hash=7d4b9c8f6d",
            "version=v2");

    assertThat(client(end)).isEqualTo(new Workload("", "shop", "Labels", "app=reviews,version=v2"));
    assertThat(records.podNames(records.edges().directed().get(0).clientPods()))
        .containsExactly("reviews-v2-7d4b9c8f6d-bbbbb");
  }

  @Test
  void aPodWithoutLabelsIsNamedWithoutItsRandomEndings() {
    assertThat(client(pod("shop", "cart-7d4b9c8f6d-bbbbb", null)).name()).isEqualTo("cart");
  }

  /** As Calico writes it: the pod's name without its last part, and no kind. */
  @Test
  void aNameWithoutAKindGoesWithThePodsThatItStandsFor() {
    assertThat(client(workload("shop", "", "cart-7d4b9c8f6d")))
        .isEqualTo(client(pod("shop", "cart-7d4b9c8f6d-bbbbb", null)));
    assertThat(client(workload("shop", "", "agent")).name()).isEqualTo("agent");
  }

  @Test
  void endingsOfEachKindOfPodAreCutOff() {
    assertThat(PodNamePattern.trimmed("nightly-28620000-ggggg")).isEqualTo("nightly");
    assertThat(PodNamePattern.trimmed("queue-2")).isEqualTo("queue");
    assertThat(PodNamePattern.trimmed("agent-x4k2p")).isEqualTo("agent");
    assertThat(PodNamePattern.trimmed("coredns")).isEqualTo("coredns");
  }

  @Test
  void addressesAreExternalOrUnknown() {
    Endpoint cart = workload("shop", "Deployment", "cart");
    records.send(cart, address("203.0.113.9"));
    records.send(cart, address("10.9.9.9"));

    assertThat(records.directed())
        .containsExactly(
            "shop/cart -> external :8080", "shop/cart -> unknown (unmapped-address) :8080");
  }

  @Test
  void theHostOfAnObserverAtThePodIsThePodsOwnNode() {
    Endpoint cart = workload("shop", "Deployment", "cart");
    records.send(
        identity(Identity.HOST, "10.244.1.1"),
        cart,
        records.onNode("aks-1").andThen(RecordFixture.by(Reporter.SERVER)));

    assertThat(records.directed()).containsExactly("own node aks-1 -> shop/cart :8080");
  }

  @Test
  void clustersThatTheLogNamesAreKeptApart() {
    Endpoint cart = workload("shop", "Deployment", "cart");
    records.send(inCluster("blue", cart), address("203.0.113.9"));
    records.send(inCluster("green", cart), address("203.0.113.9"));

    assertThat(records.directed())
        .containsExactly(
            "[blue] shop/cart -> external :8080", "[green] shop/cart -> external :8080");
  }

  @Test
  void theNameThatEveryClusterHasByDefaultIsNone() {
    Endpoint cart = workload("shop", "Deployment", "cart");
    records.send(inCluster("default", cart), address("203.0.113.9"));
    records.send(cart, address("203.0.113.9"));

    assertThat(records.directed()).containsExactly("shop/cart -> external :8080");
  }
}
