package io.sluice.analyzer.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.analyzer.cluster.Pod;
import io.sluice.analyzer.cluster.Workload;
import io.sluice.ingest.Endpoint;
import io.sluice.ingest.IpAddress;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PodDirectoryTest {
  private static final Workload CART = new Workload("", "shop", "Deployment", "cart");

  @TempDir Path folder;

  @Test
  void podsThatOnlyALogNamesAreNumberedBehindTheInventorysAndOnce() {
    Inventory inventory =
        new Snapshots(folder)
            .add(".yaml", "kind: Pod\nmetadata: {name: known, namespace: shop}\n")
            .inventory();
    PodDirectory pods = new PodDirectory(inventory);

    Pod logged = pods.logged(CART, endpoint("cart-1", "app=cart", "odd"));

    assertThat(logged.id()).isEqualTo(1);
    assertThat(logged.labels().toString()).isEqualTo("{app=cart, odd=}");
    assertThat(logged.origin()).isEqualTo(Pod.Origin.LOG);
    assertThat(pods.logged(CART, endpoint("cart-1", "app=cart", "odd"))).isSameAs(logged);
    assertThat(pods.logged(CART, endpoint("cart-2", "app=cart")).id()).isEqualTo(2);
    assertThat(pods.get(0).name()).isEqualTo("known");
    assertThat(pods.get(1)).isSameAs(logged);
    assertThat(pods.inInventory(0)).isTrue();
    assertThat(pods.inInventory(1)).isFalse();
    assertThat(pods.size()).isEqualTo(3);
  }

  @Test
  void aPodThatOnlyALogNamesHasTheLowestOfItsAddressesInEachFamily() {
    PodDirectory pods = new PodDirectory(Inventory.empty());

    for (String address : List.of("fd00::9", "10.244.0.7", "fd00::5", "10.244.0.6", "10.244.0.8")) {
      pods.logged(CART, endpoint(IpAddress.parse(address).orElseThrow(), "cart-1"));
    }

    assertThat(pods.get(0).addresses()).hasToString("[10.244.0.6, fd00::5]");
    assertThat(pods.size()).isEqualTo(1);
  }

  private static Endpoint endpoint(String pod, String... labels) {
    return endpoint(IpAddress.parse("10.244.0.5").orElseThrow(), pod, labels);
  }

  private static Endpoint endpoint(IpAddress address, String pod, String... labels) {
    return new Endpoint(
        "", "shop", pod, "Deployment", "cart", List.of(labels), address, Endpoint.Identity.NONE);
  }
}
