package io.sluice.recommender.topic;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.analyzer.attribute.Attributor;
import io.sluice.analyzer.attribute.ClusterBindings;
import io.sluice.analyzer.cluster.Pod;
import io.sluice.analyzer.edge.EdgeTable;
import io.sluice.analyzer.edge.file.EdgeFile;
import io.sluice.analyzer.edge.file.StoredTable;
import io.sluice.analyzer.inventory.Inventory;
import io.sluice.analyzer.inventory.PodDirectory;
import io.sluice.analyzer.snapshot.ClusterReader;
import io.sluice.ingest.EndpointDictionary;
import io.sluice.ingest.FileSummary;
import io.sluice.ingest.ObserverDictionary;
import io.sluice.ingest.batch.BatchLimits;
import io.sluice.ingest.batch.FlowBatch;
import io.sluice.ingest.batch.FlowBatchWriter;
import io.sluice.ingest.batch.FlowReplay;
import io.sluice.ingest.batch.LogBatches;
import io.sluice.ingest.batch.ReplayedLogs;
import io.sluice.ingest.source.LogReader;
import io.sluice.ingest.source.Worker;
import io.sluice.recommender.example.ExampleFolder;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Batches of the example's logs, cut anywhere, give the edge file of the logs byte for byte. */
final class AnySplitIntoBatchesGivesTheSameEdgesTest {
  private static final Inventory INVENTORY =
      Inventory.of(ClusterReader.read("", ExampleFolder.cluster(), OptionalLong.empty()).objects());

  /** What stands behind decoding. */
  private static final class Stage {
    final EndpointDictionary endpoints = new EndpointDictionary();
    final ObserverDictionary observers = new ObserverDictionary();
    final PodDirectory pods = new PodDirectory(INVENTORY);
    final Attributor attributor =
        new Attributor(
            INVENTORY,
            pods,
            endpoints,
            observers,
            ClusterBindings.single(INVENTORY),
            new EdgeTable());

    byte[] file(List<FileSummary> logs) {
      List<Pod> all = new ArrayList<>();
      for (int id = 0; id < pods.size(); id++) {
        all.add(pods.get(id));
      }
      long disagreements = attributor.counts().disagreements();
      return EdgeFile.write(
          new StoredTable(
              attributor.table(), all, logs, List.of(), disagreements, endpoints.hostNames()));
    }
  }

  private static LogReader.Result read(Worker worker) {
    return new LogReader(Optional.empty(), InputStream.nullInputStream(), LogReader.Progress.NONE)
        .read(List.of(ExampleFolder.logs().toString()), worker);
  }

  private static byte[] directly() {
    Stage stage = new Stage();
    LogReader.Result read = read(new Worker(stage.endpoints, stage.observers, stage.attributor));
    return stage.file(read.files());
  }

  /** The batches of each log, in their order. */
  private static Map<String, List<byte[]>> batches(BatchLimits limits) {
    EndpointDictionary endpoints = new EndpointDictionary();
    ObserverDictionary observers = new ObserverDictionary();
    Map<String, List<byte[]>> values = new HashMap<>();
    FlowBatchWriter writer = new FlowBatchWriter(endpoints, observers, limits, "");
    LogBatches sink =
        new LogBatches(
            writer,
            batch ->
                values
                    .computeIfAbsent(batch.part().source(), source -> new ArrayList<>())
                    .add(batch.value()));
    read(new Worker(endpoints, observers, sink));
    return values;
  }

  /** The logs' batches mixed, as several partitions mix them; those of one log keep their order. */
  private static byte[] replayed(BatchLimits limits, Random random) throws Exception {
    Stage stage = new Stage();
    FlowReplay replay = new FlowReplay(stage.endpoints, stage.observers);
    ReplayedLogs logs = new ReplayedLogs();
    List<List<byte[]>> left = new ArrayList<>(batches(limits).values());
    while (!left.isEmpty()) {
      List<byte[]> one = left.get(random.nextInt(left.size()));
      byte[] value = one.remove(0);
      logs.take(value, FlowBatch.read(value), replay, stage.attributor);
      left.removeIf(List::isEmpty);
    }
    return stage.file(logs.summaries());
  }

  @Test
  void theEdgeFileIsTheSame() throws Exception {
    long first = new Random().nextLong();
    byte[] expected = directly();
    for (long seed = first; seed < first + 6; seed++) {
      Random random = new Random(seed);
      BatchLimits limits = new BatchLimits(1 + random.nextInt(500), 1 + random.nextInt(60_000));

      byte[] found = replayed(limits, random);

      assertThat(found).as("seed %d, %s", seed, limits).isEqualTo(expected);
    }
  }
}
