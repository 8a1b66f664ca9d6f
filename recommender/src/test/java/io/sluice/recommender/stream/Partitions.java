package io.sluice.recommender.stream;

import io.sluice.analyzer.edge.file.EdgeFile;
import io.sluice.analyzer.snapshot.ClusterObject;
import io.sluice.analyzer.stream.EdgesTopic;
import io.sluice.analyzer.stream.StreamSettings;
import io.sluice.analyzer.stream.inventory.InventoryRecord;
import io.sluice.analyzer.stream.inventory.InventoryRecords;
import io.sluice.analyzer.stream.inventory.Watermark;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.kafka.streams.KeyValue;

/** The topology over several partitions, whose tasks work, commit and crash in any order. */
final class Partitions implements AutoCloseable {
  private static final int COMMIT_IN = 8;
  private static final int CRASH_IN = 2;
  private static final Duration LITTLE = Duration.ofSeconds(2);

  private final Random random;
  private final List<Task> attributing = new ArrayList<>();
  private final List<Task> merging = new ArrayList<>();
  private final EdgesTopic edges = new EdgesTopic();
  private int crashesLeft;

  /**
   * Partitions without any records.
   *
   * @param folder for their stores
   * @param crashes at most so many tasks crash
   */
  Partitions(StreamSettings settings, Path folder, Random random, int crashes) {
    this.random = random;
    this.crashesLeft = crashes;
    for (int i = random.nextInt(3); i >= 0; i--) {
      attributing.add(Task.attributing(settings, folder));
    }
    for (int i = random.nextInt(2); i >= 0; i--) {
      merging.add(Task.merging(settings, folder));
    }
  }

  private Stream<Task> all() {
    return Stream.concat(attributing.stream(), merging.stream());
  }

  void objects(List<ClusterObject> objects) {
    InventoryRecords records = new InventoryRecords("");
    objects.forEach(object -> inventory(records.of(object)));
  }

  void watermark(long epochMillis, Watermark.Source source) {
    inventory(new InventoryRecords("").watermark(epochMillis, source));
  }

  private void inventory(InventoryRecord record) {
    attributing.forEach(task -> task.inventory(record));
  }

  /** A batch comes into the partition of its log. */
  void give(int log, byte[] value) {
    attributing.get(log % attributing.size()).give(new byte[] {1}, value);
  }

  /** Some task works, commits or crashes; false where none has anything to read. */
  boolean step() {
    List<Task> behind = all().filter(Task::isBehind).toList();
    if (behind.isEmpty()) {
      return false;
    }
    Task task = behind.get(random.nextInt(behind.size()));
    for (int i = random.nextInt(8); i >= 0; i--) {
      task.step();
    }
    if (random.nextInt(COMMIT_IN) == 0) {
      task.time(LITTLE);
    }
    if (crashesLeft > 0 && task.hasUnseen() && random.nextInt(CRASH_IN) == 0) {
      crashesLeft--;
      task.crash();
    }
    if (random.nextInt(COMMIT_IN) == 0) {
      commit(task);
    }
    return true;
  }

  private void commit(Task task) {
    for (KeyValue<byte[], byte[]> record : task.commit()) {
      if (attributing.contains(task)) {
        int partition = Math.floorMod(Arrays.hashCode(record.key), merging.size());
        merging.get(partition).give(record.key, record.value);
      } else {
        edges.take(record.key, record.value);
      }
    }
  }

  /** Everything is done that can be done now. */
  void settle() {
    for (List<Task> half : List.of(attributing, merging)) {
      half.forEach(task -> task.time(LITTLE));
      half.forEach(this::commit);
      while (half.stream().anyMatch(Task::isBehind)) {
        step();
      }
      half.forEach(task -> task.time(LITTLE));
      half.forEach(this::commit);
    }
  }

  long inventoryLag() throws IOException {
    return edges.delays().inventoryLag();
  }

  byte[] edgeFile() throws IOException {
    return EdgeFile.write(edges.table());
  }

  @Override
  public void close() {
    all().forEach(Task::close);
  }
}
