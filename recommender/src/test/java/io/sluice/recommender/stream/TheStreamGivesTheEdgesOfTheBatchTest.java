package io.sluice.recommender.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.analyzer.attribute.Attributor;
import io.sluice.analyzer.attribute.ClusterBindings;
import io.sluice.analyzer.edge.EdgeTable;
import io.sluice.analyzer.edge.file.EdgeFile;
import io.sluice.analyzer.edge.file.StoredTable;
import io.sluice.analyzer.inventory.Inventory;
import io.sluice.analyzer.inventory.PodDirectory;
import io.sluice.analyzer.snapshot.ClusterObject;
import io.sluice.analyzer.stream.StreamSettings;
import io.sluice.analyzer.stream.inventory.Watermark;
import io.sluice.ingest.EndpointDictionary;
import io.sluice.ingest.ObserverDictionary;
import io.sluice.ingest.batch.FlowBatch;
import io.sluice.ingest.batch.FlowReplay;
import io.sluice.ingest.batch.ReplayedLogs;
import io.sluice.recommender.cli.Main;
import io.sluice.recommender.example.ExampleFolder;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Law: flow batches through the topology, cut and mixed and restarted anywhere = the batch tool.
 */
final class TheStreamGivesTheEdgesOfTheBatchTest {
  private static final List<ClusterObject> OBJECTS = ExampleBatches.objects();
  private static final Inventory INVENTORY = Inventory.of(OBJECTS);

  @TempDir private Path folder;

  /** What the command writes. */
  private byte[] commanded(String... more) throws Exception {
    Path file = folder.resolve("c.edges");
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    List<String> words =
        new ArrayList<>(List.of("flows", ExampleFolder.logs().toString(), "-o", "edges=" + file));
    words.addAll(List.of(more));
    int exit =
        Main.run(
            words.toArray(String[]::new),
            InputStream.nullInputStream(),
            new PrintStream(said, true, StandardCharsets.UTF_8),
            new PrintStream(said, true, StandardCharsets.UTF_8),
            Map.of());
    assertThat(exit).as(said.toString(StandardCharsets.UTF_8)).isZero();
    return Files.readAllBytes(file);
  }

  /** What reading the topic in one go gives. */
  private static byte[] replayed(List<byte[]> values) throws Exception {
    EndpointDictionary endpoints = new EndpointDictionary();
    ObserverDictionary observers = new ObserverDictionary();
    PodDirectory pods = new PodDirectory(INVENTORY);
    EdgeTable table = new EdgeTable();
    Attributor attributor =
        new Attributor(
            INVENTORY, pods, endpoints, observers, ClusterBindings.single(INVENTORY), table);
    FlowReplay replay = new FlowReplay(endpoints, observers);
    ReplayedLogs logs = new ReplayedLogs();
    for (byte[] value : values) {
      logs.take(value, FlowBatch.read(value), replay, attributor);
    }
    return EdgeFile.write(
        new StoredTable(
            table,
            pods.all(),
            logs.summaries(),
            List.of(),
            attributor.counts().disagreements(),
            endpoints.hostNames()));
  }

  private static Topics withSnapshot() {
    Topics topics = new Topics(StreamSettings.DEFAULTS);
    topics.objects("", OBJECTS);
    topics.watermark("", INVENTORY.takenAtMillis(), Watermark.Source.SNAPSHOT);
    return topics;
  }

  @Test
  void batchesCutAndMixedAndRestartedAnywhereGiveTheFileOfTheCommand() throws Exception {
    byte[] expected = commanded("--cluster", ExampleFolder.cluster().toString());
    assertThat(EdgeFile.read(new ByteArrayInputStream(expected)).names().size()).isPositive();
    long first = new Random().nextLong();
    for (long seed = first; seed < first + 5; seed++) {
      Random random = new Random(seed);
      try (Topics topics = withSnapshot()) {
        for (byte[] value : ExampleBatches.mixed(ExampleBatches.limits(random), random)) {
          topics.batch(value);
          if (random.nextInt(30) == 0) {
            topics.restart();
          }
          if (random.nextInt(20) == 0) {
            topics.time(StreamSettings.DEFAULTS.emitEvery());
          }
        }

        byte[] found = topics.edgeFile();

        assertThat(found).as("seed %d", seed).isEqualTo(expected);
      }
    }
  }

  @Test
  void whatComesTwiceOrInTwoVersionsOrNotAtAllIsSaidLikeByReadingTheTopic() throws Exception {
    long first = new Random().nextLong();
    for (long seed = first; seed < first + 4; seed++) {
      Random random = new Random(seed);
      List<byte[]> values = ExampleBatches.mixed(ExampleBatches.limits(random), random);
      values.addAll(ExampleBatches.mixed(ExampleBatches.limits(random), random).subList(0, 1));
      values.add(values.get(random.nextInt(values.size())));
      values.remove(random.nextInt(values.size()));
      try (Topics topics = withSnapshot()) {
        for (byte[] value : values) {
          topics.batch(value);
          if (random.nextInt(30) == 0) {
            topics.restart();
          }
        }

        assertThat(topics.edgeFile()).as("seed %d", seed).isEqualTo(replayed(values));
      }
    }
  }
}
