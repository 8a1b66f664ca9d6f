package io.sluice.analyzer.edge;

import static io.sluice.analyzer.edge.FlowFixture.CART;
import static io.sluice.analyzer.edge.FlowFixture.DATABASE;
import static io.sluice.analyzer.edge.FlowFixture.EXTERNAL;
import static io.sluice.analyzer.edge.FlowFixture.TCP;
import static io.sluice.analyzer.edge.FlowFixture.address;
import static io.sluice.analyzer.edge.FlowFixture.deniedKey;
import static io.sluice.analyzer.edge.FlowFixture.key;
import static io.sluice.analyzer.edge.FlowFixture.record;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.analyzer.cluster.Party;
import io.sluice.ingest.Reporter;
import org.junit.jupiter.api.Test;
import org.roaringbitmap.RoaringBitmap;

class UndirectedRowTest {
  private static final int CART_POD = 1;
  private static final int DATABASE_POD = 2;
  private static final Listeners DATABASE_LISTENS =
      (party, protocol, port) -> party.equals(DATABASE) && protocol == TCP && port == 5432;

  private final EdgeTable table = new EdgeTable();

  private void cartToDatabase(int sourcePort, int destinationPort) {
    table.addUndirected(
        "",
        CART,
        DATABASE,
        record().ports(sourcePort, destinationPort).flow,
        CART_POD,
        DATABASE_POD,
        null);
  }

  private void databaseToCart(int sourcePort, int destinationPort) {
    table.addUndirected(
        "",
        DATABASE,
        CART,
        record().ports(sourcePort, destinationPort).flow,
        DATABASE_POD,
        CART_POD,
        null);
  }

  @Test
  void bothWaysOfAConnectionTurnTowardsTheDeclaredListener() {
    cartToDatabase(50_000, 5432);
    databaseToCart(5432, 50_000);

    Edges edges = table.resolve(DATABASE_LISTENS);

    assertThat(edges.ambiguous()).isEmpty();
    assertThat(edges.directed()).extracting(Edge::key).containsExactly(key(CART, DATABASE, 5432));
    Edge edge = edges.directed().get(0);
    assertThat(edge.records()).isEqualTo(2);
    assertThat(edge.clientPods()).isEqualTo(RoaringBitmap.bitmapOf(CART_POD));
    assertThat(edge.serverPods()).isEqualTo(RoaringBitmap.bitmapOf(DATABASE_POD));
  }

  @Test
  void aServerThatSortsFirstIsTurnedWithItsPods() {
    databaseToCart(50_000, 8080);

    Edges edges = table.resolve((party, protocol, port) -> party.equals(CART) && port == 8080);

    Edge edge = edges.directed().get(0);
    assertThat(edge.key()).isEqualTo(key(DATABASE, CART, 8080));
    assertThat(edge.clientPods()).isEqualTo(RoaringBitmap.bitmapOf(DATABASE_POD));
    assertThat(edge.serverPods()).isEqualTo(RoaringBitmap.bitmapOf(CART_POD));
  }

  @Test
  void aTurnedRowJoinsTheDirectedRowOfTheSameEdge() {
    table.add(
        key(CART, DATABASE, 5432), record().by(Reporter.CLIENT).flow, CART_POD, DATABASE_POD, null);
    cartToDatabase(50_000, 5432);

    Edges edges = table.resolve(Listeners.NONE);

    assertThat(edges.ambiguous()).isEmpty();
    assertThat(edges.directed()).hasSize(1);
    assertThat(edges.directed().get(0).records()).isEqualTo(2);
  }

  @Test
  void withoutAnyListenerTheRecordsStayAmbiguousAndNoBarePortDecides() {
    cartToDatabase(50_000, 80);

    Edges edges = table.resolve(Listeners.NONE);

    assertThat(edges.directed()).isEmpty();
    Edge ambiguous = edges.ambiguous().get(0);
    assertThat(ambiguous.key()).isEqualTo(key(CART, DATABASE, -1));
    assertThat(ambiguous.ports()).isEqualTo(RoaringBitmap.bitmapOf(80, 50_000));
  }

  @Test
  void aPortThatBothSidesListenOnStaysAmbiguous() {
    cartToDatabase(8080, 5432);

    Edges edges = table.resolve((party, protocol, port) -> port == 8080 || port == 5432);

    assertThat(edges.directed()).isEmpty();
    assertThat(edges.ambiguous()).hasSize(1);
  }

  @Test
  void onePortThatIsNoListenerKeepsTheWholeRowAmbiguous() {
    cartToDatabase(50_000, 5432);
    cartToDatabase(50_001, 9999);

    Edges edges = table.resolve(DATABASE_LISTENS);

    assertThat(edges.directed()).isEmpty();
    assertThat(edges.ambiguous()).hasSize(1);
  }

  @Test
  void severalListeningPortsBecomeAnEdgeEach() {
    cartToDatabase(50_000, 5432);
    cartToDatabase(50_001, 5432);
    cartToDatabase(50_002, 9187);

    Edges edges = table.resolve((party, protocol, port) -> port == 5432 || port == 9187);

    assertThat(edges.directed()).extracting(e -> e.key().port()).containsExactly(5432, 9187);
    assertThat(edges.directed()).extracting(Edge::records).containsExactly(2L, 1L);
  }

  @Test
  void manyPortsOfOnePeerTowardsASinglePortShowAListener() {
    for (int i = 0; i < 8; i++) {
      cartToDatabase(50_000 + i, 7000);
    }

    Edges edges = table.resolve(Listeners.NONE);

    assertThat(edges.directed()).extracting(Edge::key).containsExactly(key(CART, DATABASE, 7000));
    assertThat(edges.directed().get(0).records()).isEqualTo(8);
  }

  @Test
  void sevenPortsTowardsASinglePortAreTooFewToTell() {
    for (int i = 0; i < 7; i++) {
      cartToDatabase(50_000 + i, 7000);
    }

    assertThat(table.resolve(Listeners.NONE).ambiguous()).hasSize(1);
  }

  @Test
  void moreClientPortsThanAreKeptApartStillTurn() {
    for (int i = 0; i < 500; i++) {
      cartToDatabase(40_000 + i, 5432);
    }

    Edges edges = table.resolve(DATABASE_LISTENS);

    assertThat(edges.ambiguous()).isEmpty();
    assertThat(edges.directed().get(0).records()).isEqualTo(500);
  }

  @Test
  void aScanThatNobodyAnsweredShowsNoListener() {
    table.add(key(EXTERNAL, CART, 50_000), record().unanswered().flow, -1, CART_POD, null);
    cartToDatabase(50_000, 5432);

    Edges edges = table.resolve(DATABASE_LISTENS);

    assertThat(edges.ambiguous()).isEmpty();
  }

  @Test
  void aRecordWithoutAPortOnTheServersSideKeepsTheRowAmbiguous() {
    cartToDatabase(50_000, 5432);
    cartToDatabase(50_000, -1);

    assertThat(table.resolve(DATABASE_LISTENS).ambiguous()).hasSize(1);
  }

  @Test
  void aRecordWithoutAPortOnTheClientsSideTurns() {
    cartToDatabase(-1, 5432);

    assertThat(table.resolve(DATABASE_LISTENS).directed())
        .extracting(Edge::key)
        .containsExactly(key(CART, DATABASE, 5432));
  }

  @Test
  void theMembersOfAClusteredDatabaseTurnTowardsTheListeningOne() {
    table.addUndirected("", DATABASE, DATABASE, record().ports(50_000, 5432).flow, 2, 3, null);
    table.addUndirected("", DATABASE, DATABASE, record().ports(5432, 50_001).flow, 2, 4, null);

    Edge edge = table.resolve(DATABASE_LISTENS).directed().get(0);

    assertThat(edge.key()).isEqualTo(key(DATABASE, DATABASE, 5432));
    assertThat(edge.clientPods()).isEqualTo(RoaringBitmap.bitmapOf(2, 4));
    assertThat(edge.serverPods()).isEqualTo(RoaringBitmap.bitmapOf(2, 3));
  }

  @Test
  void gossipOnOnePortOfBothMembersStaysAmbiguousWithBothPodsOnBothSides() {
    table.addUndirected("", DATABASE, DATABASE, record().ports(7946, 7946).flow, 2, 3, null);

    Edge edge = table.resolve((party, protocol, port) -> port == 7946).ambiguous().get(0);

    assertThat(edge.clientPods()).isEqualTo(RoaringBitmap.bitmapOf(2, 3));
    assertThat(edge.serverPods()).isEqualTo(RoaringBitmap.bitmapOf(2, 3));
  }

  @Test
  void anExternalPeerTurnsTowardsTheDeclaredListenerAndKeepsItsAddress() {
    table.addUndirected(
        "",
        EXTERNAL,
        DATABASE,
        record().ports(40_000, 5432).flow,
        -1,
        DATABASE_POD,
        address("203.0.113.7"));

    Edge edge = table.resolve(DATABASE_LISTENS).directed().get(0);

    assertThat(edge.key()).isEqualTo(key(EXTERNAL, DATABASE, 5432));
    assertThat(edge.addresses()).containsExactly(address("203.0.113.7"));
    assertThat(edge.clientPods().isEmpty()).isTrue();
  }

  @Test
  void aNodeThatListensIsTheServer() {
    Party node = new Party.Node("", "aks-1", false);
    table.addUndirected("", CART, node, record().ports(40_000, 10_250).flow, CART_POD, -1, null);

    Edges edges = table.resolve((party, protocol, port) -> party.equals(node) && port == 10_250);

    assertThat(edges.directed()).extracting(Edge::key).containsExactly(key(CART, node, 10_250));
  }

  @Test
  void stoppedRecordsTurnIntoStoppedRows() {
    table.addUndirected(
        "", CART, DATABASE, record().dropped().ports(50_000, 5432).flow, 1, 2, null);

    assertThat(table.resolve(DATABASE_LISTENS).directed())
        .extracting(Edge::key)
        .containsExactly(deniedKey(CART, DATABASE, 5432));
  }

  @Test
  void protocolsWithoutPortsStayAmbiguous() {
    FlowFixture ping = record();
    ping.flow.protocol = 1;
    table.addUndirected("", CART, DATABASE, ping.flow, 1, 2, null);

    assertThat(table.resolve((party, protocol, port) -> true).ambiguous()).hasSize(1);
  }
}
