package io.sluice.analyzer.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.analyzer.cluster.Party;
import io.sluice.analyzer.cluster.Workload;
import io.sluice.ingest.Answer;
import io.sluice.ingest.Flow;
import org.junit.jupiter.api.Test;

class RowLimitTest {
  private static final Workload SCANNER = new Workload("", "shop", "Deployment", "scanner");
  private static final Workload DB = new Workload("", "shop", "StatefulSet", "db");

  /** A row each, because they are of several protocols. */
  private static void fill(EdgeTable table, Party client, int from, int to, boolean denied) {
    for (int number = from; number < to; number++) {
      table.row(new EdgeKey("", client, DB, number, 80, denied));
    }
  }

  private static void scan(EdgeTable table, Party client, int ports, boolean denied) {
    Flow flow = FlowFixture.record().flow;
    flow.answer = Answer.NO;
    for (int port = 0; port < ports; port++) {
      EdgeKey key = new EdgeKey("", client, DB, 6, port, denied);
      table.row(key).add(flow, EdgeRow.ServerAddress.OWN, 1, 2, null);
    }
  }

  @Test
  void whatDoesNotFitStopsWithTheEndsThatHaveMostOfIt() {
    EdgeTable table = new EdgeTable(RowLimit.of(50));
    fill(table, new Party.External(), 0, 5, false);
    fill(table, SCANNER, 0, 40, false);

    assertThatThrownBy(() -> fill(table, new Party.External(), 5, 20, false))
        .isInstanceOf(TooManyRowsException.class)
        .hasMessageContaining("more than 50 rows")
        .hasMessageContaining("to shop/db (51), from shop/scanner (40), from external (11)")
        .hasMessageContaining("--memory");
  }

  @Test
  void theTablesOfAllThreadsShareOneLimit() {
    RowLimit limit = RowLimit.of(30);
    fill(new EdgeTable(limit), SCANNER, 0, 20, false);

    assertThatThrownBy(() -> fill(new EdgeTable(limit), SCANNER, 0, 20, false))
        .isInstanceOf(TooManyRowsException.class);
  }

  @Test
  void recordsOfKnownRowsDoNotCount() {
    EdgeTable table = new EdgeTable(RowLimit.of(3));
    EdgeRow row = table.row(new EdgeKey("", SCANNER, DB, 6, 5432, false));
    for (int i = 0; i < 100; i++) {
      row.alsoOpenedBy(i);
    }

    assertThat(table.size()).isEqualTo(1);
  }

  @Test
  void aLargerHeapHasRoomForMore() {
    EdgeTable small = new EdgeTable(RowLimit.ofHeap(64 << 20));
    EdgeTable large = new EdgeTable(RowLimit.ofHeap(128 << 20));
    assertThatThrownBy(() -> fill(small, SCANNER, 0, 100_000, true))
        .isInstanceOf(TooManyRowsException.class);
    fill(large, SCANNER, 0, 100_000, true);
    assertThat(large.size()).isEqualTo(100_000);
  }

  @Test
  void aScanOfAllPortsThatWentThroughCountsForAFewThousandRows() {
    scan(new EdgeTable(RowLimit.of(10_000)), SCANNER, 65_536, false);

    EdgeTable less = new EdgeTable(RowLimit.of(5_000));
    assertThatThrownBy(() -> scan(less, SCANNER, 65_536, false))
        .isInstanceOf(TooManyRowsException.class)
        .hasMessageContaining("from shop/scanner");
  }

  @Test
  void whatFoldsGivesItsRoomBack() {
    EdgeTable table = new EdgeTable(RowLimit.of(20));
    scan(table, SCANNER, 65_536, true);
    scan(table, new Party.External(), 16, true);

    assertThat(table.size()).isEqualTo(17);
  }
}
