package io.sluice.analyzer.edge;

import io.sluice.ingest.AddressFamily;
import io.sluice.ingest.IpAddress;
import io.sluice.ingest.ObservedVerdict;
import io.sluice.ingest.Reporter;
import io.sluice.ingest.Vantage;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import org.roaringbitmap.RoaringBitmap;

/**
 * One edge as read from the table: immutable.
 *
 * @param key who, to whom, on which port, stopped or not
 * @param records log records: the largest of vantages, reporting sides and views, never a sum
 * @param connections connections opened, 0 where the formats cannot tell
 * @param bytes bytes both ways, 0 where the formats have none
 * @param firstMillis first seen
 * @param lastMillis last seen
 * @param hours hours since 1970 UTC in which it was seen
 * @param recordsPerDay records by day since 1970 UTC, all reporters added
 * @param verdicts records by observed verdict, all reporters added
 * @param recordsByReporter records by reporting side
 * @param vantages where its observers stood
 * @param families the address families of its records; unknown is one of them
 * @param clientPods ids of client pods; empty where the client is no workload
 * @param serverPods ids of server pods; empty where the server is no workload
 * @param addresses addresses of the end that is external or unknown
 * @param answered whether an answer was seen
 * @param answerTold whether the formats would have shown an answer
 * @param platformOnly whether only Azure's platform rule let it through
 * @param ports the ports of a row that folded many; empty where {@code key.port} is the one
 */
public record Edge(
    EdgeKey key,
    long records,
    long connections,
    long bytes,
    long firstMillis,
    long lastMillis,
    RoaringBitmap hours,
    SortedMap<Integer, Long> recordsPerDay,
    Map<ObservedVerdict, Long> verdicts,
    Map<Reporter, Long> recordsByReporter,
    Set<Vantage> vantages,
    Set<AddressFamily> families,
    RoaringBitmap clientPods,
    RoaringBitmap serverPods,
    SortedSet<IpAddress> addresses,
    boolean answered,
    boolean answerTold,
    boolean platformOnly,
    RoaringBitmap ports)
    implements Comparable<Edge> {

  @Override
  public int compareTo(Edge other) {
    return key.compareTo(other.key);
  }
}
