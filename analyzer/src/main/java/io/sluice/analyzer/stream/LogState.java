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
  private static final int HEAD_BYTES = 3 * Long.BYTES;

  static LogState read(String source, byte @Nullable [] bytes) throws FlowBatchException {
    if (bytes == null) {
      return new LogState(new ReplayedLog(source), 0, 0, 0);
    }
    ByteBuffer head = ByteBuffer.wrap(bytes);
    long disagreements = head.getLong();
    long lag = head.getLong();
    long late = head.getLong();
    byte[] rest = Arrays.copyOfRange(bytes, HEAD_BYTES, bytes.length);
    return new LogState(ReplayedLog.read(rest), disagreements, lag, late);
  }

  LogState and(long moreDisagreements, long moreLag, long moreLate) {
    return new LogState(
        log, disagreements + moreDisagreements, inventoryLag + moreLag, late + moreLate);
  }

  byte[] toByteArray() {
    byte[] rest = log.toByteArray();
    return ByteBuffer.allocate(HEAD_BYTES + rest.length)
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
