package io.sluice.recommender.audit;

import io.sluice.analyzer.cluster.Party;
import io.sluice.analyzer.cluster.UnknownReason;
import io.sluice.analyzer.edge.Edge;
import io.sluice.analyzer.edge.Edges;
import io.sluice.ingest.FileSummary;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * How complete the evidence is: the window, the hours in it without any record, and the records
 * whose ends nobody can tell.
 *
 * @param firstMillis time of the first record, or {@link Long#MAX_VALUE} without any
 * @param lastMillis time of the last record, or {@link Long#MIN_VALUE} without any
 * @param windowHours hours from the first to the last, both included
 * @param hoursWithData hours that hold at least one record
 * @param gaps runs of hours without any record, in order
 * @param lostEvents events that the observers say they lost
 * @param attributedRecords used records, as the edges show them
 * @param unknownRecords those of them with an end that nobody knows, by reason
 * @param ambiguousRecords those of them whose client cannot be told
 * @param notes what the files themselves cannot show, sorted
 */
public record Coverage(
    long firstMillis,
    long lastMillis,
    long windowHours,
    long hoursWithData,
    List<Gap> gaps,
    long lostEvents,
    long attributedRecords,
    SortedMap<UnknownReason, Long> unknownRecords,
    long ambiguousRecords,
    SortedSet<String> notes) {
  private static final long HOUR_MILLIS = 3_600_000;

  /**
   * Hours without any record.
   *
   * @param fromMillis start of the first such hour
   * @param toMillis end of the last one
   */
  public record Gap(long fromMillis, long toMillis) {}

  /** What these files and the edges made of them show. */
  public static Coverage of(List<FileSummary> files, Edges edges) {
    return of(files, edges, Long.MIN_VALUE, Long.MAX_VALUE);
  }

  /** The same for the times from {@code fromMillis} up to {@code untilMillis} only. */
  public static Coverage of(
      List<FileSummary> files, Edges edges, long fromMillis, long untilMillis) {
    TreeSet<Long> hours = new TreeSet<>();
    TreeSet<String> notes = new TreeSet<>();
    for (FileSummary file : files) {
      hours.addAll(file.recordsPerHour().keySet());
      notes.addAll(file.notes());
    }
    hours.removeIf(hour -> (hour + 1) * HOUR_MILLIS <= fromMillis);
    hours.removeIf(hour -> hour * HOUR_MILLIS >= untilMillis);
    long first = files.stream().mapToLong(FileSummary::firstMillis).min().orElse(Long.MAX_VALUE);
    long last = files.stream().mapToLong(FileSummary::lastMillis).max().orElse(Long.MIN_VALUE);
    return new Coverage(
        Math.max(first, fromMillis),
        untilMillis == Long.MAX_VALUE ? last : Math.min(last, untilMillis - 1),
        hours.isEmpty() ? 0 : hours.last() - hours.first() + 1,
        hours.size(),
        gaps(hours),
        files.stream().mapToLong(FileSummary::lostEvents).sum(),
        records(Stream.concat(edges.directed().stream(), edges.ambiguous().stream())),
        unknown(edges),
        records(edges.ambiguous().stream()),
        notes);
  }

  private static List<Gap> gaps(SortedSet<Long> hours) {
    List<Gap> gaps = new ArrayList<>();
    Long before = null;
    for (Long hour : hours) {
      if (before != null && hour > before + 1) {
        gaps.add(new Gap((before + 1) * HOUR_MILLIS, hour * HOUR_MILLIS));
      }
      before = hour;
    }
    return gaps;
  }

  private static SortedMap<UnknownReason, Long> unknown(Edges edges) {
    SortedMap<UnknownReason, Long> records = new TreeMap<>();
    Stream.concat(edges.directed().stream(), edges.ambiguous().stream())
        .forEach(
            edge -> {
              Party client = edge.key().client();
              Party party = client instanceof Party.Unknown ? client : edge.key().server();
              if (party instanceof Party.Unknown unknown) {
                records.merge(unknown.reason(), records(Stream.of(edge)), Long::sum);
              }
            });
    return records;
  }

  /** All reporters added, so that the sum is comparable with the account of records. */
  private static long records(Stream<Edge> edges) {
    return edges.mapToLong(Coverage::recordsOf).sum();
  }

  private static long recordsOf(Edge edge) {
    return edge.recordsByReporter().values().stream().mapToLong(Long::longValue).sum();
  }

  /** Share of the window's hours that hold records, 0 to 1; 0 without any record. */
  public double hourShare() {
    return windowHours == 0 ? 0 : (double) hoursWithData / windowHours;
  }

  /** Share of attributed records with an end that nobody knows, 0 to 1. */
  public double unmappedShare() {
    long unknown = unknownRecords.values().stream().mapToLong(Long::longValue).sum();
    return attributedRecords == 0 ? 0 : (double) unknown / attributedRecords;
  }

  /** Records whose address was resolved too far from any snapshot. */
  public long staleRecords() {
    return unknownRecords.getOrDefault(UnknownReason.STALE_MAPPING, 0L);
  }
}
