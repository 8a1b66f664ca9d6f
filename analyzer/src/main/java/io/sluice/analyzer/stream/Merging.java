package io.sluice.analyzer.stream;

import io.sluice.analyzer.edge.file.EdgeRecord;
import io.sluice.analyzer.edge.file.NamesRecord;
import io.sluice.analyzer.stream.retention.ClusterTimes;
import io.sluice.analyzer.stream.retention.Retention;
import io.sluice.ingest.HostNames;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Joins rows by their keys. A row is written to the topic of edges some time after it changed, so
 * that many changes are one record; which rows that are stands in a store of its own, and so is not
 * lost with the process. The names of an address are such a row, but too many addresses fall out,
 * and rows that were not seen for long do, if {@link Retention} is asked for.
 */
final class Merging implements Work {
  private static final byte[] MARK = {1};
  private static final Duration LOOK_EVERY = Duration.ofSeconds(1);

  private final ProcessorContext<byte[], byte[]> context;
  private final KeyValueStore<byte[], byte[]> rows;
  private final KeyValueStore<byte[], byte[]> changed;
  private final NamedAddresses named;
  private final Retention retention;

  Merging(StreamSettings settings, ProcessorContext<byte[], byte[]> context) {
    this.context = context;
    rows = context.getStateStore(EdgeTopology.ROWS);
    changed = context.getStateStore(EdgeTopology.CHANGED);
    named = new NamedAddresses(rows, HostNames.MOST_ADDRESSES);
    retention =
        new Retention(settings.keepEdges(), rows, context.getStateStore(EdgeTopology.TIMES));
    context.schedule(
        LOOK_EVERY, PunctuationType.WALL_CLOCK_TIME, now -> retention.sweep(now, this::change));
    context.schedule(settings.emitEvery(), PunctuationType.WALL_CLOCK_TIME, this::emit);
  }

  @Override
  public void accept(Record<byte[], byte[]> record) {
    if (ClusterTimes.is(record.key())) {
      retention.note(record.key(), record.value());
      return;
    }
    if (NamesRecord.is(record.value())) {
      Optional<byte[]> tooMany = named.add(record.key());
      if (tooMany.isPresent() && Arrays.equals(tooMany.get(), record.key())) {
        return;
      }
      tooMany.ifPresent(key -> change(key, null));
    }
    byte[] before = rows.get(record.key());
    byte[] now = joined(before, record.value());
    if (!Arrays.equals(before, now)) {
      change(record.key(), now);
    }
  }

  private void change(byte[] key, byte @Nullable [] now) {
    rows.put(key, now);
    mark(key);
  }

  private void mark(byte[] key) {
    if (changed.get(key) == null) {
      changed.put(key, MARK);
    }
  }

  private byte[] joined(byte @Nullable [] before, byte[] more) {
    if (EdgeRecord.isLog(more)) {
      return retention.log(more);
    }
    if (before == null) {
      return more;
    }
    try {
      return EdgeRecord.joined(before, more);
    } catch (IOException e) {
      // Both are our own: a newer version was here before, or a disk is broken.
      throw new UncheckedIOException(e);
    }
  }

  /** What fell out is written as nothing, so that the topic forgets it too. */
  private void emit(long now) {
    try (KeyValueIterator<byte[], byte[]> all = changed.all()) {
      while (all.hasNext()) {
        KeyValue<byte[], byte[]> one = all.next();
        context.forward(new Record<>(one.key, rows.get(one.key), now));
        changed.delete(one.key);
      }
    }
  }
}
