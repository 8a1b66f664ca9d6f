package io.sluice.analyzer.edge;

import io.sluice.analyzer.edge.EdgeRow.ServerAddress;
import io.sluice.analyzer.edge.compact.DayCounts;
import io.sluice.analyzer.edge.compact.IntSet;
import io.sluice.ingest.Answer;
import io.sluice.ingest.Flow;
import io.sluice.ingest.IpAddress;
import io.sluice.ingest.ObservedVerdict;
import io.sluice.ingest.Reporter;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The mutable counters and sets of one row, which take little while they hold little, as most rows
 * of a large input do.
 *
 * <p>HOT PATH: {@link #add} runs once per record and allocates nothing once the row has seen the
 * record's hour, day, pods, address and kind. {@code EdgeTableLawTest} proves that merging is a
 * sum. One thread's.
 */
final class Row implements EdgeRow {
  private static final long HOUR_MILLIS = 3_600_000L;

  final RowCounts counts = new RowCounts();
  final IntSet hours = new IntSet();
  final DayCounts days = new DayCounts();

  /** Null without any, like the other sets. */
  @Nullable IntSet clientPods;

  @Nullable IntSet serverPods;
  @Nullable AddressSet addresses;
  long firstMillis = Long.MAX_VALUE;
  long lastMillis = Long.MIN_VALUE;
  private int lastHour = -1;

  /** A bit for each vantage, the first one lowest. */
  byte vantages;

  /** A bit for each family seen, the first one lowest. */
  byte families;

  boolean answered;
  boolean answerTold;
  boolean ordinaryRule;

  /** Whether a record shows the beginning of a connection: then its client is the client. */
  boolean opened;

  /**
   * The client's ports of records from the middle of connections towards an ephemeral port, which
   * may be replies. Kept until a beginning was seen: then they say nothing more.
   */
  @Nullable IntSet midstreamPorts;

  @Override
  public void add(
      Flow flow, ServerAddress server, int clientPod, int serverPod, @Nullable IpAddress address) {
    counts.add(flow, server);
    addTime(flow.epochMillis);
    vantages |= (byte) (1 << flow.vantage.ordinal());
    families |= (byte) (1 << flow.family.ordinal());
    answered |= flow.answer == Answer.YES;
    answerTold |= flow.answer != Answer.UNKNOWN;
    ordinaryRule |= !flow.has(Flow.PLATFORM_RULE);
    if (!flow.has(Flow.MIDSTREAM)) {
      noteOpened(flow.connections > 0 || flow.has(Flow.SYN));
    } else if (!opened && EphemeralPorts.contains(flow.destinationPort)) {
      midstreamPorts = IntSet.with(midstreamPorts, Math.max(0, flow.sourcePort));
    }
    also(clientPod, serverPod);
    if (address != null) {
      if (addresses == null) {
        addresses = new AddressSet();
      }
      addresses.note(address);
    }
  }

  void noteOpened(boolean seen) {
    opened |= seen;
    if (opened) {
      midstreamPorts = null;
    }
  }

  /** A clock that stands before 1970 counts as 1970: the bitmaps know no negative hours. */
  private void addTime(long epochMillis) {
    firstMillis = Math.min(firstMillis, epochMillis);
    lastMillis = Math.max(lastMillis, epochMillis);
    long millis = Math.max(0, epochMillis);
    int hour = (int) (millis / HOUR_MILLIS);
    if (hour != lastHour) {
      hours.add(hour);
      lastHour = hour;
    }
    days.add(millis);
  }

  @Override
  public void alsoOpenedBy(int clientPod) {
    clientPods = IntSet.with(clientPods, clientPod);
  }

  @Override
  public void alsoServedBy(int serverPod) {
    serverPods = IntSet.with(serverPods, serverPod);
  }

  /** Notes pods beside those of the record added last; either may be {@link EdgeTable#NO_POD}. */
  void also(int clientPod, int serverPod) {
    if (clientPod != EdgeTable.NO_POD) {
      clientPods = IntSet.with(clientPods, clientPod);
    }
    if (serverPod != EdgeTable.NO_POD) {
      serverPods = IntSet.with(serverPods, serverPod);
    }
  }

  void merge(Row other) {
    counts.merge(other.counts);
    mergeEvidence(other);
    mergePods(other.clientPods, other.serverPods);
  }

  /** Merges a row whose client is this one's server. */
  void mergeTurned(Row other) {
    counts.merge(other.counts);
    mergeEvidence(other);
    mergePods(other.serverPods, other.clientPods);
  }

  /**
   * Merges a row that was recorded the other way round: what its client's side reported, this one's
   * server's side did.
   */
  void mergeReversed(Row other) {
    counts.mergeReversed(other.counts);
    mergeEvidence(other);
    mergePods(other.serverPods, other.clientPods);
  }

  /** Merges a row of replies: their client is this row's server, and opened nothing. */
  void mergeReplies(Row other) {
    counts.mergeReplies(other.counts);
    mergeRest(other);
    answered = true;
    answerTold = true;
    mergePods(other.serverPods, other.clientPods);
  }

  private void mergePods(@Nullable IntSet clients, @Nullable IntSet servers) {
    clientPods = IntSet.union(clientPods, clients);
    serverPods = IntSet.union(serverPods, servers);
  }

  /** How its connections began, and the rest. */
  private void mergeEvidence(Row other) {
    mergeRest(other);
    midstreamPorts = IntSet.union(midstreamPorts, other.midstreamPorts);
    noteOpened(other.opened);
  }

  private void mergeRest(Row other) {
    firstMillis = Math.min(firstMillis, other.firstMillis);
    lastMillis = Math.max(lastMillis, other.lastMillis);
    hours.addAll(other.hours);
    days.merge(other.days);
    addresses = AddressSet.union(addresses, other.addresses);
    vantages |= other.vantages;
    families |= other.families;
    answered |= other.answered;
    answerTold |= other.answerTold;
    ordinaryRule |= other.ordinaryRule;
  }

  Row copy() {
    Row copy = new Row();
    copy.merge(this);
    return copy;
  }

  boolean reportedBy(Reporter reporter) {
    return counts.records(reporter) > 0;
  }

  /** Whether a server stands behind the port, as far as the logs can show it. */
  boolean answeredOrUntold() {
    return answered || !answerTold;
  }

  /**
   * Whether it went through as far as the client's side can tell, and nobody heard an answer. A
   * record on the way, between the two nodes, stands on no side and proves nothing of the server's.
   */
  boolean seenByClientOnly() {
    return reportedBy(Reporter.CLIENT) && !reportedBy(Reporter.SERVER) && !answered;
  }

  Map<ObservedVerdict, Long> byVerdict() {
    EnumMap<ObservedVerdict, Long> map = new EnumMap<>(ObservedVerdict.class);
    for (ObservedVerdict verdict : ObservedVerdict.values()) {
      if (counts.records(verdict) > 0) {
        map.put(verdict, counts.records(verdict));
      }
    }
    return Collections.unmodifiableMap(map);
  }

  Map<Reporter, Long> byReporter() {
    EnumMap<Reporter, Long> map = new EnumMap<>(Reporter.class);
    for (Reporter reporter : Reporter.values()) {
      if (reportedBy(reporter)) {
        map.put(reporter, counts.records(reporter));
      }
    }
    return Collections.unmodifiableMap(map);
  }

  static <E extends Enum<E>> Set<E> among(Class<E> all, int bits) {
    EnumSet<E> set = EnumSet.allOf(all);
    set.removeIf(value -> (bits & 1 << value.ordinal()) == 0);
    return Collections.unmodifiableSet(set);
  }

  @Override
  public boolean equals(@Nullable Object object) {
    return object instanceof Row other
        && counts.equals(other.counts)
        && firstMillis == other.firstMillis
        && lastMillis == other.lastMillis
        && flags() == other.flags()
        && hours.equals(other.hours)
        && days.equals(other.days)
        && Objects.equals(clientPods, other.clientPods)
        && Objects.equals(serverPods, other.serverPods)
        && Objects.equals(addresses, other.addresses)
        && Objects.equals(midstreamPorts, other.midstreamPorts);
  }

  private int flags() {
    int flags = vantages << Byte.SIZE | families;
    flags = flags << 1 | (answered ? 1 : 0);
    flags = flags << 1 | (answerTold ? 1 : 0);
    flags = flags << 1 | (ordinaryRule ? 1 : 0);
    return flags << 1 | (opened ? 1 : 0);
  }

  @Override
  public int hashCode() {
    return Objects.hash(counts, firstMillis, lastMillis, flags(), hours, clientPods, serverPods);
  }
}
