package io.sluice.analyzer.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.analyzer.cluster.Workload;
import io.sluice.ingest.AddressFamily;
import io.sluice.ingest.ObservedVerdict;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Any split of the records over tables, merged in any order, reads like the one table of all. Each
 * seed is in the name of its run; replay one with {@code -Dsluice.seed=N}.
 */
class EdgeTableLawTest {
  private static final Listeners DECLARED =
      (party, protocol, port) -> port == 80 && party instanceof Workload;

  static List<Long> seeds() {
    Long given = Long.getLong("sluice.seed");
    if (given != null) {
      return List.of(given);
    }
    List<Long> seeds = new ArrayList<>();
    for (long seed = 1; seed <= 40; seed++) {
      seeds.add(seed);
    }
    return seeds;
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  @DisplayName("any split over tables reads the same")
  void anySplitOverTablesReadsTheSame(long seed) {
    Random random = new Random(seed);
    List<RandomRecords.Addition> records = RandomRecords.of(random);
    EdgeTable whole = new EdgeTable();
    records.forEach(record -> record.to(whole));

    Collections.shuffle(records, random);
    EdgeTable merged = mergedAnyhow(split(records, random), random);

    assertThat(merged.resolve(DECLARED)).isEqualTo(whole.resolve(DECLARED));
    assertThat(merged.resolve(Listeners.NONE)).isEqualTo(whole.resolve(Listeners.NONE));
    assertThat(merged.size()).isEqualTo(whole.size());
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void noRecordIsLostOnTheWayToTheEdges(long seed) {
    List<RandomRecords.Addition> records = RandomRecords.of(new Random(seed));
    EdgeTable table = new EdgeTable();
    records.forEach(record -> record.to(table));

    Edges edges = table.resolve(DECLARED);

    List<Edge> all = new ArrayList<>(edges.directed());
    all.addAll(edges.ambiguous());
    assertThat(all.stream().mapToLong(EdgeTableLawTest::verdicts).sum()).isEqualTo(records.size());
    assertThat(edges.directed()).isSorted();
    assertThat(edges.ambiguous()).isSorted();
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void whatATableGaveAwayIsNoLongerInItAndEdgesReadBeforeStayAsTheyWere(long seed) {
    Random random = new Random(seed);
    EdgeTable one = new EdgeTable();
    EdgeTable other = new EdgeTable();
    EdgeTable same = new EdgeTable();
    RandomRecords.of(random)
        .forEach(
            record -> {
              boolean first = random.nextBoolean();
              record.to(first ? one : other);
              if (!first) {
                record.to(same);
              }
            });
    Edges before = other.resolve(DECLARED);

    one.absorb(other);
    RandomRecords.of(random).forEach(record -> record.to(one));

    assertThat(other.size()).isZero();
    assertThat(before).isEqualTo(same.resolve(DECLARED));
  }

  /** A law about folded and turned rows is worth nothing if the random tables have none. */
  @Test
  void theRandomTablesHaveRowsOfEveryKind() {
    List<Edge> directed = new ArrayList<>();
    List<Edge> ambiguous = new ArrayList<>();
    long turned = 0;
    for (long seed : seeds()) {
      EdgeTable table = new EdgeTable();
      RandomRecords.of(new Random(seed)).forEach(record -> record.to(table));
      Edges edges = table.resolve(DECLARED);
      directed.addAll(edges.directed());
      ambiguous.addAll(edges.ambiguous());
      int all = table.resolve((party, protocol, port) -> true).ambiguous().size();
      turned += all - edges.ambiguous().size();
    }

    assertThat(directed)
        .anyMatch(edge -> edge.key().denied() && edge.ports().getCardinality() > 64);
    assertThat(directed)
        .anyMatch(edge -> !edge.key().denied() && edge.ports().getCardinality() > 64);
    assertThat(directed).anyMatch(edge -> edge.key().denied() && edge.ports().isEmpty());
    assertThat(directed)
        .anyMatch(
            edge -> edge.key().denied() && edge.verdicts().containsKey(ObservedVerdict.FORWARDED));
    assertThat(ambiguous).anyMatch(edge -> edge.ports().getCardinality() > 128);
    assertThat(turned).isPositive();
    assertThat(directed)
        .extracting(edge -> edge.families().size())
        .contains(1, 2, AddressFamily.values().length);
  }

  private static long verdicts(Edge edge) {
    return edge.verdicts().values().stream().mapToLong(Long::longValue).sum();
  }

  private static List<EdgeTable> split(List<RandomRecords.Addition> records, Random random) {
    List<EdgeTable> tables = new ArrayList<>();
    int count = 1 + random.nextInt(5);
    for (int i = 0; i < count; i++) {
      tables.add(new EdgeTable());
    }
    records.forEach(record -> record.to(tables.get(random.nextInt(count))));
    return tables;
  }

  /** Merges any one into any other until one is left: every tree of merges comes up. */
  private static EdgeTable mergedAnyhow(List<EdgeTable> tables, Random random) {
    while (tables.size() > 1) {
      EdgeTable from = tables.remove(random.nextInt(tables.size()));
      tables.get(random.nextInt(tables.size())).absorb(from);
    }
    return tables.get(0);
  }
}
