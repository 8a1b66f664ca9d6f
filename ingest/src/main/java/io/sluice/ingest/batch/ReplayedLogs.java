package io.sluice.ingest.batch;

import io.sluice.ingest.FileSummary;
import io.sluice.ingest.FlowSink;
import io.sluice.ingest.decode.LogParts;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The logs that batches are parts of. A batch that comes again, because a log was published twice
 * or publishing was begun again, is known by its bytes and counts once. One thread's.
 */
public final class ReplayedLogs {
  /** What is known of one log. */
  private static final class Log {
    private final LogParts parts;
    private final Set<ByteBuffer> seen = new HashSet<>();

    /** How many batches that differ have which number. */
    private final Map<Long, Integer> numbers = new HashMap<>();

    private boolean ended;
    private long end;
    private long again;

    Log(String source) {
      parts = new LogParts(source);
    }

    void took(BatchPart part) {
      if (part.extent() != BatchPart.Extent.RUN) {
        numbers.merge(part.number(), 1, Integer::sum);
        end = Math.max(end, part.number() + 1);
        ended |= part.extent() == BatchPart.Extent.LAST;
      }
    }

    FileSummary summary() {
      if (again > 0) {
        parts.note(again + " of its batches are there more than once: each counts once");
      }
      int versions = numbers.values().stream().mapToInt(Integer::intValue).max().orElse(0);
      if (versions > 1) {
        parts.note(versions + " versions of it were published: their records count each");
      }
      if (end > 0 && (!ended || numbers.size() < end)) {
        parts.note(
            "parts of it are missing: publishing broke off, or the topic keeps them no longer");
      }
      return parts.summary();
    }
  }

  private final SortedMap<String, Log> logs = new TreeMap<>();

  /**
   * Hands on the flows of a batch, unless it was there before.
   *
   * @param value the bytes that the batch was read from
   * @return whether it is new
   * @throws FlowBatchException where it is not readable; nothing was handed on then
   */
  public boolean take(byte[] value, FlowBatch batch, FlowReplay replay, FlowSink sink)
      throws FlowBatchException {
    Log log = logs.computeIfAbsent(batch.part().source(), Log::new);
    if (!log.seen.add(digest(value))) {
      log.again++;
      return false;
    }
    replay.replay(batch, sink, log.parts);
    log.took(batch.part());
    return true;
  }

  /** One summary per log, sorted by name; nothing is taken afterwards. */
  public List<FileSummary> summaries() {
    List<FileSummary> summaries = new ArrayList<>();
    logs.values().forEach(log -> summaries.add(log.summary()));
    return summaries;
  }

  private static ByteBuffer digest(byte[] value) {
    try {
      byte[] whole = MessageDigest.getInstance("SHA-256").digest(value);
      return ByteBuffer.wrap(whole, 0, 16).slice();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
