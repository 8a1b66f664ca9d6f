package io.sluice.recommender.recommend;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.analyzer.cluster.Party;
import io.sluice.analyzer.cluster.Workload;
import io.sluice.analyzer.edge.EdgeKey;
import io.sluice.analyzer.edge.EdgeTable;
import io.sluice.analyzer.edge.Edges;
import io.sluice.analyzer.edge.Listeners;
import io.sluice.ingest.Answer;
import io.sluice.ingest.Flow;
import io.sluice.ingest.IpAddress;
import io.sluice.ingest.ObservedVerdict;
import io.sluice.ingest.Reporter;
import io.sluice.ingest.Vantage;
import io.sluice.recommender.recommend.confidence.Maturity;
import io.sluice.recommender.recommend.confidence.Rating;
import io.sluice.recommender.recommend.confidence.Sighting;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;

/** However the records are split and whatever order they come in, they are as sure. */
class ConfidenceLawTest {
  private static final int HOUR = 3_600_000;
  private static final List<String> TITLES = List.of("shop/web", "shop/db", "pay/api");

  private final World world =
      World.bare()
          .deployment("shop/web", "app=web", 2)
          .deployment("shop/db", "app=db", 2)
          .deployment("pay/api", "app=api", 1);

  private record Seen(EdgeKey key, long millis, int client, int server, String address) {}

  private record Answers(
      List<Rating> ratings, List<Sighting> sightings, SortedMap<Workload, Maturity> maturities) {}

  @RepeatedTest(10)
  void anySplitAndAnyOrderGiveTheSame(RepetitionInfo repetition) {
    long seed = 7_919L * repetition.getCurrentRepetition();
    Random random = new Random(seed);
    List<Seen> records = records(random);

    EdgeTable whole = new EdgeTable();
    records.forEach(record -> add(whole, record));
    List<EdgeTable> parts = new ArrayList<>();
    for (int i = 0; i < 1 + random.nextInt(5); i++) {
      parts.add(new EdgeTable());
    }
    Collections.shuffle(records, random);
    records.forEach(record -> add(parts.get(random.nextInt(parts.size())), record));
    Collections.shuffle(parts, random);
    EdgeTable merged = new EdgeTable();
    parts.forEach(merged::absorb);

    assertThat(answers(merged)).as("seed %d", seed).isEqualTo(answers(whole));
  }

  private Answers answers(EdgeTable table) {
    Edges edges = table.resolve(Listeners.NONE);
    Recommendation recommendation = world.recommend(edges).recommendation;
    return new Answers(
        recommendation.edges().stream().map(JudgedEdge::rating).toList(),
        recommendation.edges().stream()
            .map(
                judged ->
                    Sighting.of(List.of(judged.edge()), world.inventory(), recommendation.window()))
            .toList(),
        recommendation.maturities());
  }

  /** Hours of twelve days: some edges every hour, some now and then, some at the end. */
  private List<Seen> records(Random random) {
    List<Seen> records = new ArrayList<>();
    for (int edge = 0; edge < 12; edge++) {
      EdgeKey key = key(random, 1_000 + edge);
      int first = random.nextInt(280);
      int step = 1 + random.nextInt(6);
      for (int hour = first; hour < 288; hour += step) {
        long millis = World.TAKEN_AT.toEpochMilli() - 288L * HOUR + hour * (long) HOUR;
        records.add(
            new Seen(
                key,
                millis + random.nextInt(HOUR),
                pod(key.client(), random),
                pod(key.server(), random),
                key.server() instanceof Party.External ? "198.51.100." + random.nextInt(3) : ""));
      }
    }
    return records;
  }

  private EdgeKey key(Random random, int port) {
    Workload client = world.workload(TITLES.get(random.nextInt(3)));
    Party server =
        random.nextInt(3) == 0
            ? new Party.External()
            : world.workload(TITLES.get((TITLES.indexOf(client.title()) + 1) % 3));
    return new EdgeKey("", client, server, 6, port, random.nextInt(8) == 0);
  }

  private int pod(Party party, Random random) {
    if (!(party instanceof Workload workload)) {
      return EdgeTable.NO_POD;
    }
    int[] ids = world.inventory().podsOf(workload).toArray();
    return ids[random.nextInt(ids.length)];
  }

  private static void add(EdgeTable table, Seen record) {
    Flow flow = new Flow();
    flow.protocol = record.key.protocol();
    flow.destinationPort = record.key.port();
    flow.epochMillis = record.millis;
    flow.reporter = record.millis % 2 == 0 ? Reporter.CLIENT : Reporter.SERVER;
    flow.verdict = record.key.denied() ? ObservedVerdict.DROPPED : ObservedVerdict.FORWARDED;
    flow.answer = Answer.YES;
    flow.vantage = Vantage.POD;
    flow.connections = 1;
    table.add(
        record.key,
        flow,
        record.client,
        record.server,
        record.address.isEmpty() ? null : IpAddress.parse(record.address).orElseThrow());
  }
}
