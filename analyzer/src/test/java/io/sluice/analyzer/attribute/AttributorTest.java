package io.sluice.analyzer.attribute;

import static io.sluice.analyzer.attribute.RecordFixture.address;
import static io.sluice.analyzer.attribute.RecordFixture.by;
import static io.sluice.analyzer.attribute.RecordFixture.dropped;
import static io.sluice.analyzer.attribute.RecordFixture.identity;
import static io.sluice.analyzer.attribute.RecordFixture.nothing;
import static io.sluice.analyzer.attribute.RecordFixture.pod;
import static io.sluice.analyzer.attribute.RecordFixture.ports;
import static io.sluice.analyzer.attribute.RecordFixture.protocol;
import static io.sluice.analyzer.attribute.RecordFixture.reply;
import static io.sluice.analyzer.attribute.RecordFixture.undirected;
import static io.sluice.analyzer.attribute.ShopFixture.DATABASE;
import static io.sluice.analyzer.attribute.ShopFixture.INTERNET;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.ingest.Endpoint;
import io.sluice.ingest.Endpoint.Identity;
import io.sluice.ingest.Flow;
import io.sluice.ingest.Outcome;
import io.sluice.ingest.Reporter;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AttributorTest {
  private static final Endpoint CART = ShopFixture.ON_AKS_1;

  @TempDir private Path folder;
  private RecordFixture records;

  @BeforeEach
  void readCluster() {
    records = ShopFixture.records(folder, ShopFixture.shop());
  }

  @Test
  void anAddressIsThePodThatHasIt() {
    assertThat(records.send(CART, DATABASE)).isEqualTo(Outcome.USED);

    assertThat(records.directed()).containsExactly("shop/cart -> shop/database :8080");
    assertThat(records.podNames(records.only().clientPods()))
        .containsExactly("cart-7d4b9c8f6d-bbbbb");
    assertThat(records.podNames(records.only().serverPods()))
        .containsExactly("database-7d4b9c8f6d-ddddd");
    assertThat(records.only().addresses()).isEmpty();
  }

  @Test
  void aConnectionThatBothNodesReportIsOneEdgeAndOneCount() {
    records.send(CART, DATABASE, by(Reporter.CLIENT));
    records.send(CART, DATABASE, by(Reporter.SERVER));

    assertThat(records.only().records()).isEqualTo(1);
  }

  @Test
  void aReplyIsTurnedRoundAndItsReporterKept() {
    records.send(DATABASE, CART, reply().andThen(ports(5432, 50_000)).andThen(by(Reporter.SERVER)));

    assertThat(records.directed()).containsExactly("shop/cart -> shop/database :5432");
    assertThat(records.only().recordsByReporter()).containsOnlyKeys(Reporter.SERVER);
  }

  @Test
  void aReplyWithoutTheServersPortIsSkipped() {
    assertThat(records.send(DATABASE, CART, reply().andThen(ports(-1, 50_000))))
        .isEqualTo(Outcome.REPLY_WITHOUT_PORT);
    assertThat(records.directed()).isEmpty();
  }

  @Test
  void aReplyOfAProtocolWithoutPortsIsUsed() {
    assertThat(records.send(DATABASE, CART, reply().andThen(ports(-1, -1)).andThen(protocol(1))))
        .isEqualTo(Outcome.USED);
    assertThat(records.directed()).containsExactly("shop/cart -> shop/database :-1");
  }

  @Test
  void protocolsWithoutPortsHaveNoneHoweverTheLogFillsTheField() {
    records.send(CART, DATABASE, ports(0, 0).andThen(protocol(1)));

    assertThat(records.directed()).containsExactly("shop/cart -> shop/database :-1");
  }

  @Test
  void stoppedRecordsHaveEdgesOfTheirOwn() {
    records.send(CART, DATABASE);
    records.send(CART, DATABASE, dropped());

    assertThat(records.directed())
        .containsExactly(
            "shop/cart -> shop/database :8080", "shop/cart -> shop/database :8080 denied");
  }

  @Test
  void aPublicAddressIsExternalAndListed() {
    records.send(CART, INTERNET);

    assertThat(records.directed()).containsExactly("shop/cart -> external :8080");
    assertThat(records.only().addresses()).containsExactly(RecordFixture.ip("203.0.113.9"));
  }

  @Test
  void aPrivateAddressOfNobodyIsUnknownAndNeverExternal() {
    assertThat(records.send(CART, address("10.9.9.9"))).isEqualTo(Outcome.USED);

    assertThat(records.directed()).containsExactly("shop/cart -> unknown (unmapped-address) :8080");
    assertThat(records.only().addresses()).containsExactly(RecordFixture.ip("10.9.9.9"));
  }

  @Test
  void aNodesAddressIsTheNodeAndThePodsOwnWhereThePodRunsThere() {
    records.send(address("10.224.0.4"), CART);
    records.send(address("10.224.0.5"), CART);

    assertThat(records.directed())
        .containsExactly("node aks-2 -> shop/cart :8080", "own node aks-1 -> shop/cart :8080");
  }

  @Test
  void aMasqueradedClientIsTheNodeThatItsPacketsComeFrom() {
    records.send(address("10.224.0.5"), CART);

    assertThat(records.directed()).containsExactly("node aks-2 -> shop/cart :8080");
    assertThat(records.only().clientPods().isEmpty()).isTrue();
  }

  @Test
  void aHostNetworkPodByNameIsTheNode() {
    records.send(pod("kube-system", "proxy-ccccc", "10.224.0.4"), DATABASE);

    assertThat(records.directed()).containsExactly("node aks-1 -> shop/database :8080");
  }

  @Test
  void aProbeOfTheKubeletComesFromTheOwnNodeWhateverAddressTheHostUses() {
    Endpoint host = identity(Identity.HOST, "10.244.1.1");
    records.send(host, CART, records.onNode("aks-1").andThen(by(Reporter.SERVER)));

    assertThat(records.directed()).containsExactly("own node aks-1 -> shop/cart :8080");
  }

  @Test
  void theHostOfAnotherNodeIsNotTheOwnOne() {
    Endpoint host = identity(Identity.HOST, null);
    records.send(host, DATABASE, records.onNode("aks-1"));

    assertThat(records.directed()).containsExactly("node aks-1 -> shop/database :8080");
  }

  @Test
  void theHostIsEachObserversOwn() {
    Endpoint host = identity(Identity.HOST, null);
    records.send(host, CART, records.onNode("aks-1").andThen(by(Reporter.SERVER)));
    records.send(host, DATABASE, records.onNode("aks-2").andThen(by(Reporter.SERVER)));

    assertThat(records.directed())
        .containsExactly(
            "own node aks-1 -> shop/cart :8080", "own node aks-2 -> shop/database :8080");
  }

  @Test
  void aRemoteNodeThatTheSnapshotLacksGoesByItsAddress() {
    records.send(identity(Identity.REMOTE_NODE, "10.224.0.77"), CART);

    assertThat(records.directed()).containsExactly("node 10.224.0.77 -> shop/cart :8080");
  }

  @Test
  void theApiServerIsOutsideUnlessItsAddressIsANodes() {
    records.send(CART, identity(Identity.KUBE_APISERVER, "10.50.0.1"), ports(50_000, 443));
    records.send(CART, identity(Identity.KUBE_APISERVER, "10.224.0.5"), ports(50_000, 6443));

    assertThat(records.directed())
        .containsExactly("shop/cart -> node aks-2 :6443", "shop/cart -> external :443");
  }

  @Test
  void theWorldWithoutAnAddressIsNoExternalAddress() {
    records.send(CART, identity(Identity.WORLD, null));

    assertThat(records.directed())
        .containsExactly("shop/cart -> external (address not recorded) :8080");
  }

  @Test
  void theWorldWithAPrivateAddressIsUnknownUnlessItIsLinkLocal() {
    records.send(CART, identity(Identity.WORLD, "10.9.9.9"));
    records.send(CART, identity(Identity.WORLD, "169.254.169.254"), ports(50_000, 80));

    assertThat(records.directed())
        .containsExactly(
            "shop/cart -> external :80", "shop/cart -> unknown (unmapped-address) :8080");
  }

  @Test
  void aPodThatIsStillBeingSetUpIsFoundByItsAddress() {
    records.send(CART, identity(Identity.INIT, "10.244.2.20"));
    records.send(CART, identity(Identity.UNMANAGED, "10.9.9.9"));
    records.send(CART, identity(Identity.INGRESS, null));

    assertThat(records.directed())
        .containsExactly(
            "shop/cart -> shop/database :8080", "shop/cart -> unknown (reserved-identity) :8080");
  }

  @Test
  void recordsWithoutOrientationTurnTowardsTheDeclaredListener() {
    records.send(DATABASE, CART, undirected().andThen(ports(5432, 40_000)));
    records.send(CART, DATABASE, undirected().andThen(ports(40_000, 5432)));

    assertThat(records.directed()).containsExactly("shop/cart -> shop/database :5432");
    assertThat(records.only().records()).isEqualTo(2);
  }

  @Test
  void recordsWithoutOrientationOrListenerStayAmbiguous() {
    assertThat(records.send(CART, DATABASE, undirected())).isEqualTo(Outcome.USED);

    assertThat(records.directed()).isEmpty();
    assertThat(records.ambiguous()).containsExactly("shop/cart -> shop/database :-1");
  }

  @Test
  void aSynShowsTheClientWhereTheRecordDoesNotSay() {
    records.send(CART, DATABASE, undirected().andThen(flow -> flow.flags = Flow.SYN));

    assertThat(records.directed()).containsExactly("shop/cart -> shop/database :8080");
  }

  @Test
  void aPortThatAHostNetworkPodDeclaresMakesItsNodeTheServer() {
    records.send(address("10.224.0.4"), DATABASE, undirected().andThen(ports(9100, 40_000)));

    assertThat(records.directed()).containsExactly("shop/database -> node aks-1 :9100");
  }

  @Test
  void multicastAndBroadcastAndUnspecifiedAreNoEdges() {
    for (String group : new String[] {"224.0.0.251", "255.255.255.255", "ff02::fb", "0.0.0.0"}) {
      assertThat(records.send(CART, address(group), protocol(17))).isEqualTo(Outcome.MULTICAST);
    }
    assertThat(records.directed()).isEmpty();
  }

  @Test
  void neighbourDiscoveryIsNoise() {
    assertThat(records.send(address("fe80::1"), address("ff02::2"), protocol(58)))
        .isEqualTo(Outcome.LINK_LOCAL_NOISE);
    assertThat(records.send(address("fe80::1"), address("fe80::2"), protocol(58)))
        .isEqualTo(Outcome.LINK_LOCAL_NOISE);
  }

  @Test
  void whoeverTalksToItselfIsNoEdge() {
    assertThat(records.send(CART, CART)).isEqualTo(Outcome.LOOPBACK);
    assertThat(records.send(CART, address("127.0.0.1"))).isEqualTo(Outcome.LOOPBACK);
    assertThat(records.send(CART, pod("shop", "cart-7d4b9c8f6d-bbbbb", null)))
        .isEqualTo(Outcome.LOOPBACK);
  }

  @Test
  void trafficWithoutAPodAtEitherEndIsNoEdge() {
    assertThat(records.send(address("10.224.0.4"), address("10.224.0.5")))
        .isEqualTo(Outcome.NODE_TO_NODE);
    assertThat(records.send(address("10.224.0.4"), INTERNET)).isEqualTo(Outcome.NODE_TO_NODE);
    assertThat(records.send(address("10.224.0.4"), INTERNET, undirected()))
        .isEqualTo(Outcome.NODE_TO_NODE);
  }

  @Test
  void anEndOfWhichNothingIsRecordedIsAnUnknownPeerOfAPod() {
    assertThat(records.send(CART, nothing())).isEqualTo(Outcome.USED);
    assertThat(records.directed()).containsExactly("shop/cart -> unknown (nothing-recorded) :8080");
  }

  @Test
  void aRecordWithoutAddressesNamesAndIdentitiesIsNoTraffic() {
    assertThat(records.send(nothing(), nothing(), protocol(-1))).isEqualTo(Outcome.NO_IP);
    assertThat(records.send(CART, nothing(), protocol(-1))).isEqualTo(Outcome.NO_IP);
    assertThat(records.send(INTERNET, nothing())).isEqualTo(Outcome.NO_IP);
  }

  @Test
  void theEndsOfUsedRecordsAreCountedByWhatToldThem() {
    records.send(CART, DATABASE);
    records.send(pod("shop", "cart-7d4b9c8f6d-bbbbb", "10.244.1.10"), address("10.9.9.9"));
    records.send(identity(Identity.HOST, null), CART, records.onNode("aks-1"));
    records.send(CART, CART);

    AttributionCounts counts = records.attributor.counts();
    assertThat(counts.byAddress()).isEqualTo(3);
    assertThat(counts.byPodName()).isEqualTo(1);
    assertThat(counts.byIdentity()).isEqualTo(1);
    assertThat(counts.unknown()).hasSize(1).containsValue(1L);
    AttributionCounts twice = new AttributionCounts();
    twice.add(counts);
    twice.add(counts);
    assertThat(twice.byAddress()).isEqualTo(6);
  }
}
