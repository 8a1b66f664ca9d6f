package io.sluice.analyzer.edge;

import io.sluice.analyzer.edge.compact.IntSet;
import io.sluice.ingest.IpAddress;
import java.util.Arrays;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;

/**
 * All that one row holds, as a value: what a file keeps of it. Bitmaps and sets may be the row's
 * own and must not be changed.
 */
public final class RowContent {
  /** How many counters each of {@code records}, {@code connections} and {@code bytes} has. */
  public static final int COUNTERS = RowCounts.SIDES;

  /** How many counters {@code verdicts} has. */
  public static final int VERDICTS = RowCounts.VERDICTS;

  private final Row row;

  private RowContent(Row row) {
    this.row = row;
  }

  /** The content of a row that does not change while this is read. */
  static RowContent of(Row row) {
    return new RowContent(row);
  }

  /**
   * A row's content.
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
  public static RowContent of(
      long[] records,
      long[] connections,
      long[] bytes,
      long[] verdicts,
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
    Row row = new Row();
    row.counts.merge(RowCounts.of(records, connections, bytes, verdicts));
    row.hours.addAll(hours);
    recordsPerDay.forEach((day, count) -> row.days.add(day, count));
    row.clientPods = IntSet.of(clientPods);
    row.serverPods = IntSet.of(serverPods);
    row.addresses = AddressSet.of(addresses, wideAddresses);
    row.firstMillis = firstMillis;
    row.lastMillis = lastMillis;
    row.vantages = (byte) vantages;
    row.families = (byte) families;
    row.answered = answered;
    row.answerTold = answerTold;
    row.ordinaryRule = ordinaryRule;
    row.midstreamPorts = IntSet.of(midstreamPorts);
    row.noteOpened(opened);
    return new RowContent(row);
  }

  /** The row, which must not be changed. */
  Row row() {
    return row;
  }

  /** Log records by vantage, within it by view, and within that by reporter. */
  public long[] records() {
    return row.counts.recordsBySide();
  }

  /** Connections opened, likewise. */
  public long[] connections() {
    return row.counts.connectionsBySide();
  }

  /** Bytes both ways, likewise. */
  public long[] bytes() {
    return row.counts.bytesBySide();
  }

  /** Records by observed verdict. */
  public long[] verdicts() {
    return row.counts.byVerdict();
  }

  /** First seen; {@link Long#MAX_VALUE} in a row without records. */
  public long firstMillis() {
    return row.firstMillis;
  }

  /** Last seen; {@link Long#MIN_VALUE} in a row without records. */
  public long lastMillis() {
    return row.lastMillis;
  }

  /** A bit for each vantage, the first one lowest. */
  public int vantages() {
    return row.vantages;
  }

  /** A bit for each address family seen, likewise. */
  public int families() {
    return row.families;
  }

  /** Whether an answer was seen. */
  public boolean answered() {
    return row.answered;
  }

  /** Whether the formats would have shown an answer. */
  public boolean answerTold() {
    return row.answerTold;
  }

  /** Whether anything but Azure's platform rule let it through. */
  public boolean ordinaryRule() {
    return row.ordinaryRule;
  }

  /** Whether a record shows the beginning of a connection. */
  public boolean opened() {
    return row.opened;
  }

  /**
   * The client's ports of records from the middle of connections towards an ephemeral port; none
   * once a beginning was seen.
   */
  public RoaringBitmap midstreamPorts() {
    return IntSet.bitmapOf(row.midstreamPorts);
  }

  /** Hours since 1970 UTC in which it was seen. */
  public RoaringBitmap hours() {
    return row.hours.bitmap();
  }

  /** Records by day since 1970 UTC. */
  public SortedMap<Integer, Long> recordsPerDay() {
    return row.days.read();
  }

  /** Ids of client pods. */
  public RoaringBitmap clientPods() {
    return IntSet.bitmapOf(row.clientPods);
  }

  /** Ids of server pods. */
  public RoaringBitmap serverPods() {
    return IntSet.bitmapOf(row.serverPods);
  }

  /** Adds the ids of the pods of both ends to a bitmap. */
  public void notePods(RoaringBitmap to) {
    IntSet.addTo(to, row.clientPods);
    IntSet.addTo(to, row.serverPods);
  }

  /** IPv4 addresses of the end that is external or unknown, as their 32 bits. */
  public RoaringBitmap addresses() {
    return AddressSet.v4(row.addresses);
  }

  /** IPv6 addresses of that end. */
  public SortedSet<IpAddress> wideAddresses() {
    return AddressSet.v6(row.addresses);
  }

  @Override
  public String toString() {
    return "RowContent[records="
        + Arrays.toString(records())
        + ", connections="
        + Arrays.toString(connections())
        + ", bytes="
        + Arrays.toString(bytes())
        + ", verdicts="
        + Arrays.toString(verdicts())
        + ", millis="
        + firstMillis()
        + ".."
        + lastMillis()
        + ", vantages="
        + vantages()
        + ", families="
        + families()
        + ", answered="
        + answered()
        + ", answerTold="
        + answerTold()
        + ", ordinaryRule="
        + ordinaryRule()
        + ", opened="
        + opened()
        + ", midstreamPorts="
        + midstreamPorts()
        + ", hours="
        + hours()
        + ", recordsPerDay="
        + recordsPerDay()
        + ", clientPods="
        + clientPods()
        + ", serverPods="
        + serverPods()
        + ", addresses="
        + addresses()
        + wideAddresses()
        + "]";
  }

  /** The same with other ids of pods. */
  public RowContent withPods(UnaryOperator<RoaringBitmap> renumbered) {
    return withPods(
        IntSet.of(renumbered.apply(clientPods())), IntSet.of(renumbered.apply(serverPods())));
  }

  /** The same with the client's pods as the server's and the server's as the client's. */
  public RowContent turned() {
    return withPods(row.serverPods, row.clientPods);
  }

  private RowContent withPods(@Nullable IntSet clients, @Nullable IntSet servers) {
    Row copy = row.copy();
    copy.clientPods = clients == null ? null : clients.copy();
    copy.serverPods = servers == null ? null : servers.copy();
    return new RowContent(copy);
  }
}
