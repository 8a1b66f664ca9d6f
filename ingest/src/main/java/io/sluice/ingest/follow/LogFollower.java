package io.sluice.ingest.follow;

import io.sluice.ingest.EndpointDictionary;
import io.sluice.ingest.LogFormat;
import io.sluice.ingest.ObserverDictionary;
import io.sluice.ingest.batch.BatchLimits;
import io.sluice.ingest.batch.FlowBatchWriter;
import io.sluice.ingest.decode.CutShortException;
import io.sluice.ingest.decode.Decoded;
import io.sluice.ingest.decode.Growth;
import io.sluice.ingest.decode.GrowthDecoder;
import io.sluice.ingest.decode.LogDecoder;
import io.sluice.ingest.decode.LogPlace;
import io.sluice.ingest.follow.Checkpoint.Standing;
import io.sluice.ingest.source.Compression;
import io.sluice.ingest.source.FollowedLog;
import io.sluice.ingest.source.TableReader;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * Reads what logs have more than before, as flow batches. A record is in exactly one of them, and
 * the batches of a log together say what reading the whole of it says. One thread's.
 *
 * <p>A log that grows is read up to its last whole record; what stands behind it is read when more
 * follows or when nothing does any more. A log that is compressed, or UTF-16, is read at once when
 * it has settled. The bytes right before a place tell whether the log is still the one that was
 * read up to there; one that was rewritten is read from its start, with a note, because nobody can
 * take back what was counted of it before.
 */
public final class LogFollower {
  /** A step ends behind the first record beyond; so a transaction has a few megabytes. */
  private static final long STEP_BYTES = 32L << 20;

  /** So many bytes before a place are what a log is known by. */
  private static final int CHECKED = 4096;

  /** With more ends than that, what is remembered of them is begun anew. */
  private static final int MOST_ENDS = 200_000;

  private static final String REWRITTEN =
      "it was rewritten while it was followed: what was read of it before counts as well";

  private final BatchLimits limits;
  private final String cluster;
  private final long stepBytes;
  private EndpointDictionary endpoints = new EndpointDictionary();
  private ObserverDictionary observers = new ObserverDictionary();
  private GrowthDecoder decoder = new GrowthDecoder(endpoints, observers);

  /**
   * A follower.
   *
   * @param cluster the cluster of records that name none, or ""
   */
  public LogFollower(BatchLimits limits, String cluster) {
    this(limits, cluster, STEP_BYTES);
  }

  LogFollower(BatchLimits limits, String cluster, long stepBytes) {
    this.limits = limits;
    this.cluster = cluster;
    this.stepBytes = stepBytes;
  }

  /**
   * The next step of a log.
   *
   * @param before what was read of it, if anything was
   * @param settled whether the log did not change for so long that it is not expected to
   * @return empty where there is nothing to write: no change, or one that is not whole yet
   * @throws IOException where reading fails for a reason that is not the log's own
   */
  public Optional<LogStep> step(FollowedLog log, Optional<Checkpoint> before, boolean settled)
      throws IOException {
    Checkpoint at = before.orElseGet(() -> Checkpoint.start(log));
    if (at.version().equals(log.version()) && !(settled && at.standing() == Standing.GROWS)) {
      return Optional.empty();
    }
    if (endpoints.size() > MOST_ENDS) {
      endpoints = new EndpointDictionary();
      observers = new ObserverDictionary();
      decoder = new GrowthDecoder(endpoints, observers);
    }
    try {
      return changed(log, at, settled);
    } catch (CutShortException e) {
      return Optional.empty(); // it is another log by now, which the next look finds
    }
  }

  private Optional<LogStep> changed(FollowedLog log, Checkpoint at, boolean settled)
      throws IOException {
    boolean known = isSame(log, at);
    Checkpoint from = known ? at : at.rewritten();
    if (from.standing() == Standing.UNREAD || from.standing() == Standing.WHOLE) {
      from = from.standing() == Standing.WHOLE ? from.rewritten() : from.again();
    }
    if (from.place().offset() == 0) {
      byte[] head = bytes(log, 0, Math.min(TableReader.magic().length, log.length()));
      if (TableReader.leads(head, head.length) && head.length == TableReader.magic().length) {
        return Optional.of(unread(from.seen(log), LogFormat.EDGES));
      }
      if (Compression.isEncoded(head)) {
        return settled ? whole(log, from) : Optional.empty();
      }
    }
    return grown(log, from, settled);
  }

  /** Whether a log begins with what was read under its name. */
  private static boolean isSame(FollowedLog log, Checkpoint at) throws IOException {
    if (at.place().offset() == 0) {
      return true;
    }
    return log.length() >= at.place().offset() && check(log, at.place().offset()) == at.check();
  }

  private static long check(FollowedLog log, long offset) throws IOException {
    CRC32C sum = new CRC32C();
    sum.update(bytes(log, Math.max(0, offset - CHECKED), offset));
    return sum.getValue();
  }

  private static byte[] bytes(FollowedLog log, long from, long to) throws IOException {
    if (from == to) {
      return new byte[0];
    }
    try (InputStream in = log.open(from, to)) {
      byte[] bytes = in.readNBytes((int) (to - from));
      if (bytes.length < to - from) {
        throw new CutShortException("the log is shorter than it was");
      }
      return bytes;
    }
  }

  private Optional<LogStep> grown(FollowedLog log, Checkpoint from, boolean settled)
      throws IOException {
    StepBatches batches = batches(from);
    Growth growth = decode(log, from, log.length(), settled, batches);
    if (growth.tail() == Growth.Tail.DAMAGED && !settled) {
      // What is damaged may be a record that is not whole yet: read again, up to it.
      batches = batches(from);
      if (growth.end().offset() == from.place().offset()) {
        return waiting(log, from);
      }
      growth = decode(log, from, growth.end().offset(), false, batches);
      if (growth.tail() == Growth.Tail.DAMAGED) {
        return waiting(log, from);
      }
    }
    return switch (growth.tail()) {
      case CUT_SHORT -> Optional.empty();
      case UNREAD -> Optional.of(unread(from.seen(log), growth.format()));
      case MORE -> Optional.of(step(log, from, growth.end(), batches, true));
      case DAMAGED ->
          Optional.of(
              step(
                  log,
                  from.standing(Standing.SETTLED, "").seen(log),
                  growth.read(),
                  batches,
                  false));
      case NOTHING ->
          Optional.of(
              step(
                  log,
                  from.standing(settled ? Standing.SETTLED : Standing.GROWS, "").seen(log),
                  growth.end(),
                  batches,
                  false));
    };
  }

  private Growth decode(
      FollowedLog log, Checkpoint from, long to, boolean settled, StepBatches batches)
      throws IOException {
    LogPlace place = from.place();
    try (InputStream in = log.open(place.offset(), to)) {
      return decoder.decode(log.shown(), in, place, stepBytes, settled, batches);
    }
  }

  /** Nothing whole is there yet; nothing needs looking at before the log changes or settles. */
  private static Optional<LogStep> waiting(FollowedLog log, Checkpoint from) {
    return Optional.of(new LogStep(List.of(), 0, from.seen(log), false));
  }

  private LogStep step(
      FollowedLog log, Checkpoint from, LogPlace end, StepBatches batches, boolean more)
      throws IOException {
    Checkpoint next = from.at(end, check(log, end.offset()), batches.parts());
    return new LogStep(batches.values(), batches.flows(), next, more);
  }

  private static LogStep unread(Checkpoint from, LogFormat format) {
    return new LogStep(List.of(), 0, from.standing(Standing.UNREAD, format.title()), false);
  }

  private Optional<LogStep> whole(FollowedLog log, Checkpoint from) throws IOException {
    StepBatches batches = batches(from);
    List<String> notes = new ArrayList<>();
    Decoded decoded;
    try (InputStream raw = log.open(0, log.length());
        InputStream text = Compression.text(raw, notes::add)) {
      decoded =
          new LogDecoder(endpoints, observers, Optional.empty())
              .decode(log.shown(), text, batches, notes);
    }
    if (decoded.summary().isEmpty()) {
      return Optional.of(unread(from.seen(log), decoded.format()));
    }
    Checkpoint next =
        from.seen(log)
            .standing(Standing.WHOLE, "")
            .at(new LogPlace(log.length(), 0, 0, true), check(log, log.length()), batches.parts());
    return Optional.of(new LogStep(batches.values(), batches.flows(), next, false));
  }

  private StepBatches batches(Checkpoint from) {
    return new StepBatches(
        new FlowBatchWriter(endpoints, observers, limits, cluster),
        from.parts(),
        from.rewrites() > 0 && from.place().offset() == 0 ? List.of(REWRITTEN) : List.of());
  }
}
