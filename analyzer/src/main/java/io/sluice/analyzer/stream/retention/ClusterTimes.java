package io.sluice.analyzer.stream.retention;

import io.sluice.analyzer.edge.EdgeTable;
import io.sluice.analyzer.edge.file.EdgeRecord;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * How far each cluster is, by the times of its rows, in whole hours: what a task that attributes
 * tells all tasks that have rows, also those whose own rows are never seen again. One task's.
 */
public final class ClusterTimes {
  static final long HOUR_MILLIS = Duration.ofHours(1).toMillis();

  /**
   * Clocks differ, and a log can name any time. What is further ahead of its batch's publishing
   * than this moves nothing further than this.
   */
  private static final long AHEAD_MILLIS = Duration.ofDays(1).toMillis();

  /** What a key begins with; those of {@link EdgeRecord} begin with lower numbers. */
  private static final byte KIND = 6;

  private final Map<String, Long> told = new HashMap<>();

  /**
   * Notes the rows of a table, and hands on a record for each cluster that is further now.
   *
   * @param publishedMillis when its flows were published
   */
  public void tell(EdgeTable table, long publishedMillis, EdgeRecord.Sink sink) {
    LastSeen last = new LastSeen();
    table.visit(last);
    last.byCluster()
        .forEach(
            (cluster, millis) -> {
              long hour = Math.floorDiv(believed(millis, publishedMillis), HOUR_MILLIS);
              if (hour > told.getOrDefault(cluster, Long.MIN_VALUE)) {
                told.put(cluster, hour);
                sink.accept(key(cluster), ByteBuffer.allocate(Long.BYTES).putLong(hour).array());
              }
            });
  }

  /** A time that a log names, or what is believed of it. */
  public static long believed(long epochMillis, long publishedMillis) {
    return Math.min(epochMillis, publishedMillis + AHEAD_MILLIS);
  }

  private static byte[] key(String cluster) {
    byte[] name = cluster.getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.allocate(1 + name.length).put(KIND).put(name).array();
  }

  /** Whether a key is such a record's. */
  public static boolean is(byte[] key) {
    return key.length > 0 && key[0] == KIND;
  }

  static String cluster(byte[] key) {
    return new String(Arrays.copyOfRange(key, 1, key.length), StandardCharsets.UTF_8);
  }

  static long hour(byte[] value) {
    return ByteBuffer.wrap(value).getLong();
  }

  /** Which partitions get a record: all get the times, one gets a row, by its key. */
  public static Optional<Set<Integer>> partitions(
      String topic, byte @Nullable [] key, byte @Nullable [] value, int count) {
    return key != null && is(key)
        ? Optional.of(IntStream.range(0, count).boxed().collect(Collectors.toSet()))
        : Optional.empty();
  }
}
