package io.sluice.ingest.batch;

import io.sluice.ingest.FileSummary;
import io.sluice.ingest.FlowSink;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The logs that batches are parts of. A batch that comes again, because a log was published twice
 * or publishing was begun again, is known by its bytes and counts once. One thread's.
 */
public final class ReplayedLogs {
  private final SortedMap<String, ReplayedLog> logs = new TreeMap<>();
  private final Set<ByteBuffer> seen = new HashSet<>();

  /**
   * Hands on the flows of a batch, unless it was there before.
   *
   * @param value the bytes that the batch was read from
   * @return whether it is new
   * @throws FlowBatchException where it is not readable; nothing was handed on then
   */
  public boolean take(byte[] value, FlowBatch batch, FlowReplay replay, FlowSink sink)
      throws FlowBatchException {
    ReplayedLog log = logs.computeIfAbsent(batch.part().source(), ReplayedLog::new);
    if (!seen.add(ByteBuffer.wrap(ReplayedLog.digest(value)))) {
      log.cameAgain();
      return false;
    }
    log.replay(batch, replay, sink);
    return true;
  }

  /** One summary per log, sorted by name; nothing is taken afterwards. */
  public List<FileSummary> summaries() {
    List<FileSummary> summaries = new ArrayList<>();
    logs.values().forEach(log -> summaries.add(log.summary()));
    return summaries;
  }
}
