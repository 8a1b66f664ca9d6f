package io.sluice.analyzer.edge;

import io.sluice.analyzer.cluster.Party;
import java.util.Comparator;

/**
 * What makes two records the same edge.
 *
 * @param cluster cluster name, or ""
 * @param client who opens
 * @param server who listens
 * @param protocol IANA number
 * @param port port on the server's pods, after Service translation; -1 where the protocol has none
 *     or the log has none
 * @param denied whether the records were stopped; stopped and forwarded records never share a row,
 *     so that the pods of a row are exact for its verdict
 */
public record EdgeKey(
    String cluster, Party client, Party server, int protocol, int port, boolean denied)
    implements Comparable<EdgeKey> {
  private static final Comparator<EdgeKey> ORDER =
      Comparator.comparing(EdgeKey::cluster)
          .thenComparing(EdgeKey::client)
          .thenComparing(EdgeKey::server)
          .thenComparingInt(EdgeKey::protocol)
          .thenComparingInt(EdgeKey::port)
          .thenComparing(EdgeKey::denied);

  @Override
  public int compareTo(EdgeKey other) {
    return ORDER.compare(this, other);
  }
}
