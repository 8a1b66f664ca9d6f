package io.sluice.analyzer.edge;

import io.sluice.analyzer.edge.EdgeRow.ServerAddress;
import io.sluice.ingest.AddressFamily;
import io.sluice.ingest.Answer;
import io.sluice.ingest.Flow;
import io.sluice.ingest.IpAddress;
import io.sluice.ingest.ObservedVerdict;
import io.sluice.ingest.Reporter;
import io.sluice.ingest.Vantage;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;

/**
 * The mutable counters and bitmaps of one row.
 *
 * <p>HOT PATH: {@link #add} runs once per record and allocates nothing once the row has seen the
 * record's hour, day, pods and address. {@code EdgeTableLawTest} proves that merging is a sum. One
 * thread's.
 */
final class Row implements EdgeRow {
  private static final long HOUR_MILLIS = 3_600_000L;

  final long[] records = new long[SideCounts.SIDES];
  final long[] connections = new long[SideCounts.SIDES];
  final long[] bytes = new long[SideCounts.SIDES];
  final long[] verdicts = new long[ObservedVerdict.values().length];
  final RoaringBitmap hours = new RoaringBitmap();
  final DayCounts days = new DayCounts();
  final RoaringBitmap clientPods = new RoaringBitmap();
  final RoaringBitmap serverPods = new RoaringBitmap();
  final AddressSet addresses = new AddressSet();
  long firstMillis = Long.MAX_VALUE;
  long lastMillis = Long.MIN_VALUE;
  private int lastHour = -1;
  int vantages;

  /** A bit for each family seen, the first one lowest. */
  int families;

  boolean answered;
  boolean answerTold;
  boolean ordinaryRule;

  /** Whether a record shows the beginning of a connection: then its client is the client. */
  boolean opened;

  /**
   * The client's ports of records from the middle of connections towards an ephemeral port, which
   * may be replies; null without any.
   */
  @Nullable RoaringBitmap midstreamPorts;

  @Override
  public void add(
      Flow flow, ServerAddress server, int clientPod, int serverPod, @Nullable IpAddress address) {
    int side = SideCounts.side(flow.vantage, server == ServerAddress.OWN, server.reporterOf(flow));
    records[side]++;
    connections[side] += flow.connections;
    bytes[side] += flow.bytes;
    verdicts[flow.verdict.ordinal()]++;
    addTime(flow.epochMillis);
    vantages |= 1 << flow.vantage.ordinal();
    families |= 1 << flow.family.ordinal();
    answered |= flow.answer == Answer.YES;
    answerTold |= flow.answer != Answer.UNKNOWN;
    ordinaryRule |= !flow.has(Flow.PLATFORM_RULE);
    if (!flow.has(Flow.MIDSTREAM)) {
      opened |= flow.connections > 0 || flow.has(Flow.SYN);
    } else if (EphemeralPorts.contains(flow.destinationPort)) {
      addMidstream(flow.sourcePort);
    }
    also(clientPod, serverPod);
    if (address != null) {
      addresses.note(address);
    }
  }

  private void addMidstream(int clientPort) {
    if (midstreamPorts == null) {
      midstreamPorts = new RoaringBitmap();
    }
    midstreamPorts.add(Math.max(0, clientPort));
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
    clientPods.add(clientPod);
  }

  @Override
  public void alsoServedBy(int serverPod) {
    serverPods.add(serverPod);
  }

  /** Notes pods beside those of the record added last; either may be {@link EdgeTable#NO_POD}. */
  void also(int clientPod, int serverPod) {
    if (clientPod != EdgeTable.NO_POD) {
      clientPods.add(clientPod);
    }
    if (serverPod != EdgeTable.NO_POD) {
      serverPods.add(serverPod);
    }
  }

  void merge(Row other) {
    mergeCounts(other);
    clientPods.or(other.clientPods);
    serverPods.or(other.serverPods);
  }

  /** Merges a row whose client is this one's server. */
  void mergeTurned(Row other) {
    mergeCounts(other);
    clientPods.or(other.serverPods);
    serverPods.or(other.clientPods);
  }

  /**
   * Merges a row that was recorded the other way round: what its client's side reported, this one's
   * server's side did.
   */
  void mergeReversed(Row other) {
    SideCounts.addAll(records, SideCounts.swapped(other.records));
    SideCounts.addAll(connections, SideCounts.swapped(other.connections));
    SideCounts.addAll(bytes, SideCounts.swapped(other.bytes));
    mergeEvidence(other);
    clientPods.or(other.serverPods);
    serverPods.or(other.clientPods);
  }

  /** Merges a row of replies: their client is this row's server, and opened nothing. */
  void mergeReplies(Row other) {
    SideCounts.addAll(records, SideCounts.swapped(other.records));
    SideCounts.addAll(bytes, SideCounts.swapped(other.bytes));
    mergeRest(other);
    answered = true;
    answerTold = true;
    clientPods.or(other.serverPods);
    serverPods.or(other.clientPods);
  }

  private void mergeCounts(Row other) {
    SideCounts.addAll(records, other.records);
    SideCounts.addAll(connections, other.connections);
    SideCounts.addAll(bytes, other.bytes);
    mergeEvidence(other);
  }

  /** How its connections began, and the rest. */
  private void mergeEvidence(Row other) {
    mergeRest(other);
    opened |= other.opened;
    if (other.midstreamPorts != null) {
      midstreamPorts =
          midstreamPorts == null
              ? other.midstreamPorts.clone()
              : RoaringBitmap.or(midstreamPorts, other.midstreamPorts);
    }
  }

  private void mergeRest(Row other) {
    SideCounts.addAll(verdicts, other.verdicts);
    firstMillis = Math.min(firstMillis, other.firstMillis);
    lastMillis = Math.max(lastMillis, other.lastMillis);
    hours.or(other.hours);
    days.merge(other.days);
    addresses.merge(other.addresses);
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
    return SideCounts.of(records, reporter) > 0;
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

  Edge read(EdgeKey key, RoaringBitmap ports) {
    return new Edge(
        key,
        SideCounts.shown(records, records),
        SideCounts.shown(records, connections),
        SideCounts.shown(records, bytes),
        firstMillis,
        lastMillis,
        hours.clone(),
        days.read(),
        byVerdict(),
        byReporter(),
        among(Vantage.class, vantages),
        among(AddressFamily.class, families),
        clientPods.clone(),
        serverPods.clone(),
        addresses.copy(),
        answered,
        answerTold,
        !ordinaryRule,
        ports);
  }

  private Map<ObservedVerdict, Long> byVerdict() {
    EnumMap<ObservedVerdict, Long> map = new EnumMap<>(ObservedVerdict.class);
    for (ObservedVerdict verdict : ObservedVerdict.values()) {
      if (verdicts[verdict.ordinal()] > 0) {
        map.put(verdict, verdicts[verdict.ordinal()]);
      }
    }
    return Collections.unmodifiableMap(map);
  }

  private Map<Reporter, Long> byReporter() {
    EnumMap<Reporter, Long> map = new EnumMap<>(Reporter.class);
    for (Reporter reporter : Reporter.values()) {
      if (reportedBy(reporter)) {
        map.put(reporter, SideCounts.of(records, reporter));
      }
    }
    return Collections.unmodifiableMap(map);
  }

  private static <E extends Enum<E>> Set<E> among(Class<E> all, int bits) {
    EnumSet<E> set = EnumSet.allOf(all);
    set.removeIf(value -> (bits & 1 << value.ordinal()) == 0);
    return Collections.unmodifiableSet(set);
  }
}
