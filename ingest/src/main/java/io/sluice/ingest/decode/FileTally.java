package io.sluice.ingest.decode;

import io.sluice.ingest.Account;
import io.sluice.ingest.BadRecord;
import io.sluice.ingest.FileSummary;
import io.sluice.ingest.Flow;
import io.sluice.ingest.LogFormat;
import io.sluice.ingest.Orientation;
import io.sluice.ingest.Outcome;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Counts what one input file holds while it is being read. */
final class FileTally {
  private static final long NO_OFFSET = -1;

  private final String file;

  /** What was cut off before; null where nothing was. */
  private @Nullable FileTally earlier;

  private Account account = new Account();
  private final Set<LogFormat> formats = EnumSet.noneOf(LogFormat.class);
  private final Set<AzureTuple.Kind> kinds = EnumSet.noneOf(AzureTuple.Kind.class);
  private final SortedSet<String> notes = new TreeSet<>();
  private final SortedSet<String> clusters = new TreeSet<>();
  private final HourCounts hours = new HourCounts();
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
  private long recordOffset = NO_OFFSET;
  private long calicoFlows;
  private long calicoNameless;
  private long calicoPortless;

  FileTally(String file) {
    this.file = file;
  }

  /** What is found from now on stands in the record of a topic that has this offset. */
  void inRecord(long offset) {
    recordOffset = offset;
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
    String place = recordOffset == NO_OFFSET ? file : file + "@" + recordOffset;
    account.bad(outcome, new BadRecord(place, at.line(), at.byteOffset(), problem));
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
    return recognised != null || (earlier != null && earlier.recognised());
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
    return earlier == null || earlier.foreign() == LogFormat.UNKNOWN
        ? unsupported
        : earlier.foreign();
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
    hours.count(epochMillis);
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
    return records() == 0;
  }

  long records() {
    return account.records() + (earlier == null ? 0 : earlier.records());
  }

  /** Whether anything was counted or noted since the last cut. */
  boolean pending() {
    return account.records() > 0
        || !notes.isEmpty()
        || lostEvents > 0
        || (earlier == null && (format != null || recognised != null));
  }

  /** Adds what a later part of the file holds. */
  void add(PartTally later) {
    account.add(later.account());
    formats.addAll(later.formats());
    if (later.nsgV1()) {
      kinds.add(AzureTuple.Kind.NSG_V1);
    }
    if (later.nsgV2()) {
      kinds.add(AzureTuple.Kind.NSG_V2);
    }
    notes.addAll(later.notes());
    clusters.addAll(later.clusters());
    hours.add(later.recordsPerHour());
    format = format == null ? later.firstFormat().orElse(null) : format;
    recognised = recognised == null ? later.recognised().orElse(null) : recognised;
    foreign(later.foreign());
    firstMillis = Math.min(firstMillis, later.firstMillis());
    lastMillis = Math.max(lastMillis, later.lastMillis());
    lostEvents += later.lostEvents();
    replies += later.replies();
    hubbleFlows += later.hubbleFlows();
    unoriented += later.unoriented();
    timeless += later.timeless();
    aggregated |= later.aggregated();
    calicoFlows += later.calicoFlows();
    calicoNameless += later.calicoNameless();
    calicoPortless += later.calicoPortless();
  }

  /**
   * What was counted since the last cut.
   *
   * @param override the format that the user gave
   */
  PartTally part(Optional<LogFormat> override) {
    Optional<LogFormat> given = override.filter(format -> account.records() > 0);
    return new PartTally(
        file,
        account,
        formats,
        Optional.ofNullable(format),
        override.isPresent() ? given : Optional.ofNullable(recognised),
        unsupported,
        kinds.contains(AzureTuple.Kind.NSG_V1),
        kinds.contains(AzureTuple.Kind.NSG_V2),
        notes,
        clusters,
        hours.all(),
        firstMillis,
        lastMillis,
        lostEvents,
        replies,
        hubbleFlows,
        unoriented,
        timeless,
        aggregated,
        calicoFlows,
        calicoNameless,
        calicoPortless);
  }

  /** The same, and what follows is counted anew; the summary is still that of the whole. */
  PartTally cut(Optional<LogFormat> override) {
    PartTally part = part(override);
    if (earlier == null) {
      earlier = new FileTally(file);
    }
    earlier.add(part);
    clear();
    return part;
  }

  private void clear() {
    account = new Account();
    formats.clear();
    kinds.clear();
    notes.clear();
    clusters.clear();
    hours.clear();
    format = null;
    recognised = null;
    unsupported = LogFormat.UNKNOWN;
    firstMillis = Long.MAX_VALUE;
    lastMillis = Long.MIN_VALUE;
    lostEvents = 0;
    replies = 0;
    hubbleFlows = 0;
    unoriented = 0;
    timeless = 0;
    aggregated = false;
    calicoFlows = 0;
    calicoNameless = 0;
    calicoPortless = 0;
  }

  /**
   * The summary.
   *
   * @param override the format that the user gave
   */
  FileSummary summary(Optional<LogFormat> override) {
    if (earlier != null) {
      cut(override);
      return earlier.summary(override);
    }
    LogFormat fallback = override.filter(given -> !empty()).orElse(LogFormat.EMPTY);
    LogFormat seen = recognised == null || override.isPresent() ? fallback : recognised;
    PartTally whole = part(override);
    return new FileSummary(
        file,
        format == null ? seen : format,
        account,
        firstMillis,
        lastMillis,
        lostEvents,
        replies,
        whole.noting(SummaryNotes.of(whole), Set.of()).notes(),
        whole.clusters(),
        whole.recordsPerHour());
  }
}
