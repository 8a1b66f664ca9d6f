package io.sluice.analyzer.attribute;

import static io.sluice.analyzer.attribute.RecordFixture.address;
import static io.sluice.analyzer.attribute.RecordFixture.ip;
import static io.sluice.analyzer.attribute.RecordFixture.ports;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.ingest.Endpoint;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The API server has no pod: the endpoints of default/kubernetes say where it answers. */
class ApiServerAttributionTest {
  private static final Endpoint FRONT = ShopFixture.ON_AKS_1;
  private static final Endpoint SERVICE = address("10.0.0.1");

  @TempDir private Path folder;

  private RecordFixture answeringAt(int port, String... addresses) {
    return ShopFixture.records(
        folder,
        ShopFixture.withNodes(ShopFixture.front())
            .service("default", "kubernetes", "", "10.0.0.1", 443, String.valueOf(port), 0)
            .service("shop", "other", "", "10.0.0.2", 443, "443", 0)
            .slice("shop", "other", 443, "10.9.0.7")
            .slice("default", "kubernetes", port, addresses));
  }

  @Test
  void itsServiceLeadsToItsAddressAndPort() {
    RecordFixture records = answeringAt(6443, "203.0.113.7");

    records.send(FRONT, SERVICE, ports(50_000, 443));

    assertThat(records.directed()).containsExactly("shop/front -> external :6443");
    assertThat(records.only().addresses()).containsExactly(ip("203.0.113.7"));
  }

  @Test
  void aRecordForSeveralAddressesIsOneRecord() {
    RecordFixture records = answeringAt(443, "203.0.113.7", "203.0.113.8");

    records.send(FRONT, SERVICE, ports(50_000, 443));

    assertThat(records.only().records()).isEqualTo(1);
  }

  @Test
  void aPrivateAddressOfItIsNotUnknown() {
    RecordFixture records = answeringAt(443, "10.9.0.4");

    records.send(FRONT, address("10.9.0.4"), ports(50_000, 443));
    records.send(FRONT, SERVICE, ports(50_000, 443));

    assertThat(records.only().addresses()).containsExactly(ip("10.9.0.4"));
    assertThat(records.directed()).containsExactly("shop/front -> external :443");
  }

  @Test
  void otherPrivateAddressesStayUnknownAlsoWhenASliceListsThem() {
    RecordFixture records = answeringAt(443, "10.9.0.4");

    records.send(FRONT, address("10.9.0.7"), ports(50_000, 443));

    assertThat(records.directed()).containsExactly("shop/front -> unknown (unmapped-address) :443");
  }

  @Test
  void onANodeItIsThatNode() {
    RecordFixture records = answeringAt(6443, "10.224.0.5");

    records.send(FRONT, SERVICE, ports(50_000, 443));

    assertThat(records.directed()).containsExactly("shop/front -> node aks-2 :6443");
  }
}
