package io.sluice.analyzer.edge;

import static io.sluice.analyzer.edge.FlowFixture.CART;
import static io.sluice.analyzer.edge.FlowFixture.DATABASE;
import static io.sluice.analyzer.edge.FlowFixture.EXTERNAL;
import static io.sluice.analyzer.edge.FlowFixture.NOON;
import static io.sluice.analyzer.edge.FlowFixture.address;
import static io.sluice.analyzer.edge.FlowFixture.deniedKey;
import static io.sluice.analyzer.edge.FlowFixture.key;
import static io.sluice.analyzer.edge.FlowFixture.record;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.analyzer.edge.EdgeRow.ServerAddress;
import io.sluice.ingest.AddressFamily;
import io.sluice.ingest.Flow;
import io.sluice.ingest.ObservedVerdict;
import io.sluice.ingest.Reporter;
import io.sluice.ingest.Vantage;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.roaringbitmap.RoaringBitmap;

class EdgeTableTest {
  private static final int NO_POD = EdgeTable.NO_POD;
  private final EdgeTable table = new EdgeTable();

  private void add(EdgeKey key, FlowFixture record) {
    table.add(key, record.flow, 1, 2, null);
  }

  private List<Edge> directed() {
    return table.resolve(Listeners.NONE).directed();
  }

  private Edge only() {
    assertThat(directed()).hasSize(1);
    return directed().get(0);
  }

  @Test
  void aConnectionReportedByBothSidesIsShownOnce() {
    add(key(CART, DATABASE, 5432), record().by(Reporter.CLIENT).counts(3, 100));
    add(key(CART, DATABASE, 5432), record().by(Reporter.SERVER).counts(3, 90));
    add(key(CART, DATABASE, 5432), record().by(Reporter.SERVER).counts(1, 20));

    assertThat(only().records()).isEqualTo(2);
    assertThat(only().connections()).isEqualTo(4);
    assertThat(only().bytes()).isEqualTo(110);
    assertThat(only().recordsByReporter())
        .isEqualTo(Map.of(Reporter.CLIENT, 1L, Reporter.SERVER, 2L));
  }

  @Test
  void aConnectionSeenAtThePodAndAtTheNodesInterfaceIsShownOnce() {
    add(key(CART, DATABASE, 5432), record().by(Reporter.CLIENT).counts(3, 100));
    add(key(CART, DATABASE, 5432), record().by(Reporter.CLIENT).from(Vantage.NIC).counts(3, 90));

    assertThat(only().records()).isEqualTo(1);
    assertThat(only().connections()).isEqualTo(3);
    assertThat(only().bytes()).isEqualTo(100);
    assertThat(only().recordsByReporter()).isEqualTo(Map.of(Reporter.CLIENT, 2L));
  }

  @Test
  void recordsOfUnknownReportersAreNotAddedToThoseOfASide() {
    add(key(CART, DATABASE, 5432), record().by(Reporter.CLIENT).counts(1, 10));
    for (int i = 0; i < 5; i++) {
      add(key(CART, DATABASE, 5432), record().by(Reporter.UNKNOWN).counts(1, 10));
    }

    assertThat(only().records()).isEqualTo(1);
    assertThat(only().connections()).isEqualTo(1);
    assertThat(only().recordsByReporter()).containsEntry(Reporter.UNKNOWN, 5L);
  }

  @Test
  void aSideCountsWhatItReportedWithAServicesAddressAndNeverTwice() {
    EdgeRow row = table.row(key(CART, DATABASE, 5432));
    for (int i = 0; i < 5; i++) {
      row.add(record().counts(1, 10).flow, ServerAddress.SERVICE, 1, 2, null);
    }
    for (int i = 0; i < 3; i++) {
      row.add(record().counts(1, 10).flow, ServerAddress.OWN, 1, 2, null);
      row.add(record().by(Reporter.SERVER).counts(1, 10).flow, ServerAddress.OWN, 1, 2, null);
    }

    assertThat(only().connections()).isEqualTo(5);
    assertThat(only().recordsByReporter())
        .isEqualTo(Map.of(Reporter.CLIENT, 8L, Reporter.SERVER, 3L));
  }

  @Test
  void recordsOfASharedServiceAreNotAddedToThoseOfASide() {
    EdgeRow row = table.row(key(CART, DATABASE, 5432));
    for (int i = 0; i < 8; i++) {
      row.add(record().counts(1, 10).flow, ServerAddress.SHARED_SERVICE, 1, 2, null);
    }
    row.add(record().counts(1, 10).flow, ServerAddress.OWN, 1, 2, null);

    assertThat(only().connections()).isEqualTo(1);
    assertThat(only().recordsByReporter())
        .isEqualTo(Map.of(Reporter.CLIENT, 1L, Reporter.UNKNOWN, 8L));
  }

  @Test
  void recordsOfUnknownReportersAreShownWhereNoSideReported() {
    for (int i = 0; i < 5; i++) {
      add(key(CART, DATABASE, 5432), record().by(Reporter.UNKNOWN).counts(2, 10));
    }

    assertThat(only().records()).isEqualTo(5);
    assertThat(only().connections()).isEqualTo(10);
    assertThat(only().bytes()).isEqualTo(50);
  }

  @Test
  void aRowKeepsWhenItWasSeen() {
    long nextDay = NOON + 86_400_000L;
    add(key(CART, DATABASE, 5432), record().at(nextDay));
    add(key(CART, DATABASE, 5432), record().at(NOON));
    add(key(CART, DATABASE, 5432), record().at(NOON + 1));

    assertThat(only().firstMillis()).isEqualTo(NOON);
    assertThat(only().lastMillis()).isEqualTo(nextDay);
    assertThat(only().hours())
        .isEqualTo(RoaringBitmap.bitmapOf((int) (NOON / 3_600_000), (int) (nextDay / 3_600_000)));
    int day = (int) (NOON / 86_400_000);
    assertThat(only().recordsPerDay()).isEqualTo(Map.of(day, 2L, day + 1, 1L));
  }

  @Test
  void aClockBefore1970CountsAsTheFirstHour() {
    add(key(CART, DATABASE, 5432), record().at(-5));

    assertThat(only().firstMillis()).isEqualTo(-5);
    assertThat(only().hours()).isEqualTo(RoaringBitmap.bitmapOf(0));
    assertThat(only().recordsPerDay()).isEqualTo(Map.of(0, 1L));
  }

  @Test
  void theAddressesOfTheFarEndAreOneSortedSet() {
    EdgeKey key = key(CART, EXTERNAL, 443);
    for (String text : List.of("203.0.113.9", "2001:db8::2", "9.9.9.9", "203.0.113.9")) {
      table.add(key, record().flow, 1, NO_POD, address(text));
    }

    assertThat(only().addresses())
        .containsExactly(address("9.9.9.9"), address("203.0.113.9"), address("2001:db8::2"));
    assertThat(only().addresses().first()).isEqualTo(address("9.9.9.9"));
    assertThat(only().addresses().last()).isEqualTo(address("2001:db8::2"));
    assertThat(only().serverPods().isEmpty()).isTrue();
    assertThat(only().clientPods()).isEqualTo(RoaringBitmap.bitmapOf(1));
  }

  @Test
  void answersAndVantagesAndPlatformRulesAreRemembered() {
    add(key(CART, DATABASE, 1), record().unanswered().flags(Flow.PLATFORM_RULE));
    add(key(CART, DATABASE, 2), record().answered());
    FlowFixture nic = record();
    nic.flow.vantage = Vantage.NIC;
    add(key(CART, DATABASE, 3), nic);
    add(key(CART, DATABASE, 3), record());

    List<Edge> edges = directed();
    assertThat(edges).extracting(Edge::answered).containsExactly(false, true, false);
    assertThat(edges).extracting(Edge::answerTold).containsExactly(true, true, false);
    assertThat(edges).extracting(Edge::platformOnly).containsExactly(true, false, false);
    assertThat(edges.get(2).vantages()).containsExactly(Vantage.POD, Vantage.NIC);
  }

  @Test
  void stoppedAndForwardedRecordsNeverShareARow() {
    add(key(CART, DATABASE, 5432), record().answered());
    add(deniedKey(CART, DATABASE, 5432), record().dropped());

    assertThat(directed()).extracting(e -> e.key().denied()).containsExactly(false, true);
    assertThat(directed().get(1).verdicts()).isEqualTo(Map.of(ObservedVerdict.DROPPED, 1L));
  }

  @Test
  void whatLeftTheClientAndWasStoppedAtTheServerIsOneStoppedConnection() {
    add(key(CART, DATABASE, 5432), record().by(Reporter.CLIENT).unanswered());
    add(deniedKey(CART, DATABASE, 5432), record().by(Reporter.SERVER).dropped());

    assertThat(only().key().denied()).isTrue();
    assertThat(only().records()).isEqualTo(1);
    assertThat(only().verdicts())
        .isEqualTo(Map.of(ObservedVerdict.FORWARDED, 1L, ObservedVerdict.DROPPED, 1L));
  }

  @Test
  void whatTheServerAnsweredStaysForwardedBesideLaterDrops() {
    add(key(CART, DATABASE, 5432), record().by(Reporter.CLIENT).answered());
    add(deniedKey(CART, DATABASE, 5432), record().by(Reporter.SERVER).dropped());

    assertThat(directed()).extracting(e -> e.key().denied()).containsExactly(false, true);
  }

  @Test
  void whatTheServerAlsoSawArriveStaysForwarded() {
    add(key(CART, DATABASE, 5432), record().by(Reporter.CLIENT).unanswered());
    add(key(CART, DATABASE, 5432), record().by(Reporter.SERVER).unanswered());
    add(deniedKey(CART, DATABASE, 5432), record().by(Reporter.SERVER).dropped());

    assertThat(directed()).extracting(e -> e.key().denied()).containsExactly(false, true);
  }

  @Test
  void aRecordOnTheWayDoesNotMakeAConnectionThatTheServersSideStoppedAForwardedOne() {
    add(key(CART, DATABASE, 5432), record().by(Reporter.CLIENT).unanswered());
    add(key(CART, DATABASE, 5432), record().by(Reporter.UNKNOWN).unanswered());
    add(deniedKey(CART, DATABASE, 5432), record().by(Reporter.SERVER).dropped());

    assertThat(directed()).extracting(e -> e.key().denied()).containsExactly(true);
  }

  @Test
  void dropsAtTheClientDoNotStopWhatTheClientForwarded() {
    add(key(CART, DATABASE, 5432), record().by(Reporter.CLIENT).unanswered());
    add(deniedKey(CART, DATABASE, 5432), record().by(Reporter.CLIENT).dropped());

    assertThat(directed()).extracting(e -> e.key().denied()).containsExactly(false, true);
  }

  @Test
  void aPortScanThatWasStoppedFoldsIntoOneRowWithItsPorts() {
    RoaringBitmap ports = new RoaringBitmap();
    for (int port = 1; port <= 65; port++) {
      ports.add(port);
      add(deniedKey(CART, DATABASE, port), record().dropped());
    }

    assertThat(only().key().port()).isEqualTo(-1);
    assertThat(only().ports()).isEqualTo(ports);
    assertThat(only().records()).isEqualTo(65);
    assertThat(table.size()).isEqualTo(1);
  }

  @Test
  void theFamiliesOfRecordsAddUpInEachRowForItself() {
    add(key(CART, DATABASE, 5432), record().over(AddressFamily.IPV6));
    add(key(CART, DATABASE, 5432), record().over(AddressFamily.IPV4));
    add(key(CART, DATABASE, 5433), record());
    add(deniedKey(CART, DATABASE, 5432), record().dropped().over(AddressFamily.IPV6));
    add(deniedKey(CART, DATABASE, 5433), record().dropped().over(AddressFamily.IPV4));

    assertThat(directed())
        .extracting(Edge::families)
        .containsExactly(
            Set.of(AddressFamily.IPV4, AddressFamily.IPV6),
            Set.of(AddressFamily.IPV6),
            Set.of(AddressFamily.UNKNOWN),
            Set.of(AddressFamily.IPV4));
  }

  @Test
  void aFoldedRowHasTheFamiliesOfAllItsPorts() {
    for (int port = 1; port <= 70; port++) {
      AddressFamily family = port == 3 ? AddressFamily.IPV6 : AddressFamily.IPV4;
      add(deniedKey(CART, DATABASE, port), record().dropped().over(family));
    }

    assertThat(only().families()).containsExactly(AddressFamily.IPV4, AddressFamily.IPV6);
  }

  @Test
  void sixtyFourStoppedPortsKeepTheirRows() {
    for (int port = 1; port <= 16; port++) {
      add(deniedKey(CART, DATABASE, port), record().dropped());
    }

    assertThat(directed()).hasSize(16).allMatch(edge -> edge.ports().isEmpty());
  }

  @Test
  void aHandleStaysValidWhenItsRowIsFolded() {
    EdgeRow handle = table.row(deniedKey(CART, DATABASE, 1));
    for (int port = 1; port <= 100; port++) {
      add(deniedKey(CART, DATABASE, port), record().dropped());
    }

    handle.add(record().dropped().flow, ServerAddress.OWN, 7, 8, null);

    assertThat(only().records()).isEqualTo(101);
    assertThat(only().clientPods()).isEqualTo(RoaringBitmap.bitmapOf(1, 7));
  }

  @Test
  void theStopAtTheServerIsKnownOfEachPortOfAFoldedRow() {
    for (int port = 1; port <= 100; port++) {
      Reporter reporter = port == 80 ? Reporter.SERVER : Reporter.CLIENT;
      add(deniedKey(CART, DATABASE, port), record().by(reporter).dropped());
    }
    add(key(CART, DATABASE, 80), record().unanswered());
    add(key(CART, DATABASE, 81), record().unanswered());

    assertThat(directed()).extracting(e -> e.key().port()).containsExactly(-1, 81);
    assertThat(directed().get(0).verdicts()).containsEntry(ObservedVerdict.FORWARDED, 1L);
  }

  @Test
  void allBackendsOfAServiceStandOnTheServersSide() {
    EdgeRow row = table.row(key(CART, DATABASE, 5432));

    row.add(record().flow, ServerAddress.SERVICE, 1, 2, null);
    row.alsoServedBy(3);

    assertThat(only().serverPods()).isEqualTo(RoaringBitmap.bitmapOf(2, 3));
    assertThat(only().records()).isEqualTo(1);
  }

  @Test
  void readingTheTableChangesNothing() {
    add(key(CART, DATABASE, 5432), record().by(Reporter.CLIENT).unanswered());
    add(deniedKey(CART, DATABASE, 5432), record().by(Reporter.SERVER).dropped());
    table.addUndirected("", CART, DATABASE, record().ports(50_000, 80).flow, 1, 2, null);
    Listeners listeners = (party, protocol, port) -> party == DATABASE && port == 80;

    Edges first = table.resolve(listeners);
    Edges withoutListeners = table.resolve(Listeners.NONE);

    assertThat(table.resolve(listeners)).isEqualTo(first);
    assertThat(withoutListeners.ambiguous()).hasSize(1);
    assertThat(first.ambiguous()).isEmpty();
  }
}
