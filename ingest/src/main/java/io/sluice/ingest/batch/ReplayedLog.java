package io.sluice.ingest.batch;

import io.sluice.ingest.FileSummary;
import io.sluice.ingest.FlowSink;
import io.sluice.ingest.Outcome;
import io.sluice.ingest.decode.LogParts;
import io.sluice.ingest.decode.PartTally;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * One log that batches are parts of: its account so far, and which parts came. It can be kept as
 * bytes between two batches. One thread's.
 */
public final class ReplayedLog {
  private static final int DIGEST_BYTES = 16;

  private final String source;
  private final LogParts parts;

  /** How many batches that differ have which number. */
  private final TreeMap<Long, Long> numbers = new TreeMap<>();

  private boolean ended;
  private long end;
  private long again;

  /**
   * A log of which nothing came yet.
   *
   * @param source what reports call it
   */
  public ReplayedLog(String source) {
    this.source = source;
    this.parts = new LogParts(source);
  }

  /** What a batch is known by, when it comes again. */
  public static byte[] digest(byte[] value) {
    try {
      return Arrays.copyOf(MessageDigest.getInstance("SHA-256").digest(value), DIGEST_BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /**
   * Hands on the flows of a batch of it that is new.
   *
   * @throws FlowBatchException where it is not readable; nothing was handed on then
   */
  public void replay(FlowBatch batch, FlowReplay replay, FlowSink sink) throws FlowBatchException {
    replay.replay(batch, sink, parts);
    BatchPart part = batch.part();
    if (part.extent() != BatchPart.Extent.RUN) {
      numbers.merge(part.number(), 1L, Long::sum);
      end = Math.max(end, part.number() + 1);
      ended |= part.extent() == BatchPart.Extent.LAST;
    }
  }

  /** A batch of it came that was there before. */
  public void cameAgain() {
    again++;
  }

  /** The summary of all that came so far; more may come. */
  public FileSummary summary() {
    LogParts all = new LogParts(source);
    all.add(parts.tally());
    if (again > 0) {
      all.note(again + " of its batches are there more than once: each counts once");
    }
    long versions = numbers.values().stream().mapToLong(Long::longValue).max().orElse(0);
    if (versions > 1) {
      all.note(versions + " versions of it were published: their records count each");
    }
    if (end > 0 && (!ended || numbers.size() < end)) {
      all.note("parts of it are missing: publishing broke off, or the topic keeps them no longer");
    }
    return all.summary();
  }

  /** All of it as bytes. */
  public byte[] toByteArray() {
    FieldBytes to = new FieldBytes();
    to.text(source);
    PartTally tally = parts.tally();
    TallyForm.write(to, tally);
    to.number(tally.account().used());
    to.number(tally.replies());
    to.list(
        numbers.entrySet(),
        entry -> {
          to.number(entry.getKey());
          to.number(entry.getValue());
        });
    to.flag(ended);
    to.number(end);
    to.number(again);
    return to.toByteArray();
  }

  /**
   * Reads what {@link #toByteArray} wrote.
   *
   * @throws FlowBatchException where it is damaged
   */
  public static ReplayedLog read(byte[] bytes) throws FlowBatchException {
    FieldScan from = new FieldScan(bytes, 0, bytes.length);
    String source = from.text();
    ReplayedLog log = new ReplayedLog(source);
    PartTally tally = TallyForm.read(from, source);
    Map<Outcome, Long> outcomes = new EnumMap<>(Outcome.class);
    outcomes.putAll(tally.account().skippedByReason());
    outcomes.put(Outcome.USED, from.count());
    log.parts.add(tally.decided(outcomes, from.count()));
    from.list(() -> log.numbers.put(from.count(), from.count()));
    log.ended = from.flag();
    log.end = from.count();
    log.again = from.count();
    from.demandEnd();
    return log;
  }
}
