package io.sluice.analyzer.stream.retention;

import io.sluice.ingest.FileSummary;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** What is said of a log of which edges fell out: its account, which stays, and the hours since. */
final class TrimmedLog {
  private TrimmedLog() {}

  /**
   * A log without the hours before one; empty where it has none of them.
   *
   * @param keep for the note, how long edges are kept
   */
  static Optional<FileSummary> of(FileSummary log, long firstHour, Duration keep) {
    SortedMap<Long, Long> hours = new TreeMap<>(log.recordsPerHour()).tailMap(firstHour);
    if (hours.size() == log.recordsPerHour().size()) {
      return Optional.empty();
    }
    long firstMillis = firstHour * ClusterTimes.HOUR_MILLIS;
    boolean over = hours.isEmpty();
    FileSummary since =
        new FileSummary(
            log.file(),
            log.format(),
            log.account(),
            over ? Long.MAX_VALUE : Math.max(log.firstMillis(), firstMillis),
            over ? Long.MIN_VALUE : log.lastMillis(),
            log.lostEvents(),
            log.replies(),
            log.notes(),
            log.clusters(),
            Collections.unmodifiableSortedMap(new TreeMap<>(hours)));
    return Optional.of(
        since.noting(
            List.of("edges are kept for " + keep.toDays() + " days after they were seen last")));
  }
}
