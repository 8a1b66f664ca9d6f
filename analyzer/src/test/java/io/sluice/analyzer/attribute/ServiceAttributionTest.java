package io.sluice.analyzer.attribute;

import static io.sluice.analyzer.attribute.ClusterFixture.onNodeNetwork;
import static io.sluice.analyzer.attribute.ClusterFixture.port;
import static io.sluice.analyzer.attribute.ClusterFixture.startedAt;
import static io.sluice.analyzer.attribute.RecordFixture.address;
import static io.sluice.analyzer.attribute.RecordFixture.at;
import static io.sluice.analyzer.attribute.RecordFixture.by;
import static io.sluice.analyzer.attribute.RecordFixture.dropped;
import static io.sluice.analyzer.attribute.RecordFixture.identity;
import static io.sluice.analyzer.attribute.RecordFixture.ports;
import static io.sluice.analyzer.attribute.RecordFixture.protocol;
import static io.sluice.analyzer.attribute.RecordFixture.reply;
import static io.sluice.analyzer.attribute.RecordFixture.undirected;
import static io.sluice.analyzer.attribute.ShopFixture.CART_SERVICE;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sluice.analyzer.edge.Edge;
import io.sluice.ingest.Endpoint;
import io.sluice.ingest.Endpoint.Identity;
import io.sluice.ingest.Outcome;
import io.sluice.ingest.Reporter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServiceAttributionTest {
  private static final Endpoint FRONT = ShopFixture.ON_AKS_1;
  private static final Endpoint MIXED_SERVICE = address("10.0.0.21");
  private static final Endpoint API_SERVICE = address("10.0.0.1");
  private static final Endpoint AGENT_SERVICE = address("10.0.0.22");

  @TempDir private Path folder;
  private RecordFixture records;

  @BeforeEach
  void readCluster() {
    records =
        ShopFixture.records(
            folder,
            ShopFixture.withNodes(ShopFixture.front())
                .pod("shop", "cart", "ddddd", "10.244.2.21", "aks-2")
                .pod("shop", "v1", "fffff", "10.244.2.31", "aks-2", mixed(8080))
                .pod("shop", "v2", "ggggg", "10.244.2.32", "aks-2", mixed(8081))
                .owned(
                    "DaemonSet",
                    "agent",
                    "ops",
                    "agent-hhhhh",
                    "10.224.0.5",
                    "aks-2",
                    onNodeNetwork("10.224.0.5").andThen(ClusterFixture.label("app", "agent")))
                .service("shop", "mixed", "mixed", "10.0.0.21", 80, "web", 0)
                .service("ops", "agent", "agent", "10.0.0.22", 80, "9100", 0)
                .service("default", "kubernetes", "", "10.0.0.1", 443, "6443", 0));
  }

  private static Consumer<ObjectNode> mixed(int number) {
    return ClusterFixture.label("app", "mixed").andThen(port("web", "TCP", number));
  }

  @Test
  void aServicesAddressIsItsPodsOnTheirTargetPort() {
    assertThat(records.send(FRONT, CART_SERVICE, ports(50_000, 80))).isEqualTo(Outcome.USED);

    assertThat(records.directed()).containsExactly("shop/front -> shop/cart :8080");
    assertThat(records.podNames(records.only().serverPods()))
        .containsExactly("cart-7d4b9c8f6d-ccccc", "cart-7d4b9c8f6d-ddddd");
  }

  @Test
  void aNamedTargetPortIsEachPodsOwnNumber() {
    records.send(FRONT, MIXED_SERVICE, ports(50_000, 80));

    assertThat(records.directed())
        .containsExactly("shop/front -> shop/v1 :8080", "shop/front -> shop/v2 :8081");
    assertThat(records.edges().directed())
        .allMatch(edge -> edge.serverPods().getCardinality() == 1);
  }

  @Test
  void theViewBeforeAndAfterTheTranslationIsOneConnection() {
    records.send(FRONT, CART_SERVICE, ports(50_000, 80).andThen(by(Reporter.CLIENT)));
    records.send(FRONT, address("10.244.2.20"), by(Reporter.CLIENT));
    records.send(FRONT, address("10.244.2.20"), by(Reporter.SERVER));

    assertThat(records.directed()).containsExactly("shop/front -> shop/cart :8080");
    assertThat(records.only().records()).isEqualTo(1);
    assertThat(records.only().recordsByReporter())
        .isEqualTo(Map.of(Reporter.CLIENT, 2L, Reporter.SERVER, 1L));
  }

  @Test
  void recordsWithAServicesAddressCountOnTheSideThatReportedThem() {
    for (int i = 0; i < 5; i++) {
      records.send(FRONT, CART_SERVICE, ports(50_000, 80).andThen(by(Reporter.CLIENT)));
    }
    records.send(FRONT, address("10.244.2.20"), by(Reporter.CLIENT));
    records.send(FRONT, address("10.244.2.20"), by(Reporter.SERVER));
    records.send(FRONT, address("10.244.2.21"), by(Reporter.SERVER));

    assertThat(records.only().records()).isEqualTo(5);
    assertThat(records.only().recordsByReporter())
        .isEqualTo(Map.of(Reporter.CLIENT, 6L, Reporter.SERVER, 2L));
  }

  @Test
  void aConnectionThroughAServiceThatTheServersSideStoppedIsOneStoppedConnection() {
    records.send(FRONT, CART_SERVICE, ports(50_000, 80).andThen(by(Reporter.CLIENT)));
    records.send(FRONT, address("10.244.2.20"), dropped().andThen(by(Reporter.SERVER)));

    assertThat(records.directed()).containsExactly("shop/front -> shop/cart :8080 denied");
  }

  @Test
  void aServiceOfSeveralWorkloadsDoesNotTellWhichOfThemWasReached() {
    for (int i = 0; i < 5; i++) {
      records.send(FRONT, MIXED_SERVICE, ports(50_000, 80).andThen(by(Reporter.CLIENT)));
    }
    records.send(FRONT, address("10.244.2.31"), by(Reporter.SERVER));

    assertThat(records.directed())
        .containsExactly("shop/front -> shop/v1 :8080", "shop/front -> shop/v2 :8081");
    assertThat(records.edges().directed()).extracting(Edge::records).containsExactly(1L, 5L);
    assertThat(records.edges().directed().get(1).recordsByReporter())
        .isEqualTo(Map.of(Reporter.UNKNOWN, 5L));
  }

  @Test
  void aReplyFromAServicesAddressIsTurnedAndTranslated() {
    records.send(CART_SERVICE, FRONT, reply().andThen(ports(80, 50_000)));

    assertThat(records.directed()).containsExactly("shop/front -> shop/cart :8080");
  }

  @Test
  void nobodyOpensConnectionsFromAServicesAddress() {
    records.send(CART_SERVICE, FRONT, undirected().andThen(ports(80, 50_000)));

    assertThat(records.directed()).containsExactly("shop/front -> shop/cart :8080");
  }

  @Test
  void aNodePortIsThePodsBehindItAtWhateverNodeItIsUsed() {
    records.send(address("203.0.113.9"), address("10.224.0.4"), ports(50_000, 30_080));

    assertThat(records.directed()).containsExactly("external -> shop/cart :8080");
    assertThat(records.only().addresses()).containsExactly(RecordFixture.ip("203.0.113.9"));
  }

  @Test
  void anotherPortOfTheNodeIsTheNode() {
    records.send(FRONT, address("10.224.0.5"), ports(50_000, 10_250));

    assertThat(records.directed()).containsExactly("shop/front -> node aks-2 :10250");
  }

  @Test
  void aServiceWithoutPodsIsAPeerOfItsOwn() {
    records.send(FRONT, API_SERVICE, ports(50_000, 443));
    records.send(FRONT, identity(Identity.KUBE_APISERVER, "10.0.0.1"), ports(50_000, 443));

    assertThat(records.directed()).containsExactly("shop/front -> service default/kubernetes :443");
    assertThat(records.only().records()).isEqualTo(2);
  }

  @Test
  void aPortThatTheServiceDoesNotHaveLeadsToNoPod() {
    records.send(FRONT, CART_SERVICE, ports(50_000, 81));
    records.send(FRONT, CART_SERVICE, ports(50_000, 80).andThen(protocol(17)));

    assertThat(records.directed())
        .containsExactly(
            "shop/front -> service shop/cart :81", "shop/front -> service shop/cart :80");
  }

  @Test
  void aServiceOfHostNetworkPodsLeadsToTheirNodes() {
    records.send(FRONT, AGENT_SERVICE, ports(50_000, 80));

    assertThat(records.directed()).containsExactly("shop/front -> node aks-2 :9100");
  }

  @Test
  void aPodThatReachesOnlyItselfThroughAServiceTalksToItself() {
    records = ShopFixture.records(folder, ShopFixture.front());

    assertThat(records.send(address("10.244.2.20"), CART_SERVICE, ports(50_000, 80)))
        .isEqualTo(Outcome.LOOPBACK);
  }

  @Test
  void theBackendsAreThoseOfTheRecordsTimeInWhateverOrderTheRecordsCome() {
    records =
        ShopFixture.records(
            folder,
            ShopFixture.front()
                .pod(
                    "shop",
                    "cart",
                    "ddddd",
                    "10.244.2.21",
                    "aks-2",
                    startedAt("2024-06-01T11:00:00Z"))
                .service("shop", "late", "late", "10.0.0.30", 80, "8080", 0)
                .pod(
                    "shop",
                    "late",
                    "fffff",
                    "10.244.2.22",
                    "aks-2",
                    startedAt("2024-06-01T11:00:00Z")));
    for (String time : List.of("11:30", "09:00", "11:40", "09:10")) {
      records.send(
          FRONT,
          address("10.0.0.30"),
          ports(50_000, 80).andThen(at("2024-06-01T" + time + ":00Z")));
    }

    assertThat(records.directed())
        .containsExactly("shop/front -> shop/late :8080", "shop/front -> service shop/late :80");
    assertThat(records.edges().directed()).extracting(Edge::records).containsExactly(2L, 2L);
  }
}
