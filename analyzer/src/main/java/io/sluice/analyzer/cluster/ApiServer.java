package io.sluice.analyzer.cluster;

import io.sluice.ingest.IpAddress;
import java.util.Comparator;

/**
 * One place where the API server of a cluster answers: an endpoint of the Service {@code
 * default/kubernetes}. On managed clusters it lies outside, at a public or a private address, and
 * may change.
 *
 * @param cluster cluster name
 * @param address its address
 * @param port the port that it answers on, behind the Service's own
 */
public record ApiServer(String cluster, IpAddress address, int port)
    implements Comparable<ApiServer> {
  /** {@code namespace/name} of its Service. */
  public static final String SERVICE = "default/kubernetes";

  private static final Comparator<ApiServer> ORDER =
      Comparator.comparing(ApiServer::cluster)
          .thenComparing(ApiServer::address)
          .thenComparingInt(ApiServer::port);

  @Override
  public int compareTo(ApiServer other) {
    return ORDER.compare(this, other);
  }
}
