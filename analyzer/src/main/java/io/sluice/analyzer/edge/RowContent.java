package io.sluice.analyzer.edge;

import io.sluice.ingest.IpAddress;
import io.sluice.ingest.ObservedVerdict;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.function.UnaryOperator;
import org.roaringbitmap.RoaringBitmap;

/**
 * All that one row holds, as a value: what a file keeps of it. Bitmaps are shared with the row and
 * must not be changed.
 *
 * @param records log records by vantage, within it by view, and within that by reporter
 * @param connections connections opened, likewise
 * @param bytes bytes both ways, likewise
 * @param verdicts records by observed verdict
 * @param firstMillis first seen; {@link Long#MAX_VALUE} in a row without records
 * @param lastMillis last seen; {@link Long#MIN_VALUE} in a row without records
 * @param vantages a bit for each vantage, the first one lowest
 * @param families a bit for each address family seen, likewise
 * @param answered whether an answer was seen
 * @param answerTold whether the formats would have shown an answer
 * @param ordinaryRule whether anything but Azure's platform rule let it through
 * @param opened whether a record shows the beginning of a connection
 * @param midstreamPorts the client's ports of records from the middle of connections towards an
 *     ephemeral port
 * @param hours hours since 1970 UTC in which it was seen
 * @param recordsPerDay records by day since 1970 UTC
 * @param clientPods ids of client pods
 * @param serverPods ids of server pods
 * @param addresses IPv4 addresses of the end that is external or unknown, as their 32 bits
 * @param wideAddresses IPv6 addresses of that end
 */
public record RowContent(
    List<Long> records,
    List<Long> connections,
    List<Long> bytes,
    List<Long> verdicts,
    long firstMillis,
    long lastMillis,
    int vantages,
    int families,
    boolean answered,
    boolean answerTold,
    boolean ordinaryRule,
    boolean opened,
    RoaringBitmap midstreamPorts,
    RoaringBitmap hours,
    SortedMap<Integer, Long> recordsPerDay,
    RoaringBitmap clientPods,
    RoaringBitmap serverPods,
    RoaringBitmap addresses,
    SortedSet<IpAddress> wideAddresses) {
  /** How many counters each of {@code records}, {@code connections} and {@code bytes} has. */
  public static final int COUNTERS = SideCounts.SIDES;

  /** How many counters {@code verdicts} has. */
  public static final int VERDICTS = ObservedVerdict.values().length;

  static RowContent of(Row row) {
    return new RowContent(
        list(row.records),
        list(row.connections),
        list(row.bytes),
        list(row.verdicts),
        row.firstMillis,
        row.lastMillis,
        row.vantages,
        row.families,
        row.answered,
        row.answerTold,
        row.ordinaryRule,
        row.opened,
        row.midstreamPorts == null ? new RoaringBitmap() : row.midstreamPorts,
        row.hours,
        row.days.read(),
        row.clientPods,
        row.serverPods,
        row.addresses.v4(),
        row.addresses.v6());
  }

  private static List<Long> list(long[] counts) {
    return Arrays.stream(counts).boxed().toList();
  }

  /** A row of its own that holds this. */
  Row row() {
    Row row = new Row();
    fill(row.records, records);
    fill(row.connections, connections);
    fill(row.bytes, bytes);
    fill(row.verdicts, verdicts);
    row.hours.or(hours);
    recordsPerDay.forEach((day, count) -> row.days.add(day, count));
    row.clientPods.or(clientPods);
    row.serverPods.or(serverPods);
    row.addresses.noteAll(addresses, wideAddresses);
    row.firstMillis = firstMillis;
    row.lastMillis = lastMillis;
    row.vantages = vantages;
    row.families = families;
    row.answered = answered;
    row.answerTold = answerTold;
    row.ordinaryRule = ordinaryRule;
    row.opened = opened;
    row.midstreamPorts = midstreamPorts.isEmpty() ? null : midstreamPorts.clone();
    return row;
  }

  private static void fill(long[] to, List<Long> from) {
    for (int i = 0; i < from.size(); i++) {
      to[i] = from.get(i);
    }
  }

  /** The same with other ids of pods. */
  public RowContent withPods(UnaryOperator<RoaringBitmap> renumbered) {
    return withPods(renumbered.apply(clientPods), renumbered.apply(serverPods));
  }

  /** The same with the client's pods as the server's and the server's as the client's. */
  public RowContent turned() {
    return withPods(serverPods, clientPods);
  }

  private RowContent withPods(RoaringBitmap clients, RoaringBitmap servers) {
    return new RowContent(
        records,
        connections,
        bytes,
        verdicts,
        firstMillis,
        lastMillis,
        vantages,
        families,
        answered,
        answerTold,
        ordinaryRule,
        opened,
        midstreamPorts,
        hours,
        recordsPerDay,
        clients,
        servers,
        addresses,
        wideAddresses);
  }
}
