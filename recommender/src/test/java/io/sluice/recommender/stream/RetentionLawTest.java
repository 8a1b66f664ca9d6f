package io.sluice.recommender.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.analyzer.edge.file.EdgeFile;
import io.sluice.analyzer.edge.file.StoredTable;
import io.sluice.ingest.FileSummary;
import io.sluice.recommender.example.Sluice;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Law: with retention the edges are the batch tool's without the rows that are too old. */
final class RetentionLawTest {
  private static final Duration KEPT = Duration.ofDays(30);
  private static final Duration PASS = Duration.ofSeconds(10);
  private static final long HOUR = Duration.ofHours(1).toMillis();

  /** Before the topology's clock, which records get their times from. */
  private static final Instant END = Instant.parse("2026-11-03T12:34:56Z");

  @TempDir private Path folder;
  private int logs;

  private HubbleLog log() {
    return new HubbleLog(folder.resolve("log-" + logs++ + ".jsonl"));
  }

  /** What the command makes of all logs. */
  private StoredTable commanded() throws Exception {
    Path file = folder.resolve("all.edges");
    Sluice.Run run = Sluice.run("flows", folder, "-o", "edges=" + file, "--quiet");
    assertThat(run.exit()).as(run.err()).isZero();
    try (InputStream in = Files.newInputStream(file)) {
      return EdgeFile.read(in);
    } finally {
      Files.delete(file);
    }
  }

  private static long hourOf(Instant time) {
    return Math.floorDiv(time.toEpochMilli(), HOUR) * HOUR;
  }

  /** The newest of a cluster: the west stopped in spring. */
  private static Instant end(String cluster) {
    return cluster.equals("west") ? END.minus(Duration.ofDays(200)) : END;
  }

  /** One flow in a log of its own. */
  private record Seen(String cluster, Instant time, int port) {}

  private static List<Seen> ends() {
    return List.of(new Seen("east", end("east"), 443), new Seen("west", end("west"), 443));
  }

  private static Instant daysBefore(Instant end, double days) {
    return end.minusMillis((long) (days * Duration.ofDays(1).toMillis()));
  }

  /** Edges that were seen for some days, none of them both before and after what is kept. */
  private static List<Seen> brief(Random random) {
    List<Seen> all = new ArrayList<>(ends());
    for (String cluster : List.of("east", "west")) {
      for (int port = 1; port <= 20; port++) {
        double ago =
            random.nextBoolean() ? 33 + 50 * random.nextDouble() : 27 * random.nextDouble();
        for (int flow = 0; flow <= random.nextInt(4); flow++) {
          double since = ago + 2 * random.nextDouble();
          all.add(new Seen(cluster, daysBefore(end(cluster), since), port));
        }
      }
    }
    Collections.shuffle(all, random);
    return all;
  }

  /** Edges that were seen for months, never silent for as long as they are kept, as they came. */
  private static List<Seen> lasting(Random random) {
    List<Seen> all = new ArrayList<>(ends());
    for (String cluster : List.of("east", "west")) {
      for (int port = 1; port <= 20; port++) {
        double last = random.nextBoolean() ? 90 * random.nextDouble() : 0;
        for (double ago = 120; ago > last; ago -= 1 + 27 * random.nextDouble()) {
          all.add(new Seen(cluster, daysBefore(end(cluster), ago), port));
        }
      }
    }
    all.sort(Comparator.comparing(Seen::time));
    return all;
  }

  @Test
  void whateverTheOrderAndTheRestarts() throws Exception {
    long seed = new Random().nextLong();
    assertLaw(brief(new Random(seed)), seed);
  }

  @Test
  void andAnEdgeThatIsNeverSilentForSoLongStaysWhole() throws Exception {
    long seed = new Random().nextLong();
    assertLaw(lasting(new Random(seed)), seed);
  }

  private void assertLaw(List<Seen> flows, long seed) throws Exception {
    Random random = new Random(seed);
    Map<String, Long> from = new HashMap<>();
    ends().forEach(end -> from.put(end.cluster(), hourOf(end.time()) - KEPT.toMillis()));
    try (Topics topics = Topics.keeping(KEPT)) {
      for (Seen flow : flows) {
        log().flow(flow.cluster(), flow.time(), flow.port()).batches().forEach(topics::batch);
        if (random.nextInt(20) == 0) {
          topics.restart();
        }
        if (random.nextInt(4) == 0) {
          topics.time(PASS);
        }
      }
      topics.gather();
      topics.time(Duration.ofHours(1));
      StoredTable all = commanded();
      Young young = new Young(from);
      all.table().visit(young);

      StoredTable found = topics.table();

      assertThat(young.table().size()).isGreaterThan(2).isLessThan(all.table().size());
      assertThat(Young.rows(found.table(), found))
          .as("seed %d", seed)
          .isEqualTo(Young.rows(young.table(), all));
      assertThat(found.logs()).as("seed %d", seed).hasSameSizeAs(all.logs());
      for (FileSummary log : found.logs()) {
        long first = from.get(log.clusters().iterator().next()) / HOUR;
        assertThat(log.recordsPerHour().keySet())
            .as("seed %d", seed)
            .allMatch(hour -> hour >= first);
      }
    }
  }
}
