package io.sluice.recommender.recommend.evidence;

import io.sluice.analyzer.edge.Edge;
import io.sluice.analyzer.policy.evaluate.Connection;
import io.sluice.analyzer.policy.evaluate.Subject;
import io.sluice.ingest.AddressFamily;
import io.sluice.ingest.IpAddress;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The address families in which an edge is asked about: those that it was recorded in, as far as
 * its two ends have addresses of both.
 *
 * <p>Where a record does not tell, it may have been either. Where the ends, as they are known
 * today, share none of the recorded families, they are asked about as they stand.
 */
public final class RecordedFamilies {
  private static final Set<AddressFamily> BOTH =
      Collections.unmodifiableSet(EnumSet.of(AddressFamily.IPV4, AddressFamily.IPV6));

  private RecordedFamilies() {}

  /**
   * A connection between ends that are met in one family, or as they stand.
   *
   * @param connection the connection
   * @param family that one, where the ends could talk in either; where they have no choice, nothing
   *     needs saying
   */
  public record Asked(Connection connection, Optional<AddressFamily> family) {}

  /** What may have been the family of some record of an edge: IPv4, IPv6 or both. */
  public static Set<AddressFamily> of(Edge edge) {
    return edge.families().isEmpty() || edge.families().contains(AddressFamily.UNKNOWN)
        ? BOTH
        : edge.families();
  }

  /** The questions that one connection of an edge comes to; all must pass. */
  public static List<Asked> questions(Edge edge, Connection connection) {
    if (!shared(connection).equals(BOTH)) {
      return List.of(new Asked(connection, Optional.empty()));
    }
    return of(edge).stream()
        .map(family -> new Asked(over(connection, family), Optional.of(family)))
        .toList();
  }

  /** An end without a known address restricts nothing. */
  private static Set<AddressFamily> shared(Connection connection) {
    Set<AddressFamily> client = families(connection.client());
    Set<AddressFamily> server = families(connection.server());
    if (client.isEmpty() || server.isEmpty()) {
      return client.isEmpty() ? server : client;
    }
    client.retainAll(server);
    return client;
  }

  private static Set<AddressFamily> families(Subject subject) {
    Set<AddressFamily> families = EnumSet.noneOf(AddressFamily.class);
    for (IpAddress address : addresses(subject)) {
      families.add(AddressFamily.of(address));
    }
    return families;
  }

  private static List<IpAddress> addresses(Subject subject) {
    if (subject instanceof Subject.OfPod of) {
      return of.pod().addresses();
    }
    if (subject instanceof Subject.OfNode of) {
      return of.node().addresses();
    }
    return subject instanceof Subject.OfAddress of ? List.of(of.address()) : List.of();
  }

  private static Connection over(Connection connection, AddressFamily family) {
    boolean v6 = family == AddressFamily.IPV6;
    return new Connection(
        over(connection.client(), v6),
        over(connection.server(), v6),
        connection.protocol(),
        connection.port(),
        connection.entry());
  }

  private static Subject over(Subject subject, boolean v6) {
    if (subject instanceof Subject.OfPod of) {
      return new Subject.OfPod(of.pod().ofFamily(v6));
    }
    return subject instanceof Subject.OfNode of
        ? new Subject.OfNode(of.node().ofFamily(v6))
        : subject;
  }
}
