package io.sluice.analyzer.stream.retention;

import io.sluice.analyzer.edge.file.EdgeRecord;
import io.sluice.analyzer.edge.file.LogCounts;
import io.sluice.ingest.FileSummary;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Which rows of a store are over: those last seen so long before the newest hour of their cluster.
 * The clock has no say, so a pipeline that stands still forgets nothing, nor does one that is
 * replayed. A row counts whole until it is over, and a log keeps its account. One task's.
 */
public final class Retention {
  /** So many rows are looked at in one go: the thread must poll again soon. */
  static final int ROWS_AT_ONCE = 5_000;

  /** A pass over all rows begins no sooner behind the last, and without news no later. */
  private static final long SOONEST_MILLIS = Duration.ofSeconds(10).toMillis();

  private static final long LATEST_MILLIS = Duration.ofHours(1).toMillis();

  private static final byte[] FIRST_ROW = {0};
  private static final byte[] BEHIND_LOGS = {4};

  private final Duration keep;
  private final KeyValueStore<byte[], byte[]> rows;
  private final KeyValueStore<byte[], byte[]> times;
  private @Nullable Map<String, Long> hours;
  private boolean moved = true;
  private long begunMillis = Long.MIN_VALUE;

  /** The last key that a pass under way has looked at; null between passes. */
  private byte @Nullable [] passed;

  /**
   * A decision about rows and logs.
   *
   * @param keep how long rows are kept; zero for ever
   * @param times the newest hours of clusters, kept here
   */
  public Retention(
      Duration keep, KeyValueStore<byte[], byte[]> rows, KeyValueStore<byte[], byte[]> times) {
    this.keep = keep;
    this.rows = rows;
    this.times = times;
  }

  private boolean forEver() {
    return keep.isZero();
  }

  /** Takes a record of {@link ClusterTimes}. */
  public void note(byte[] key, byte[] value) {
    String cluster = ClusterTimes.cluster(key);
    long hour = ClusterTimes.hour(value);
    if (hour > hours().getOrDefault(cluster, Long.MIN_VALUE)) {
      hours().put(cluster, hour);
      times.put(cluster.getBytes(StandardCharsets.UTF_8), value);
      moved = true;
    }
  }

  private Map<String, Long> hours() {
    Map<String, Long> known = hours;
    if (known == null) {
      known = new TreeMap<>();
      try (KeyValueIterator<byte[], byte[]> all = times.all()) {
        while (all.hasNext()) {
          KeyValue<byte[], byte[]> one = all.next();
          known.put(
              new String(one.key, StandardCharsets.UTF_8), ByteBuffer.wrap(one.value).getLong());
        }
      }
      hours = known;
    }
    return known;
  }

  /** A log's record as it is kept: without the hours of which edges may have fallen out. */
  public byte[] log(byte[] value) {
    if (forEver() || hours().isEmpty()) {
      return value;
    }
    try {
      LogCounts log = EdgeRecord.readLog(value);
      FileSummary summary = log.summary();
      return TrimmedLog.of(summary, firstHour(summary.clusters()), keep)
          .map(now -> EdgeRecord.of(log.with(now)))
          .orElse(value);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The furthest back of what is kept of a log's clusters, or of all where it names none here. */
  private long firstHour(Collection<String> clusters) {
    long newest =
        hours().entrySet().stream()
            .filter(one -> clusters.contains(one.getKey()))
            .mapToLong(Map.Entry::getValue)
            .min()
            .orElseGet(() -> hours().values().stream().mapToLong(hour -> hour).min().orElseThrow());
    return newest - keep.toHours();
  }

  /**
   * Looks at some more rows.
   *
   * @param nowMillis any clock: it says only how often rows are looked at
   * @param changed gets the keys of rows that are over, with null, and logs as they are now
   */
  public void sweep(long nowMillis, BiConsumer<byte[], byte @Nullable []> changed) {
    if (forEver() || hours().isEmpty()) {
      return;
    }
    byte[] from = passed;
    if (from == null) {
      if (!isDue(nowMillis)) {
        return;
      }
      moved = false;
      begunMillis = nowMillis;
      from = FIRST_ROW;
    }
    TreeMap<byte[], byte @Nullable []> changes = new TreeMap<>(Arrays::compareUnsigned);
    passed = look(from, changes);
    changes.forEach(changed);
  }

  private boolean isDue(long nowMillis) {
    long since = begunMillis == Long.MIN_VALUE ? LATEST_MILLIS : nowMillis - begunMillis;
    return since >= (moved ? SOONEST_MILLIS : LATEST_MILLIS);
  }

  /** The key of the last one that was looked at; null behind all. */
  private byte @Nullable [] look(byte[] from, Map<byte[], byte @Nullable []> changes) {
    try (KeyValueIterator<byte[], byte[]> all = rows.range(from, BEHIND_LOGS)) {
      for (int i = 0; i < ROWS_AT_ONCE; i++) {
        if (!all.hasNext()) {
          return null;
        }
        KeyValue<byte[], byte[]> one = all.next();
        if (EdgeRecord.isLog(one.value)) {
          byte[] now = log(one.value);
          if (!Arrays.equals(now, one.value)) {
            changes.put(one.key, now);
          }
        } else if (isOver(one.value)) {
          changes.put(one.key, null);
        }
        from = one.key;
      }
    }
    return from;
  }

  private boolean isOver(byte[] row) {
    LastSeen last = new LastSeen();
    try {
      EdgeRecord.showRow(row, last);
    } catch (IOException e) {
      // It is our own: a newer version was here before, or a disk is broken.
      throw new UncheckedIOException(e);
    }
    return last.byCluster().entrySet().stream()
        .anyMatch(
            one -> {
              Long newest = hours().get(one.getKey());
              return newest != null
                  && one.getValue() < (newest - keep.toHours()) * ClusterTimes.HOUR_MILLIS;
            });
  }
}
