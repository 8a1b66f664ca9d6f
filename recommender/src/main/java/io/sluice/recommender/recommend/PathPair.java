package io.sluice.recommender.recommend;

import io.sluice.analyzer.cluster.Party;
import io.sluice.analyzer.cluster.Workload;
import java.util.Comparator;
import java.util.SortedSet;

/**
 * A path between two namespaces, whose two ends may have different owners.
 *
 * @param client who opens it
 * @param server who listens
 * @param ports its ports, such as {@code TCP/8443}
 * @param egress what lets it out at the client: the proposed policy, or {@code open}, or the
 *     policies that stay
 * @param ingress what lets it in at the server, in the same words
 * @param order in which order the two may be applied
 */
public record PathPair(
    Workload client,
    Workload server,
    SortedSet<String> ports,
    String egress,
    String ingress,
    String order)
    implements Comparable<PathPair> {
  private static final Comparator<PathPair> ORDER =
      Comparator.comparing(PathPair::client, Party.ORDER)
          .thenComparing(PathPair::server, Party.ORDER)
          .thenComparing(PathPair::order);

  @Override
  public int compareTo(PathPair other) {
    return ORDER.compare(this, other);
  }
}
