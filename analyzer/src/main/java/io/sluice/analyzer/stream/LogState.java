package io.sluice.analyzer.stream;

import io.sluice.analyzer.edge.file.LogCounts;
import io.sluice.ingest.batch.FlowBatchException;
import io.sluice.ingest.batch.ReplayedLog;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one log between two of its batches.
 *
 * @param log its account and parts
 * @param disagreements as in {@link LogCounts}
 * @param inventoryLag as in {@link LogCounts}
 * @param late as in {@link LogCounts}
 */
record LogState(ReplayedLog log, long disagreements, long inventoryLag, long late) {
  /** What its bytes begin with. Those without it begin with a count and tell of no late flows. */
  private static final long WITH_LATE = -1;

  static LogState read(String source, byte @Nullable [] bytes) throws FlowBatchException {
    if (bytes == null) {
      return new LogState(new ReplayedLog(source), 0, 0, 0);
    }
    ByteBuffer head = ByteBuffer.wrap(bytes);
    long first = head.getLong();
    long disagreements = first == WITH_LATE ? head.getLong() : first;
    long lag = head.getLong();
    long late = first == WITH_LATE ? head.getLong() : 0;
    byte[] rest = Arrays.copyOfRange(bytes, head.position(), bytes.length);
    return new LogState(ReplayedLog.read(rest), disagreements, lag, late);
  }

  LogState and(long moreDisagreements, long moreLag, long moreLate) {
    return new LogState(
        log, disagreements + moreDisagreements, inventoryLag + moreLag, late + moreLate);
  }

  byte[] toByteArray() {
    byte[] rest = log.toByteArray();
    return ByteBuffer.allocate(4 * Long.BYTES + rest.length)
        .putLong(WITH_LATE)
        .putLong(disagreements)
        .putLong(inventoryLag)
        .putLong(late)
        .put(rest)
        .array();
  }

  LogCounts counts() {
    return new LogCounts(log.summary(), disagreements, inventoryLag, late);
  }
}
