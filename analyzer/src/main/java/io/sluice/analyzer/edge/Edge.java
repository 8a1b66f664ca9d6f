package io.sluice.analyzer.edge;

import io.sluice.analyzer.edge.compact.IntSet;
import io.sluice.ingest.AddressFamily;
import io.sluice.ingest.IpAddress;
import io.sluice.ingest.ObservedVerdict;
import io.sluice.ingest.Reporter;
import io.sluice.ingest.Vantage;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;

/**
 * One edge as read from the table: immutable, with what it is asked for made on the spot, because
 * there may be hundreds of thousands. Bitmaps must not be changed.
 */
public final class Edge implements Comparable<Edge> {
  private final EdgeKey key;
  private final Row row;
  private final @Nullable IntSet ports;

  /** An edge of a row that nobody changes from now on. */
  Edge(EdgeKey key, Row row, @Nullable IntSet ports) {
    this.key = key;
    this.row = row;
    this.ports = ports;
  }

  /**
   * An edge.
   *
   * @param ports as {@link #ports()}
   */
  public static Edge of(EdgeKey key, RowContent content, RoaringBitmap ports) {
    return new Edge(key, content.row(), IntSet.of(ports));
  }

  /** All that its row holds. */
  public RowContent content() {
    return RowContent.of(row);
  }

  /** Who, to whom, on which port, stopped or not. */
  public EdgeKey key() {
    return key;
  }

  /** Log records: the largest of vantages, reporting sides and views, never a sum. */
  public long records() {
    return row.counts.shownRecords();
  }

  /** Connections opened, 0 where the formats cannot tell. */
  public long connections() {
    return row.counts.shownConnections();
  }

  /** Bytes both ways, 0 where the formats have none. */
  public long bytes() {
    return row.counts.shownBytes();
  }

  /** First seen. */
  public long firstMillis() {
    return row.firstMillis;
  }

  /** Last seen. */
  public long lastMillis() {
    return row.lastMillis;
  }

  /** Hours since 1970 UTC in which it was seen. */
  public RoaringBitmap hours() {
    return row.hours.bitmap();
  }

  /** Records by day since 1970 UTC, all reporters added. */
  public SortedMap<Integer, Long> recordsPerDay() {
    return row.days.read();
  }

  /** Records by observed verdict, all reporters added. */
  public Map<ObservedVerdict, Long> verdicts() {
    return row.byVerdict();
  }

  /** Records by reporting side. */
  public Map<Reporter, Long> recordsByReporter() {
    return row.byReporter();
  }

  /** Where its observers stood. */
  public Set<Vantage> vantages() {
    return Row.among(Vantage.class, row.vantages);
  }

  /** The address families of its records; unknown is one of them. */
  public Set<AddressFamily> families() {
    return Row.among(AddressFamily.class, row.families);
  }

  /** Ids of client pods; empty where the client is no workload. */
  public RoaringBitmap clientPods() {
    return IntSet.bitmap(row.clientPods);
  }

  /** Ids of server pods; empty where the server is no workload. */
  public RoaringBitmap serverPods() {
    return IntSet.bitmap(row.serverPods);
  }

  /** Addresses of the end that is external or unknown. */
  public SortedSet<IpAddress> addresses() {
    return row.addresses == null ? Collections.emptySortedSet() : row.addresses;
  }

  /** Whether an answer was seen. */
  public boolean answered() {
    return row.answered;
  }

  /** Whether the formats would have shown an answer. */
  public boolean answerTold() {
    return row.answerTold;
  }

  /** Whether only Azure's platform rule let it through. */
  public boolean platformOnly() {
    return !row.ordinaryRule;
  }

  /** The ports of a row that folded many; empty where {@code key.port} is the one. */
  public RoaringBitmap ports() {
    return IntSet.bitmap(ports);
  }

  @Override
  public int compareTo(Edge other) {
    return key.compareTo(other.key);
  }

  @Override
  public boolean equals(@Nullable Object object) {
    return object instanceof Edge other
        && key.equals(other.key)
        && row.equals(other.row)
        && Objects.equals(ports, other.ports);
  }

  @Override
  public int hashCode() {
    return key.hashCode();
  }

  @Override
  public String toString() {
    return key + ": " + records() + " records, " + row.byVerdict();
  }
}
