package io.sluice.ingest.decode;

import io.sluice.ingest.Account;
import io.sluice.ingest.BadRecord;
import io.sluice.ingest.FileSummary;
import io.sluice.ingest.Flow;
import io.sluice.ingest.LogFormat;
import io.sluice.ingest.Orientation;
import io.sluice.ingest.Outcome;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Counts what one input file holds while it is being read. */
final class FileTally {
  private static final long HOUR_MILLIS = 3_600_000L;

  private final String file;
  private final Account account = new Account();
  private final Set<LogFormat> formats = EnumSet.noneOf(LogFormat.class);
  private final Set<AzureTuple.Kind> kinds = EnumSet.noneOf(AzureTuple.Kind.class);
  private final SortedSet<String> notes = new TreeSet<>();
  private final SortedSet<String> clusters = new TreeSet<>();
  private final SortedMap<Long, Long> recordsPerHour = new TreeMap<>();

  /** The hour of the last record, and its records that are not in the map yet. */
  private long hour = Long.MIN_VALUE;

  private long hourRecords;
  private @Nullable LogFormat format;
  private @Nullable LogFormat recognised;
  private LogFormat unsupported = LogFormat.UNKNOWN;
  private long firstMillis = Long.MAX_VALUE;
  private long lastMillis = Long.MIN_VALUE;
  private long lostEvents;
  private long replies;
  private long hubbleFlows;
  private long unoriented;
  private long timeless;
  private boolean aggregated;
  private long calicoFlows;
  private long calicoNameless;
  private long calicoPortless;

  FileTally(String file) {
    this.file = file;
  }

  /** A record was found; what becomes of it is counted later, and apart. */
  void found() {
    account.read(1);
  }

  /** So many of the records that were found were read in place. */
  void inPlace(long records) {
    account.readInPlace(records);
  }

  /** A record that was found cannot be read. */
  void bad(Outcome outcome, Position at, String problem) {
    account.bad(outcome, new BadRecord(file, at.line(), at.byteOffset(), problem));
  }

  /** The fate of a record that was found is known. */
  void count(Outcome outcome) {
    account.count(outcome);
  }

  /** The file holds something of a format that Sluice reads. */
  void recognise(LogFormat supported) {
    if (recognised == null) {
      recognised = supported;
    }
  }

  boolean recognised() {
    return recognised != null;
  }

  /** The file holds something that no record was made of, mostly of a format that is not read. */
  void foreign(LogFormat other) {
    if (other.supported()) {
      recognise(other);
    } else if (unsupported == LogFormat.UNKNOWN) {
      unsupported = other;
    }
  }

  LogFormat foreign() {
    return unsupported;
  }

  /** A readable flow record, used or not. */
  void flow(LogFormat of, long epochMillis) {
    recognise(of);
    if (format == null) {
      format = of;
    }
    formats.add(of);
    if (epochMillis == Flow.NO_TIME) {
      timeless++;
      return;
    }
    firstMillis = Math.min(firstMillis, epochMillis);
    lastMillis = Math.max(lastMillis, epochMillis);
    countHour(Math.floorDiv(epochMillis, HOUR_MILLIS));
  }

  /** Counts a record of an hour; the records of one hour stand together for the most part. */
  private void countHour(long of) {
    if (of != hour) {
      addHour();
      hour = of;
    }
    hourRecords++;
  }

  private void addHour() {
    if (hourRecords > 0) {
      recordsPerHour.merge(hour, hourRecords, Long::sum);
    }
    hourRecords = 0;
  }

  /** What only Hubble records tell. */
  void hubble(HubbleRecord record) {
    hubbleFlows++;
    aggregated |= record.aggregated;
    boolean silent = record.isReply == null && !record.reply && record.direction == 0;
    if (silent && !record.aggregated) {
      unoriented++;
    }
  }

  /** What only Calico records tell. */
  void calico(CalicoRecord record) {
    calicoFlows++;
    calicoNameless += record.source.pod.isEmpty() && record.destination.pod.isEmpty() ? 1 : 0;
    calicoPortless +=
        record.destination.port < 0 && ProtocolWords.hasPorts(record.protocol) ? 1 : 0;
  }

  void tuple(AzureTuple.Kind kind) {
    kinds.add(kind);
  }

  /** The next stage took a flow. */
  void taken(Flow flow, Outcome outcome) {
    count(outcome);
    if (outcome == Outcome.USED && flow.orientation == Orientation.REPLY) {
      replies++;
    }
  }

  void cluster(String name) {
    if (!name.isEmpty()) {
      clusters.add(name);
    }
  }

  void lost(long events) {
    lostEvents += events;
  }

  void note(String note) {
    notes.add(note);
  }

  boolean empty() {
    return account.records() == 0;
  }

  long records() {
    return account.records();
  }

  /**
   * Adds what a later slice of the file holds.
   *
   * @param lines lines before the slice
   * @param bytes bytes before it
   */
  void add(FileTally later, long lines, long bytes) {
    later.addHour();
    account.add(later.account.moved(lines, bytes));
    formats.addAll(later.formats);
    kinds.addAll(later.kinds);
    notes.addAll(later.notes);
    clusters.addAll(later.clusters);
    later.recordsPerHour.forEach((hour, count) -> recordsPerHour.merge(hour, count, Long::sum));
    format = format == null ? later.format : format;
    recognised = recognised == null ? later.recognised : recognised;
    foreign(later.unsupported);
    firstMillis = Math.min(firstMillis, later.firstMillis);
    lastMillis = Math.max(lastMillis, later.lastMillis);
    lostEvents += later.lostEvents;
    replies += later.replies;
    hubbleFlows += later.hubbleFlows;
    unoriented += later.unoriented;
    timeless += later.timeless;
    aggregated |= later.aggregated;
    calicoFlows += later.calicoFlows;
    calicoNameless += later.calicoNameless;
    calicoPortless += later.calicoPortless;
  }

  /**
   * The summary.
   *
   * @param override the format that the user gave
   */
  FileSummary summary(Optional<LogFormat> override) {
    addHour();
    addNotes();
    LogFormat fallback = override.filter(given -> !empty()).orElse(LogFormat.EMPTY);
    LogFormat seen = recognised == null || override.isPresent() ? fallback : recognised;
    LogFormat shown = format == null ? seen : format;
    return new FileSummary(
        file,
        shown,
        account,
        firstMillis,
        lastMillis,
        lostEvents,
        replies,
        Collections.unmodifiableSortedSet(notes),
        Collections.unmodifiableSortedSet(clusters),
        Collections.unmodifiableSortedMap(recordsPerHour));
  }

  private void addNotes() {
    if (formats.size() > 1) {
      note(
          formats.stream()
              .map(LogFormat::word)
              .collect(Collectors.joining(", ", "holds records of several formats: ", "")));
    }
    if (kinds.contains(AzureTuple.Kind.NSG_V1) && kinds.contains(AzureTuple.Kind.NSG_V2)) {
      note("holds both NSG v1 and v2 records");
    }
    if (formats.contains(LogFormat.GKE_POLICY)) {
      note(
          "shows only connections that a policy in force decided about, and those that went through"
              + " only where logging of allowed connections is on");
    }
    addCalicoNotes();
    if (aggregated) {
      note(
          "aggregated (ACNS): no pod names, no addresses; what the agent left out when it was throttled"
              + " is not told");
    }
    if (timeless > 0) {
      note(
          String.format(
              Locale.ROOT,
              "%d records have no time (a field mask?): taken as of the snapshot",
              timeless));
    }
    if (unoriented * 2 > hubbleFlows) {
      note(
          String.format(
              Locale.ROOT,
              "is_reply and traffic_direction are missing in %d of %d records: a field mask?",
              unoriented,
              hubbleFlows));
    }
  }

  private void addCalicoNotes() {
    if (calicoNameless > 0) {
      note(
          String.format(
              Locale.ROOT,
              "aggregated (Calico): %d of %d records name no pod; workloads stand for them",
              calicoNameless,
              calicoFlows));
    }
    if (calicoPortless > 0) {
      note(
          String.format(
              Locale.ROOT,
              "aggregated (Calico): %d of %d records have no destination port: they hold open, no"
                  + " rule is made of them",
              calicoPortless,
              calicoFlows));
    }
  }
}
