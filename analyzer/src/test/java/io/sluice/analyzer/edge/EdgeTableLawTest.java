package io.sluice.analyzer.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.analyzer.cluster.Party;
import io.sluice.analyzer.cluster.UnknownReason;
import io.sluice.analyzer.cluster.Workload;
import io.sluice.analyzer.edge.EdgeRow.ServerAddress;
import io.sluice.ingest.Answer;
import io.sluice.ingest.Flow;
import io.sluice.ingest.IpAddress;
import io.sluice.ingest.ObservedVerdict;
import io.sluice.ingest.Reporter;
import io.sluice.ingest.Vantage;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Any split of the records over tables, merged in any order, reads like the one table of all. Each
 * seed is in the name of its run; replay one with {@code -Dsluice.seed=N}.
 */
class EdgeTableLawTest {
  private static final List<Party> PARTIES =
      List.of(
          new Workload("", "shop", "Deployment", "cart"),
          new Workload("", "shop", "StatefulSet", "database"),
          new Workload("", "web", "Deployment", "front"),
          new Party.Node("", "aks-1", false),
          new Party.External(),
          new Party.Unknown(UnknownReason.UNMAPPED_ADDRESS, ""));
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

  /** What one record adds to a table. */
  private interface Addition {
    void to(EdgeTable table);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  @DisplayName("any split over tables reads the same")
  void anySplitOverTablesReadsTheSame(long seed) {
    Random random = new Random(seed);
    List<Addition> records = records(random);
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
    List<Addition> records = records(new Random(seed));
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
  void mergingLeavesTheOtherTableAsItWas(long seed) {
    Random random = new Random(seed);
    EdgeTable one = new EdgeTable();
    EdgeTable other = new EdgeTable();
    records(random).forEach(record -> record.to(random.nextBoolean() ? one : other));
    Edges before = other.resolve(DECLARED);

    one.merge(other);
    records(random).forEach(record -> record.to(one));

    assertThat(other.resolve(DECLARED)).isEqualTo(before);
  }

  /** A law about folded and turned rows is worth nothing if the random tables have none. */
  @Test
  void theRandomTablesHaveRowsOfEveryKind() {
    List<Edge> directed = new ArrayList<>();
    List<Edge> ambiguous = new ArrayList<>();
    long turned = 0;
    for (long seed : seeds()) {
      EdgeTable table = new EdgeTable();
      records(new Random(seed)).forEach(record -> record.to(table));
      Edges edges = table.resolve(DECLARED);
      directed.addAll(edges.directed());
      ambiguous.addAll(edges.ambiguous());
      int all = table.resolve((party, protocol, port) -> true).ambiguous().size();
      turned += all - edges.ambiguous().size();
    }

    assertThat(directed).anyMatch(edge -> edge.ports().getCardinality() > 64);
    assertThat(directed).anyMatch(edge -> edge.key().denied() && edge.ports().isEmpty());
    assertThat(directed)
        .anyMatch(
            edge -> edge.key().denied() && edge.verdicts().containsKey(ObservedVerdict.FORWARDED));
    assertThat(ambiguous).anyMatch(edge -> edge.ports().getCardinality() > 128);
    assertThat(turned).isPositive();
  }

  private static long verdicts(Edge edge) {
    return edge.verdicts().values().stream().mapToLong(Long::longValue).sum();
  }

  private static List<EdgeTable> split(List<Addition> records, Random random) {
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
      tables.get(random.nextInt(tables.size())).merge(from);
    }
    return tables.get(0);
  }

  private static List<Addition> records(Random random) {
    List<Addition> records = new ArrayList<>();
    int count = 50 + random.nextInt(1500);
    int portRange = random.nextBoolean() ? 12 : 300;
    int parties = 1 + random.nextInt(random.nextBoolean() ? 2 : PARTIES.size());
    boolean tidy = random.nextBoolean();
    for (int i = 0; i < count; i++) {
      records.add(record(random, parties, portRange, tidy));
    }
    return records;
  }

  private static Addition record(Random random, int parties, int portRange, boolean tidy) {
    Party from = PARTIES.get(random.nextInt(parties));
    Party to = PARTIES.get(random.nextInt(parties));
    Flow flow = flow(random, portRange);
    int fromPod = pod(random, from);
    int toPod = pod(random, to);
    IpAddress address = address(random, from, to);
    if (random.nextInt(3) == 0) {
      if (tidy) {
        orderPorts(random, flow, PARTIES.indexOf(from) < PARTIES.indexOf(to));
      }
      return table -> table.addUndirected("", from, to, flow, fromPod, toPod, address);
    }
    EdgeKey key =
        new EdgeKey("", from, to, flow.protocol, flow.destinationPort, !flow.verdict.forwarded());
    ServerAddress logged = ServerAddress.values()[random.nextInt(3)];
    return table -> table.row(key).add(flow, logged, fromPod, toPod, address);
  }

  /** As real connections have them: one end's port is a service's, the other's is not. */
  private static void orderPorts(Random random, Flow flow, boolean destinationServes) {
    int service = random.nextBoolean() ? 80 : 443;
    int ephemeral = 50_000 + random.nextInt(100);
    flow.sourcePort = destinationServes ? ephemeral : service;
    flow.destinationPort = destinationServes ? service : ephemeral;
  }

  private static Flow flow(Random random, int portRange) {
    Flow flow = new Flow();
    flow.protocol = random.nextInt(4) == 0 ? 17 : 6;
    flow.sourcePort = port(random, portRange);
    flow.destinationPort = port(random, portRange);
    flow.epochMillis = 1_700_000_000_000L + random.nextInt(5 * 86_400_000);
    flow.reporter = Reporter.values()[random.nextInt(3)];
    flow.verdict = ObservedVerdict.values()[random.nextInt(4)];
    flow.answer = Answer.values()[random.nextInt(3)];
    flow.vantage = Vantage.values()[random.nextInt(2)];
    flow.connections = random.nextInt(3);
    flow.bytes = random.nextInt(1000);
    flow.flags = random.nextInt(16);
    return flow;
  }

  private static int port(Random random, int range) {
    int choice = random.nextInt(12);
    return choice == 0 ? -1 : choice < 4 ? 80 : 40_000 + random.nextInt(range);
  }

  private static int pod(Random random, Party party) {
    return party instanceof Workload ? random.nextInt(20) : EdgeTable.NO_POD;
  }

  private static @Nullable IpAddress address(Random random, Party from, Party to) {
    if (from instanceof Workload && to instanceof Workload) {
      return null;
    }
    return random.nextBoolean()
        ? IpAddress.ofV4(0xCB007100 + random.nextInt(50))
        : IpAddress.ofV6(0x20010db800000000L, random.nextInt(50));
  }
}
