package io.sluice.recommender.audit.diff.connectivity;

import io.sluice.analyzer.policy.evaluate.Connection;
import io.sluice.ingest.AddressFamily;
import io.sluice.recommender.audit.diff.connectivity.kinds.PortSet;
import java.util.Comparator;
import java.util.Optional;

/**
 * Connections that are treated differently, the same ports between all of both ends.
 *
 * @param cluster cluster name, or ""
 * @param from who opens them
 * @param to who listens
 * @param before ports that were allowed
 * @param after ports that are allowed now
 * @param family the one in which they are, where their ends could talk in either
 * @param sample one of the connections
 */
public record ConnectivityChange(
    String cluster,
    Extent from,
    Extent to,
    PortSet before,
    PortSet after,
    Optional<AddressFamily> family,
    Connection sample)
    implements Comparable<ConnectivityChange> {
  private static final Comparator<ConnectivityChange> ORDER =
      Comparator.comparing(ConnectivityChange::cluster)
          .thenComparing(ConnectivityChange::to)
          .thenComparing(ConnectivityChange::from)
          .thenComparing(change -> change.before + " " + change.after)
          .thenComparing(change -> change.family.map(AddressFamily::word).orElse(""));

  /** The same between other extents, in one family or in whichever there is. */
  ConnectivityChange between(Extent client, Extent server, Optional<AddressFamily> one) {
    return new ConnectivityChange(cluster, client, server, before, after, one, sample);
  }

  /** Ports that are allowed now and were not before. */
  public PortSet opened() {
    return after.minus(before);
  }

  /** Ports that were allowed before and are not now. */
  public PortSet closed() {
    return before.minus(after);
  }

  /** {@code +} where nothing was allowed before, {@code -} where nothing is now, else {@code ~}. */
  public String sign() {
    return before.isEmpty() ? "+" : after.isEmpty() ? "-" : "~";
  }

  @Override
  public int compareTo(ConnectivityChange other) {
    return ORDER.compare(this, other);
  }
}
