package io.sluice.recommender.stream;

import io.sluice.analyzer.snapshot.ClusterObject;
import io.sluice.analyzer.snapshot.ClusterReader;
import io.sluice.ingest.EndpointDictionary;
import io.sluice.ingest.ObserverDictionary;
import io.sluice.ingest.batch.BatchLimits;
import io.sluice.ingest.batch.FlowBatchWriter;
import io.sluice.ingest.batch.LogBatches;
import io.sluice.ingest.source.LogReader;
import io.sluice.ingest.source.Worker;
import io.sluice.recommender.example.ExampleFolder;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.TreeMap;

/** The example's logs as flow batches, and its cluster. */
final class ExampleBatches {
  private ExampleBatches() {}

  static List<ClusterObject> objects() {
    return ClusterReader.read("", ExampleFolder.cluster(), OptionalLong.empty()).objects();
  }

  /** The batches of each log, in their order. */
  static Map<String, List<byte[]>> byLog(Path logs, BatchLimits limits) {
    EndpointDictionary endpoints = new EndpointDictionary();
    ObserverDictionary observers = new ObserverDictionary();
    Map<String, List<byte[]>> values = new TreeMap<>();
    LogBatches sink =
        new LogBatches(
            new FlowBatchWriter(endpoints, observers, limits, ""),
            batch ->
                values
                    .computeIfAbsent(batch.part().source(), source -> new ArrayList<>())
                    .add(batch.value()));
    new LogReader(Optional.empty(), InputStream.nullInputStream(), LogReader.Progress.NONE)
        .read(List.of(logs.toString()), new Worker(endpoints, observers, sink));
    return values;
  }

  /** The logs' batches mixed, as partitions mix them; those of one log keep their order. */
  static List<byte[]> mixed(BatchLimits limits, Random random) {
    return mixed(ExampleFolder.logs(), limits, random);
  }

  /** The same of other logs. */
  static List<byte[]> mixed(Path logs, BatchLimits limits, Random random) {
    List<List<byte[]>> left = new ArrayList<>(byLog(logs, limits).values());
    List<byte[]> mixed = new ArrayList<>();
    while (!left.isEmpty()) {
      mixed.add(left.get(random.nextInt(left.size())).remove(0));
      left.removeIf(List::isEmpty);
    }
    return mixed;
  }

  static BatchLimits limits(Random random) {
    return new BatchLimits(1 + random.nextInt(500), 1 + random.nextInt(60_000));
  }
}
