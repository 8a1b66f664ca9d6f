package io.sluice.analyzer.stream;

import io.sluice.analyzer.edge.file.EdgeRecord;
import io.sluice.analyzer.edge.file.NamesRecord;
import io.sluice.analyzer.stream.inventory.InventoryTable;
import io.sluice.analyzer.stream.retention.ClusterTimes;
import io.sluice.ingest.HostNames;
import io.sluice.ingest.batch.FlowBatch;
import io.sluice.ingest.batch.FlowBatchException;
import io.sluice.ingest.batch.ReplayedLog;
import java.nio.charset.StandardCharsets;
import java.util.TreeMap;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Batches that are attributed together, so that a row of many is one record. They are added and
 * handed on within one call of a processor, and so are committed together. One task's.
 */
final class Gathering {
  /** With so many flows or rows in memory they are handed on. */
  private static final long MOST_FLOWS = 4_000_000;

  private static final int MOST_KEYS = 100_000;

  private final StreamSettings settings;
  private final ProcessorContext<byte[], Attributed> context;
  private final Digests digests;
  private final KeyValueStore<byte[], byte[]> logs;
  private final BatchReplay replay;
  private final Newest newest;
  private final ClusterTimes times = new ClusterTimes();
  private final TreeMap<String, LogState> changed = new TreeMap<>();
  private HostNames names = new HostNames();
  private long timestamp;
  private long flows;

  Gathering(
      StreamSettings settings,
      InventoryTable inventory,
      ProcessorContext<byte[], Attributed> context) {
    this.settings = settings;
    this.context = context;
    digests = new Digests(context.getStateStore(EdgeTopology.DIGESTS));
    logs = context.getStateStore(EdgeTopology.LOGS);
    replay = new BatchReplay(inventory);
    newest = new Newest(context.getStateStore(EdgeTopology.NEWEST));
  }

  /**
   * Adds a batch, unless it was there before.
   *
   * @param inTime whether the inventory had come far enough
   * @throws FlowBatchException where it is not readable; nothing was added then
   */
  void add(FlowBatch batch, Arrival arrival, boolean inTime) throws FlowBatchException {
    if (flows > MOST_FLOWS || replay.table().keys() > MOST_KEYS || replay.isOutdated()) {
      handOn();
    }
    String source = batch.part().source();
    LogState log = changed.get(source);
    if (log == null) {
      log = LogState.read(source, logs.get(bytes(source)));
    }
    byte[] digest = ReplayedLog.digest(arrival.value());
    if (!digests.has(digest)) {
      long disagreements = replay.add(batch, log.log());
      long late = newest.isLate(batch, arrival, settings.lateAfter()) ? batch.flows() : 0;
      log = log.and(disagreements, inTime ? 0 : batch.flows(), late);
      digests.note(digest, arrival.wallMillis());
      names.addAll(batch.names());
      flows += batch.flows();
    } else {
      log.log().cameAgain();
    }
    changed.put(source, log);
    timestamp = Math.max(timestamp, arrival.timestamp());
  }

  /** Hands on a record for each row, for each log, and for each address that has names. */
  void handOn() {
    if (!settings.keepEdges().isZero()) {
      times.tell(replay.table(), timestamp, this::forward);
    }
    replay.take(this::forward);
    NamesRecord.of(names, this::forward);
    changed.forEach(
        (source, log) -> {
          logs.put(bytes(source), log.toByteArray());
          forward(EdgeRecord.keyOfLog(source), EdgeRecord.of(log.counts()));
        });
    changed.clear();
    names = new HostNames();
    flows = 0;
  }

  /** Forgets batches that the topic does not have any more. */
  void forget(long nowMillis) {
    digests.forget(nowMillis, settings.remember());
  }

  private static byte[] bytes(String source) {
    return source.getBytes(StandardCharsets.UTF_8);
  }

  private void forward(byte[] key, byte[] value) {
    context.forward(new Record<>(key, new Attributed(false, value), timestamp));
  }
}
