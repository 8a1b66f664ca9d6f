package io.sluice.ingest;

import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What one input file held.
 *
 * @param file the file as the user named it, or found under what the user named
 * @param format the format that its content showed
 * @param account what became of its records
 * @param firstMillis time of its earliest record, or {@link Long#MAX_VALUE} without one
 * @param lastMillis time of its latest record, or {@link Long#MIN_VALUE} without one
 * @param lostEvents events that the observer itself says it lost
 * @param replies records that were turned round
 * @param notes what a reader of the result must know of this file, such as masked fields; sorted
 * @param clusters cluster names that its records carry
 * @param recordsPerHour records by hour since 1970 UTC
 * @param inside the logs that an edge table was made of; empty for a log
 */
public record FileSummary(
    String file,
    LogFormat format,
    Account account,
    long firstMillis,
    long lastMillis,
    long lostEvents,
    long replies,
    SortedSet<String> notes,
    Set<String> clusters,
    SortedMap<Long, Long> recordsPerHour,
    List<FileSummary> inside) {
  /** A log. */
  public FileSummary(
      String file,
      LogFormat format,
      Account account,
      long firstMillis,
      long lastMillis,
      long lostEvents,
      long replies,
      SortedSet<String> notes,
      Set<String> clusters,
      SortedMap<Long, Long> recordsPerHour) {
    this(
        file,
        format,
        account,
        firstMillis,
        lastMillis,
        lostEvents,
        replies,
        notes,
        clusters,
        recordsPerHour,
        List.of());
  }

  /** The logs that it stands for: those inside an edge table, else itself. */
  public List<FileSummary> logs() {
    return format == LogFormat.EDGES ? inside : List.of(this);
  }

  /** The same, with further notes. */
  public FileSummary noting(Collection<String> more) {
    SortedSet<String> all = new TreeSet<>(notes);
    all.addAll(more);
    return new FileSummary(
        file,
        format,
        account,
        firstMillis,
        lastMillis,
        lostEvents,
        replies,
        Collections.unmodifiableSortedSet(all),
        clusters,
        recordsPerHour,
        inside);
  }
}
