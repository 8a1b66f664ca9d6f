package io.sluice.analyzer.edge;

import static io.sluice.analyzer.edge.FlowFixture.CART;
import static io.sluice.analyzer.edge.FlowFixture.DATABASE;
import static io.sluice.analyzer.edge.FlowFixture.EXTERNAL;
import static io.sluice.analyzer.edge.FlowFixture.key;
import static io.sluice.analyzer.edge.FlowFixture.record;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.analyzer.cluster.Party;
import io.sluice.ingest.Answer;
import io.sluice.ingest.Flow;
import io.sluice.ingest.IpAddress;
import io.sluice.ingest.ObservedVerdict;
import io.sluice.ingest.Reporter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.roaringbitmap.RoaringBitmap;

/** Each seed is in the name of its run; replay one with {@code -Dsluice.seed=N}. */
class UnansweredTest {
  private static final int MOST = Unanswered.MOST_PORTS;
  private final EdgeTable table = new EdgeTable();

  static LongStream seeds() {
    Long given = Long.getLong("sluice.seed");
    return given != null ? LongStream.of(given) : LongStream.rangeClosed(1, 40);
  }

  private static void add(
      EdgeTable to, Party client, int port, Answer answer, @Nullable IpAddress address) {
    Flow flow = record().by(Reporter.CLIENT).counts(1, 0).flow;
    flow.answer = answer;
    flow.destinationPort = port;
    to.row(key(client, DATABASE, port)).add(flow, EdgeRow.ServerAddress.OWN, 1, 2, address);
  }

  private void tryPorts(int from, int to, Answer answer) {
    IntStream.range(from, to).forEach(port -> add(table, CART, port, answer, null));
  }

  private List<Edge> directed() {
    return table.resolve(Listeners.NONE).directed();
  }

  @Test
  void aFewPortsWithoutAnAnswerKeepTheirRows() {
    tryPorts(0, MOST, Answer.NO);

    assertThat(directed()).hasSize(MOST).allMatch(edge -> edge.ports().isEmpty());
  }

  @Test
  void aScanThatWentThroughIsOneEdge() {
    tryPorts(0, 65_536, Answer.NO);

    assertThat(directed()).hasSize(1);
    Edge edge = directed().get(0);
    assertThat(edge.key()).isEqualTo(key(CART, DATABASE, EdgeTable.NO_PORT));
    assertThat(edge.ports()).isEqualTo(RoaringBitmap.bitmapOfRange(0, 65_536));
    assertThat(edge.records()).isEqualTo(65_536);
    assertThat(edge.answered()).isFalse();
    assertThat(edge.answerTold()).isTrue();
  }

  @Test
  void aLateAnswerTakesItsPortOutOfTheFoldWithAllThatCameBefore() {
    tryPorts(0, 1000, Answer.NO);
    EdgeTable laterDay = new EdgeTable();
    add(laterDay, CART, 500, Answer.YES, null);
    table.absorb(laterDay);

    assertThat(directed()).hasSize(2);
    assertThat(directed().get(0).ports().contains(500)).isFalse();
    assertThat(directed().get(0).records()).isEqualTo(999);
    assertThat(directed().get(1).key().port()).isEqualTo(500);
    assertThat(directed().get(1).records()).isEqualTo(2);
  }

  @Test
  void whenSoManyPortsAnswerThatFewAreLeftNothingFolds() {
    tryPorts(0, MOST + 1, Answer.NO);
    tryPorts(7, 8, Answer.YES);

    assertThat(directed()).hasSize(MOST + 1).allMatch(edge -> edge.ports().isEmpty());
  }

  @Test
  void aLogThatCannotShowAnswersProvesNoAttemptVain() {
    tryPorts(0, 1000, Answer.UNKNOWN);

    assertThat(directed()).hasSize(1000).allMatch(edge -> edge.ports().isEmpty());
  }

  @Test
  void aPortThatTheServerDeclaresOrAnsweredSomebodyElseKeepsItsRow() {
    tryPorts(0, 1000, Answer.NO);
    add(table, EXTERNAL, 22, Answer.YES, IpAddress.ofV4(0xCB007107));

    List<Edge> edges = table.resolve((party, protocol, port) -> port == 80).directed();

    assertThat(edges.stream().filter(edge -> edge.key().client().equals(CART)))
        .extracting(edge -> edge.key().port())
        .containsExactly(EdgeTable.NO_PORT, 22, 80);
  }

  @Test
  void anAttemptThatTheServersSideStoppedIsAStoppedConnection() {
    tryPorts(0, 1000, Answer.NO);
    for (int port = 100; port < 140; port++) {
      Flow flow = record().by(Reporter.SERVER).counts(0, 0).flow;
      flow.verdict = ObservedVerdict.DROPPED;
      table.add(new EdgeKey("", CART, DATABASE, 6, port, true), flow, 1, 2, null);
    }

    assertThat(directed()).hasSize(2);
    Edge attempts = directed().get(0);
    Edge stopped = directed().get(1);
    assertThat(attempts.key().denied()).isFalse();
    assertThat(attempts.ports().getCardinality()).isEqualTo(960);
    assertThat(stopped.ports()).isEqualTo(RoaringBitmap.bitmapOfRange(100, 140));
    assertThat(stopped.verdicts()).containsEntry(ObservedVerdict.FORWARDED, 40L);
  }

  @Test
  void aRowWithoutAPortStandsBeforeTheFoldOfTheSameEnds() {
    tryPorts(0, 1000, Answer.NO);
    add(table, CART, EdgeTable.NO_PORT, Answer.NO, null);

    assertThat(directed()).hasSize(2);
    assertThat(directed().get(0).ports().isEmpty()).isTrue();
    assertThat(directed().get(1).ports().getCardinality()).isEqualTo(1000);
  }

  /**
   * The oracle has a table for each port, in which nothing is packed and nothing folds, and adds up
   * the rows of those that were tried in vain.
   */
  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void theFoldIsTheSumOfTheRowsWithoutAnAnswerInWhateverTablesTheyWere(long seed) {
    Random random = new Random(seed);
    List<EdgeTable> tables = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      tables.add(new EdgeTable());
    }
    EdgeTable[] byPort = new EdgeTable[400];
    List<Integer> ports = new ArrayList<>();
    for (int port = 0; port < byPort.length; port++) {
      byPort[port] = new EdgeTable();
      ports.addAll(Collections.nCopies(random.nextInt(4), port));
    }
    Collections.shuffle(ports, random);
    for (int port : ports) {
      Answer answer = random.nextInt(4) == 0 ? Answer.YES : Answer.NO;
      IpAddress address = IpAddress.ofV4(random.nextInt());
      add(byPort[port], EXTERNAL, port, answer, address);
      add(tables.get(random.nextInt(4)), EXTERNAL, port, answer, address);
    }
    tables.forEach(table::absorb);

    Row vain = new Row();
    RoaringBitmap vainPorts = new RoaringBitmap();
    List<Edge> expected = new ArrayList<>();
    for (int port = 0; port < byPort.length; port++) {
      for (Edge edge : byPort[port].resolve(Listeners.NONE).directed()) {
        if (edge.answered()) {
          expected.add(edge);
        } else {
          vain.merge(edge.content().row());
          vainPorts.add(port);
        }
      }
    }
    expected.add(
        0, Edge.of(key(EXTERNAL, DATABASE, EdgeTable.NO_PORT), RowContent.of(vain), vainPorts));
    assertThat(vainPorts.getCardinality()).isGreaterThan(MOST);
    assertThat(directed()).isEqualTo(expected);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void aPackedRowIsReadAsItWas(long seed) {
    Random random = new Random(seed);
    List<Row> rows = new ArrayList<>();
    EdgeTable some = new EdgeTable();
    RandomRecords.of(random).forEach(record -> record.to(some));
    some.visit(new RowsOf(rows));

    for (Row row : rows) {
      Row read = RowCode.read(RowCode.of(row), row.firstMillis, row.lastMillis);
      assertThat(read).isEqualTo(row);
    }
    assertThat(rows).isNotEmpty();
  }

  @Test
  void portsThatWereTriedAlikeHaveTheSameBytesWhateverTheHour() {
    Row one = new Row();
    Row other = new Row();
    Flow flow = record().flow;
    one.add(flow, EdgeRow.ServerAddress.OWN, 1, 2, null);
    flow.epochMillis += 30 * 3_600_000L;
    other.add(flow, EdgeRow.ServerAddress.OWN, 1, 2, null);

    assertThat(RowCode.of(other)).isEqualTo(RowCode.of(one));
  }

  private record RowsOf(List<Row> rows) implements TableVisitor {
    @Override
    public void forwarded(EdgeKey key, RowContent row) {
      rows.add(row.row());
    }

    @Override
    public void stopped(EdgeKey key, Stopped content) {
      content.rows().values().forEach(row -> rows.add(row.row()));
      content.folded().ifPresent(row -> rows.add(row.row()));
    }

    @Override
    public void undirected(EdgeKey key, Undirected row) {
      rows.add(row.total().row());
    }
  }
}
