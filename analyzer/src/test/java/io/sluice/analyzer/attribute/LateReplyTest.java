package io.sluice.analyzer.attribute;

import static io.sluice.analyzer.attribute.RecordFixture.by;
import static io.sluice.analyzer.attribute.RecordFixture.midstream;
import static io.sluice.analyzer.attribute.RecordFixture.opened;
import static io.sluice.analyzer.attribute.RecordFixture.ports;
import static io.sluice.analyzer.attribute.RecordFixture.protocol;
import static io.sluice.analyzer.attribute.ShopFixture.DATABASE;
import static io.sluice.analyzer.attribute.ShopFixture.INTERNET;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.ingest.Endpoint;
import io.sluice.ingest.Flow;
import io.sluice.ingest.Outcome;
import io.sluice.ingest.Reporter;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Replies whose connection the recorder had lost, so that they pass for connections. */
class LateReplyTest {
  private static final Endpoint CART = ShopFixture.ON_AKS_1;
  private static final int UDP = 17;

  @TempDir private Path folder;
  private RecordFixture records;

  @BeforeEach
  void readCluster() {
    records = ShopFixture.records(folder, ShopFixture.shop());
  }

  @Test
  void aReplyFromADeclaredPortIsTurnedWithItsReporter() {
    Consumer<Flow> reply = ports(5432, 45_678).andThen(midstream());

    assertThat(records.send(DATABASE, CART, reply.andThen(by(Reporter.CLIENT))))
        .isEqualTo(Outcome.USED);

    assertThat(records.directed()).containsExactly("shop/cart -> shop/database :5432");
    assertThat(records.only().recordsByReporter()).containsOnlyKeys(Reporter.SERVER);
    assertThat(records.only().answered()).isTrue();
    assertThat(records.only().connections()).isZero();
  }

  @Test
  void aLateReplyOfUdpIsTurnedThoughItBeginsAFlow() {
    records =
        ShopFixture.records(
            folder,
            ShopFixture.shop()
                .pod(
                    "shop",
                    "resolver",
                    "eeeee",
                    "10.244.2.30",
                    "aks-2",
                    ClusterFixture.port("dns", "UDP", 53)));

    records.send(
        RecordFixture.address("10.244.2.30"),
        CART,
        ports(53, 45_678).andThen(opened()).andThen(protocol(UDP)));

    assertThat(records.directed()).containsExactly("shop/cart -> shop/resolver :53");
  }

  @Test
  void whatBeginsWithASynIsNeverTurned() {
    records.send(DATABASE, CART, ports(5432, 45_678).andThen(opened()));

    assertThat(records.directed()).containsExactly("shop/database -> shop/cart :45678");
  }

  @Test
  void aReplyFromAPortThatOthersOpenedIsTurned() {
    records.send(CART, DATABASE, ports(46_000, 9999).andThen(opened()));
    records.send(DATABASE, CART, ports(9999, 45_678).andThen(midstream()));

    assertThat(records.directed()).containsExactly("shop/cart -> shop/database :9999");
    assertThat(records.only().recordsByReporter())
        .containsExactlyInAnyOrderEntriesOf(Map.of(Reporter.CLIENT, 1L, Reporter.SERVER, 1L));
    assertThat(records.ambiguous()).isEmpty();
  }

  @Test
  void whereNobodyIsKnownToListenNobodyCanSayWhoOpenedIt() {
    records.send(DATABASE, CART, ports(9999, 45_678).andThen(midstream()));

    assertThat(records.directed()).isEmpty();
    assertThat(records.ambiguous()).hasSize(1);
    assertThat(records.edges().ambiguous().get(0).ports().toArray()).containsExactly(9999, 45_678);
  }

  @Test
  void aPortThatSomebodyOpenedIsRightAlsoInTheMiddleOfConnections() {
    records.send(CART, DATABASE, ports(46_000, 45_678).andThen(opened()));
    records.send(CART, DATABASE, ports(46_001, 45_678).andThen(midstream()));

    assertThat(records.directed()).containsExactly("shop/cart -> shop/database :45678");
    assertThat(records.only().records()).isEqualTo(2);
  }

  @Test
  void aPortThatManyPortsOfAClientMetIsAServers() {
    for (int i = 0; i < 8; i++) {
      records.send(CART, DATABASE, ports(46_000 + i, 45_678).andThen(midstream()));
    }

    assertThat(records.directed()).containsExactly("shop/cart -> shop/database :45678");
  }

  @Test
  void aLongConnectionToAPortThatIsNotEphemeralStandsAsItWasRecorded() {
    records.send(CART, INTERNET, ports(46_000, 443).andThen(midstream()));

    assertThat(records.directed()).containsExactly("shop/cart -> external :443");
  }

  @Test
  void repliesFromOutsideJoinTheCallThatTheyAnswer() {
    records.send(CART, INTERNET, ports(46_000, 443).andThen(opened()));
    records.send(INTERNET, CART, ports(443, 45_678).andThen(midstream()));

    assertThat(records.directed()).containsExactly("shop/cart -> external :443");
    assertThat(records.only().addresses()).containsExactly(RecordFixture.ip("203.0.113.9"));
  }
}
