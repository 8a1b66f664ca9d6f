package io.sluice.ingest.decode;

import io.sluice.ingest.Account;
import io.sluice.ingest.LogFormat;
import io.sluice.ingest.Outcome;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What was counted while a part of a log was read, in a form that can be added up: {@link LogParts}
 * makes the summary of the whole of it, which is not the sum of summaries.
 *
 * @param file the log as the user named it
 * @param account what became of the part's records
 * @param formats the formats of its flows
 * @param firstFormat the format of its first flow
 * @param recognised the first supported format that anything in it showed
 * @param foreign the first unsupported format that anything in it showed, or UNKNOWN
 * @param nsgV1 whether it holds tuples of NSG version 1
 * @param nsgV2 whether it holds tuples of NSG version 2
 * @param notes what a reader of the result must know of it
 * @param clusters cluster names that its records carry
 * @param recordsPerHour records by hour since 1970 UTC
 * @param firstMillis time of its earliest record, or {@link Long#MAX_VALUE} without one
 * @param lastMillis time of its latest record, or {@link Long#MIN_VALUE} without one
 * @param lostEvents events that the observer itself says it lost
 * @param replies records that were turned round
 * @param hubbleFlows records of Hubble and what writes like it
 * @param unoriented those of them that lack all that tells a direction
 * @param timeless records without a time
 * @param aggregated whether records stand for windows of many
 * @param calicoFlows records of Calico
 * @param calicoNameless those of them that name no pod
 * @param calicoPortless those of them without a destination port
 */
public record PartTally(
    String file,
    Account account,
    Set<LogFormat> formats,
    Optional<LogFormat> firstFormat,
    Optional<LogFormat> recognised,
    LogFormat foreign,
    boolean nsgV1,
    boolean nsgV2,
    SortedSet<String> notes,
    SortedSet<String> clusters,
    SortedMap<Long, Long> recordsPerHour,
    long firstMillis,
    long lastMillis,
    long lostEvents,
    long replies,
    long hubbleFlows,
    long unoriented,
    long timeless,
    boolean aggregated,
    long calicoFlows,
    long calicoNameless,
    long calicoPortless) {
  /** Keeps copies of what can change. */
  public PartTally {
    EnumSet<LogFormat> copy = EnumSet.noneOf(LogFormat.class);
    copy.addAll(formats);
    formats = Collections.unmodifiableSet(copy);
    notes = Collections.unmodifiableSortedSet(new TreeSet<>(notes));
    clusters = Collections.unmodifiableSortedSet(new TreeSet<>(clusters));
    recordsPerHour = Collections.unmodifiableSortedMap(new TreeMap<>(recordsPerHour));
  }

  /** The same where the part stands behind so many lines and bytes. */
  PartTally moved(long lines, long bytes) {
    return with(account.moved(lines, bytes), notes, clusters, replies);
  }

  /** The same with further notes and cluster names. */
  public PartTally noting(Collection<String> moreNotes, Collection<String> moreClusters) {
    SortedSet<String> allNotes = new TreeSet<>(notes);
    allNotes.addAll(moreNotes);
    SortedSet<String> allClusters = new TreeSet<>(clusters);
    allClusters.addAll(moreClusters);
    return with(account, allNotes, allClusters, replies);
  }

  /** The same before anybody said what becomes of the flows: no record of it is used yet. */
  public PartTally undecided() {
    Map<Outcome, Long> skipped = new EnumMap<>(account.skippedByReason());
    return with(Account.of(account.records(), skipped, account.samples()), notes, clusters, 0);
  }

  /** What is {@link #undecided} with what became of its flows. */
  public PartTally decided(Map<Outcome, Long> outcomes, long turned) {
    return with(
        Account.of(account.records(), outcomes, account.samples()), notes, clusters, turned);
  }

  private PartTally with(
      Account other,
      SortedSet<String> otherNotes,
      SortedSet<String> otherClusters,
      long otherReplies) {
    return new PartTally(
        file,
        other,
        formats,
        firstFormat,
        recognised,
        foreign,
        nsgV1,
        nsgV2,
        otherNotes,
        otherClusters,
        recordsPerHour,
        firstMillis,
        lastMillis,
        lostEvents,
        otherReplies,
        hubbleFlows,
        unoriented,
        timeless,
        aggregated,
        calicoFlows,
        calicoNameless,
        calicoPortless);
  }
}
