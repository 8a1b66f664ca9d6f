package io.sluice.analyzer.stream;

import io.sluice.analyzer.edge.EdgeTable;
import io.sluice.analyzer.edge.file.EdgeRecord;
import io.sluice.analyzer.edge.file.NamesRecord;
import io.sluice.analyzer.edge.file.StoredTable;
import io.sluice.analyzer.stream.inventory.InventoryTable;
import io.sluice.analyzer.stream.retention.ClusterTimes;
import io.sluice.ingest.HostNames;
import io.sluice.ingest.batch.FlowBatch;
import io.sluice.ingest.batch.FlowBatchException;
import io.sluice.ingest.batch.ReplayedLog;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Turns each flow batch into a record per row of its own table, one for its log, and one per
 * address that it has names for. A batch is aggregated before {@link #accept} returns, or stands in
 * a store until the inventory has come far enough; those that wait go on in the order in which they
 * came. A batch that comes again counts once.
 */
final class Attributing implements Consumer<Record<byte[], byte[]>> {
  private static final Duration LOOK_EVERY = Duration.ofSeconds(1);
  private static final Duration FORGET_EVERY = Duration.ofHours(1);

  /** So long waiting batches may be worked at in one go: the thread must poll again soon. */
  private static final long RELEASE_NANOS = Duration.ofSeconds(5).toNanos();

  private final StreamSettings settings;
  private final InventoryTable inventory;
  private final ProcessorContext<byte[], Attributed> context;
  private final KeyValueStore<byte[], byte[]> digests;
  private final KeyValueStore<byte[], byte[]> logs;
  private final Arrivals arrivals;
  private final BatchReplay replay;
  private final Newest newest;
  private final ClusterTimes times = new ClusterTimes();

  Attributing(
      StreamSettings settings,
      InventoryTable inventory,
      ProcessorContext<byte[], Attributed> context) {
    this.settings = settings;
    this.inventory = inventory;
    this.context = context;
    digests = context.getStateStore(EdgeTopology.DIGESTS);
    logs = context.getStateStore(EdgeTopology.LOGS);
    arrivals = new Arrivals(context.getStateStore(EdgeTopology.WAITING));
    replay = new BatchReplay(inventory);
    newest = new Newest(context.getStateStore(EdgeTopology.NEWEST));
    context.schedule(LOOK_EVERY, PunctuationType.WALL_CLOCK_TIME, now -> release());
    context.schedule(FORGET_EVERY, PunctuationType.WALL_CLOCK_TIME, this::forget);
  }

  @Override
  public void accept(Record<byte[], byte[]> record) {
    Arrival arrival =
        new Arrival(
            context.currentSystemTimeMs(),
            record.timestamp(),
            place(),
            record.value() == null ? new byte[0] : record.value());
    FlowBatch batch = read(record.key(), arrival);
    if (batch == null) {
      return;
    }
    if (arrivals.isEmpty() && ready(batch, arrival)) {
      take(batch, arrival);
    } else {
      arrivals.add(arrival);
    }
  }

  private String place() {
    return context
        .recordMetadata()
        .map(meta -> meta.topic() + "/" + meta.partition() + "@" + meta.offset())
        .orElse("");
  }

  /** Null where the record is none that can be read; it is put aside then. */
  private @Nullable FlowBatch read(byte @Nullable [] key, Arrival arrival) {
    try {
      if (!FlowBatch.is(arrival.value())) {
        DeadLetters.put(context, key, arrival, "no flow batch");
        return null;
      }
      return FlowBatch.read(arrival.value());
    } catch (FlowBatchException e) {
      DeadLetters.put(context, key, arrival, String.valueOf(e.getMessage()));
      return null;
    }
  }

  private boolean ready(FlowBatch batch, Arrival arrival) {
    return inTime(batch) || waited(arrival);
  }

  private boolean waited(Arrival arrival) {
    return context.currentSystemTimeMs() - arrival.wallMillis() >= settings.maxWait().toMillis();
  }

  private boolean inTime(FlowBatch batch) {
    return inventory
        .current()
        .reaches(batch.tally().clusters(), batch.tally().lastMillis(), settings.grace().toMillis());
  }

  private void release() {
    long until = System.nanoTime() + RELEASE_NANOS;
    while (!arrivals.isEmpty()) {
      KeyValue<byte[], Arrival> oldest = arrivals.oldest();
      FlowBatch batch = read(null, oldest.value);
      if (batch != null) {
        if (!ready(batch, oldest.value) || System.nanoTime() > until) {
          return;
        }
        take(batch, oldest.value);
      }
      arrivals.remove(oldest.key);
    }
  }

  private void take(FlowBatch batch, Arrival arrival) {
    byte[] name = batch.part().source().getBytes(StandardCharsets.UTF_8);
    byte[] digest = ReplayedLog.digest(arrival.value());
    try {
      LogState log = LogState.read(batch.part().source(), logs.get(name));
      if (digests.get(digest) == null) {
        long lag = inTime(batch) ? 0 : batch.flows();
        EdgeTable table = new EdgeTable();
        long late = newest.isLate(batch, arrival, settings.lateAfter()) ? batch.flows() : 0;
        log = log.and(replay.into(table, batch, log.log()), lag, late);
        forward(table, arrival);
        if (!settings.keepEdges().isZero()) {
          times.tell(table, arrival.timestamp(), (key, value) -> forward(key, value, arrival));
        }
        NamesRecord.of(batch.names(), (key, value) -> forward(key, value, arrival));
        digests.put(digest, ByteBuffer.allocate(Long.BYTES).putLong(arrival.wallMillis()).array());
      } else {
        log.log().cameAgain();
      }
      logs.put(name, log.toByteArray());
      forward(EdgeRecord.keyOfLog(batch.part().source()), EdgeRecord.of(log.counts()), arrival);
    } catch (FlowBatchException e) {
      DeadLetters.put(context, name, arrival, String.valueOf(e.getMessage()));
    }
  }

  private void forward(EdgeTable table, Arrival arrival) {
    StoredTable rows =
        new StoredTable(table, replay.pods(), List.of(), List.of(), 0, new HostNames());
    EdgeRecord.ofRows(rows, (key, value) -> forward(key, value, arrival));
  }

  private void forward(byte[] key, byte[] value, Arrival arrival) {
    context.forward(new Record<>(key, new Attributed(false, value), arrival.timestamp()));
  }

  /** Forgets batches that the topic does not have any more. */
  private void forget(long now) {
    try (KeyValueIterator<byte[], byte[]> all = digests.all()) {
      while (all.hasNext()) {
        KeyValue<byte[], byte[]> one = all.next();
        if (now - ByteBuffer.wrap(one.value).getLong() > settings.remember().toMillis()) {
          digests.delete(one.key);
        }
      }
    }
  }
}
