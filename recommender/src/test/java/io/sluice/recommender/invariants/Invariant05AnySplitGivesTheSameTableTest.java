package io.sluice.recommender.invariants;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.analyzer.attribute.Attributor;
import io.sluice.analyzer.attribute.ClusterBindings;
import io.sluice.analyzer.edge.EdgeTable;
import io.sluice.analyzer.edge.Edges;
import io.sluice.analyzer.edge.Listeners;
import io.sluice.analyzer.inventory.Inventory;
import io.sluice.analyzer.inventory.PodDirectory;
import io.sluice.analyzer.snapshot.ClusterReader;
import io.sluice.ingest.EndpointDictionary;
import io.sluice.ingest.ObserverDictionary;
import io.sluice.ingest.source.LogReader;
import io.sluice.ingest.source.Worker;
import io.sluice.recommender.example.ExampleFolder;
import io.sluice.recommender.example.Sluice;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** However the records lie about in files, the edges are the same. */
final class Invariant05AnySplitGivesTheSameTableTest {
  private static final long SEED = Long.getLong("seed", 771L);

  private static final Inventory INVENTORY =
      Inventory.of(ClusterReader.read("", ExampleFolder.cluster(), OptionalLong.empty()).objects());
  private static final PodDirectory PODS = new PodDirectory(INVENTORY);

  @TempDir Path folder;

  @Test
  void theEdgesOfTheExampleDoNotDependOnHowItsLinesAreSpreadOverFiles() throws IOException {
    List<String> lines = ExampleFolder.hubbleLines();
    Path whole = Files.createDirectory(folder.resolve("whole"));
    Files.write(whole.resolve("all.jsonl"), lines);
    String expected = edges(whole);

    for (int files : List.of(2, 7, 23)) {
      Path split = Files.createDirectory(folder.resolve("split-" + files));
      Random random = new Random(SEED + files);
      StringBuilder[] parts = new StringBuilder[files];
      for (int i = 0; i < files; i++) {
        parts[i] = new StringBuilder();
      }
      lines.forEach(line -> parts[random.nextInt(files)].append(line).append('\n'));
      for (int i = 0; i < files; i++) {
        Files.writeString(split.resolve("part-" + i + ".jsonl"), parts[i]);
      }

      assertThat(edges(split)).as("seed %s, %s files", SEED, files).isEqualTo(expected);
    }
  }

  @Test
  void tablesOfAnySplitMergedInAnyOrderReadTheSameAsOneTable() throws IOException {
    List<String> lines = ExampleFolder.hubbleLines();
    Path all = Files.write(folder.resolve("all.jsonl"), lines);
    Edges expected = table(all).resolve(Listeners.NONE);
    Random random = new Random(SEED);

    for (int round = 0; round < 4; round++) {
      List<EdgeTable> tables = new ArrayList<>();
      for (int from = 0; from < lines.size(); ) {
        int until = Math.min(lines.size(), from + 1 + random.nextInt(900));
        Path part = folder.resolve("round-" + round + "-from-" + from + ".jsonl");
        tables.add(table(Files.write(part, lines.subList(from, until))));
        from = until;
      }
      while (tables.size() > 1) {
        EdgeTable other = tables.remove(random.nextInt(tables.size()));
        tables.get(random.nextInt(tables.size())).absorb(other);
      }

      assertThat(tables.get(0).resolve(Listeners.NONE))
          .as("seed %s, round %s", SEED, round)
          .isEqualTo(expected);
    }
  }

  @Test
  void theNumberOfThreadsChangesNothing() {
    String one = withThreads("1");

    for (String threads : List.of("2", "5")) {
      assertThat(withThreads(threads)).as("%s threads", threads).isEqualTo(one);
    }
  }

  private static String withThreads(String threads) {
    Sluice.Run run =
        Sluice.run(
            "recommend",
            ExampleFolder.logs(),
            "--cluster",
            ExampleFolder.cluster(),
            "--threads",
            threads,
            "-o",
            "json");
    return run.exit() + run.out() + run.err();
  }

  private EdgeTable table(Path log) {
    EndpointDictionary endpoints = new EndpointDictionary();
    ObserverDictionary observers = new ObserverDictionary();
    Attributor attributor =
        new Attributor(
            INVENTORY,
            PODS,
            endpoints,
            observers,
            ClusterBindings.single(INVENTORY),
            new EdgeTable());
    new LogReader(Optional.empty(), InputStream.nullInputStream(), LogReader.Progress.NONE)
        .read(List.of(log.toString()), new Worker(endpoints, observers, attributor));
    return attributor.table();
  }

  private static String edges(Path logs) {
    return Sluice.run("flows", logs, "--cluster", ExampleFolder.cluster(), "-o", "csv").out();
  }
}
