package io.sluice.recommender.cli.read;

import io.sluice.ingest.FileSummary;
import io.sluice.ingest.Flow;
import io.sluice.ingest.FlowSink;
import io.sluice.ingest.Outcome;
import io.sluice.recommender.cli.run.UsageException;
import java.time.Instant;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The times from which records count.
 *
 * @param fromMillis first moment
 * @param untilMillis moment behind the last one
 */
public record TimeWindow(long fromMillis, long untilMillis) {
  private static final long HOUR_MILLIS = 3_600_000;

  static final TimeWindow ALL = new TimeWindow(Long.MIN_VALUE, Long.MAX_VALUE);

  /** Refuses a window that nothing can be in. */
  public TimeWindow {
    if (fromMillis >= untilMillis) {
      throw new UsageException("--since must be before --until");
    }
  }

  /** Its first moment, where it has one. */
  public Optional<Instant> since() {
    return fromMillis == Long.MIN_VALUE
        ? Optional.empty()
        : Optional.of(Instant.ofEpochMilli(fromMillis));
  }

  /** The moment behind its last one, where it has one. */
  public Optional<Instant> until() {
    return untilMillis == Long.MAX_VALUE
        ? Optional.empty()
        : Optional.of(Instant.ofEpochMilli(untilMillis));
  }

  /** A sink that passes on only what is inside. */
  FlowSink before(FlowSink sink) {
    return equals(ALL) ? sink : flow -> holds(flow) ? sink.accept(flow) : Outcome.OUTSIDE_WINDOW;
  }

  /** Whether a record counts. */
  boolean holds(Flow flow) {
    return fromMillis <= flow.epochMillis && flow.epochMillis < untilMillis;
  }

  /** How a stretch of time lies to this one. */
  enum Lie {
    INSIDE,
    OUTSIDE,
    ACROSS
  }

  /** How a file's records lie to it; one without any time is in none. */
  Lie lieOf(FileSummary file) {
    if (equals(ALL)) {
      return Lie.INSIDE;
    }
    boolean timeless = file.firstMillis() > file.lastMillis();
    if (timeless || file.lastMillis() < fromMillis || untilMillis <= file.firstMillis()) {
      return Lie.OUTSIDE;
    }
    boolean inside = fromMillis <= file.firstMillis() && file.lastMillis() < untilMillis;
    return inside ? Lie.INSIDE : Lie.ACROSS;
  }

  /** What a file says of the times inside: the others are not covered by what was read of it. */
  FileSummary cut(FileSummary file) {
    if (lieOf(file) == Lie.INSIDE) {
      return file;
    }
    boolean none = lieOf(file) == Lie.OUTSIDE;
    TreeMap<Long, Long> hours = new TreeMap<>(file.recordsPerHour());
    hours.keySet().removeIf(hour -> none || !touches(hour));
    return new FileSummary(
        file.file(),
        file.format(),
        file.account(),
        none ? Long.MAX_VALUE : Math.max(file.firstMillis(), fromMillis),
        none ? Long.MIN_VALUE : Math.min(file.lastMillis(), untilMillis - 1),
        file.lostEvents(),
        file.replies(),
        file.notes(),
        file.clusters(),
        hours);
  }

  private boolean touches(long hour) {
    return (hour + 1) * HOUR_MILLIS > fromMillis && hour * HOUR_MILLIS < untilMillis;
  }
}
