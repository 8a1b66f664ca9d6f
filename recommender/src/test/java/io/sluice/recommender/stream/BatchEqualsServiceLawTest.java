package io.sluice.recommender.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.analyzer.edge.file.EdgeFile;
import io.sluice.analyzer.edge.file.StoredTable;
import io.sluice.analyzer.inventory.Inventory;
import io.sluice.analyzer.snapshot.ClusterObject;
import io.sluice.analyzer.stream.StreamSettings;
import io.sluice.analyzer.stream.inventory.Watermark;
import io.sluice.ingest.FileSummary;
import io.sluice.ingest.batch.FlowBatch;
import io.sluice.recommender.example.Sluice;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Law: random logs, cut anywhere into batches, spread over partitions whose tasks work, commit and
 * crash in any order, some batches twice there, give the edge file of the batch tool.
 *
 * <p>The variable {@code SEED} (or {@code -Dseed}) repeats one case; {@code -Drounds} tries more.
 */
final class BatchEqualsServiceLawTest {
  private static final StreamSettings SETTINGS = StreamSettings.DEFAULTS;
  private static final int ROUNDS = Integer.getInteger("rounds", 1);
  private static final int CRASHES = 2;

  private static final class Log {
    final String name;
    final List<byte[]> left;
    final List<byte[]> given = new ArrayList<>();
    int again;

    Log(String name, List<byte[]> batches) {
      this.name = name;
      this.left = new ArrayList<>(batches);
    }
  }

  @TempDir private Path folder;

  private static long firstSeed() {
    String given = System.getenv("SEED");
    return given == null ? Long.getLong("seed", new Random().nextLong()) : Long.parseLong(given);
  }

  /** What the command writes, with a note for logs of which batches are there again. */
  private byte[] commanded(RandomLogs logs, Map<String, Integer> again) throws IOException {
    Path file = Files.createTempFile(folder, "c", ".edges");
    Files.delete(file);
    Sluice.Run run =
        Sluice.run("flows", logs.logs(), "--cluster", logs.cluster(), "-o", "edges=" + file);
    assertThat(run.exit()).as(run.err()).isZero();
    StoredTable table = EdgeFile.read(new ByteArrayInputStream(Files.readAllBytes(file)));
    List<FileSummary> noted =
        table.logs().stream()
            .map(
                log ->
                    again.get(log.file()) == 0
                        ? log
                        : log.noting(
                            List.of(
                                again.get(log.file())
                                    + " of its batches are there more than once: each counts"
                                    + " once")))
            .toList();
    return EdgeFile.write(
        new StoredTable(
            table.table(),
            table.pods(),
            noted,
            table.unread(),
            table.disagreements(),
            table.names()));
  }

  /** Gives batches of logs in any order, those of one log in theirs, some again later. */
  private static void give(Partitions partitions, List<Log> logs, Random random) {
    List<Integer> left = new ArrayList<>();
    for (int i = 0; i < logs.size(); i++) {
      left.add(i);
    }
    while (!left.isEmpty()) {
      int number = left.get(random.nextInt(left.size()));
      Log log = logs.get(number);
      if (!log.given.isEmpty() && random.nextInt(25) == 0) {
        partitions.give(number, log.given.get(random.nextInt(log.given.size())));
        log.again++;
      }
      byte[] value = log.left.remove(0);
      log.given.add(value);
      partitions.give(number, value);
      left.removeIf(one -> logs.get(one).left.isEmpty());
      if (random.nextBoolean()) {
        partitions.step();
      }
    }
  }

  private static void work(Partitions partitions) {
    while (partitions.step()) {
      // the next one
    }
    partitions.settle();
  }

  private static List<Log> logs(RandomLogs random, Random cuts) {
    List<Log> logs = new ArrayList<>();
    random.batches(cuts).forEach((name, batches) -> logs.add(new Log(name, batches)));
    return logs;
  }

  private static Map<String, Integer> again(List<Log> logs) {
    Map<String, Integer> again = new TreeMap<>();
    logs.forEach(log -> again.put(log.name, log.again));
    return again;
  }

  @Test
  void withASnapshotTheEdgeFileIsThatOfTheCommand() throws Exception {
    long first = firstSeed();
    for (long seed = first; seed < first + ROUNDS; seed++) {
      Random random = new Random(seed);
      RandomLogs made = RandomLogs.make(seed, random, folder.resolve("a" + seed));
      List<ClusterObject> objects = made.objects();
      List<Log> logs = logs(made, random);
      try (Partitions partitions = new Partitions(SETTINGS, folder, random, CRASHES)) {
        partitions.objects(objects);
        partitions.watermark(Inventory.of(objects).takenAtMillis(), Watermark.Source.SNAPSHOT);
        give(partitions, logs, random);
        work(partitions);

        assertThat(partitions.edgeFile())
            .as("SEED=%d", seed)
            .isEqualTo(commanded(made, again(logs)));
      }
    }
  }

  private static long last(List<Log> logs) throws IOException {
    long last = 0;
    for (Log log : logs) {
      for (byte[] value : log.left) {
        last = Math.max(last, FlowBatch.read(value).tally().lastMillis());
      }
    }
    return last;
  }

  /** Clocks of nodes differ by minutes and records are hours late, so batches wait differently. */
  @Test
  void withAWatchThatIsBehindOrAheadOfTheRecordsItIsThatAsWellAndNothingIsAttributedTooEarly()
      throws Exception {
    long first = firstSeed();
    for (long seed = first; seed < first + ROUNDS; seed++) {
      Random random = new Random(seed);
      RandomLogs made = RandomLogs.make(seed, random, folder.resolve("b" + seed));
      List<Log> logs = logs(made, random);
      long last = last(logs);
      try (Partitions partitions = new Partitions(SETTINGS, folder, random, CRASHES)) {
        partitions.objects(made.objects());
        partitions.watermark(0, Watermark.Source.WATCH);
        give(partitions, logs, random);
        for (long behind = 7_200_000; behind > 0; behind -= 1 + random.nextInt(3_600_000)) {
          partitions.watermark(last - behind, Watermark.Source.WATCH);
          partitions.settle();
        }
        partitions.watermark(last + SETTINGS.grace().toMillis(), Watermark.Source.WATCH);
        work(partitions);

        assertThat(partitions.inventoryLag()).as("SEED=%d", seed).isZero();
        assertThat(partitions.edgeFile())
            .as("SEED=%d", seed)
            .isEqualTo(commanded(made, again(logs)));
      }
    }
  }
}
