package io.sluice.recommender.recommend.decision;

import io.sluice.analyzer.cluster.Party;
import io.sluice.analyzer.cluster.Workload;
import io.sluice.analyzer.policy.Cidr;
import io.sluice.ingest.IpAddress;
import java.util.Collection;

/** How a decision names an end of connections. */
public sealed interface EndPattern {
  /**
   * Whether an end of an edge is meant, with all that the edge has there.
   *
   * @param party who stands there
   * @param addresses the edge's addresses, where that end is outside or unknown
   */
  boolean matches(Party party, Collection<IpAddress> addresses);

  /** Whether some of an end is meant; a prohibition must not be dodged by an edge of many. */
  default boolean meets(Party party, Collection<IpAddress> addresses) {
    return matches(party, addresses);
  }

  /** Whether a workload may be meant. */
  default boolean names(Workload workload) {
    return false;
  }

  /**
   * Workloads by {@code namespace/name}.
   *
   * @param pattern with {@code *} and {@code ?}
   */
  record Workloads(NamePattern pattern) implements EndPattern {
    @Override
    public boolean matches(Party party, Collection<IpAddress> addresses) {
      return party instanceof Workload workload && names(workload);
    }

    @Override
    public boolean names(Workload workload) {
      return pattern.matches(workload.title());
    }

    @Override
    public String toString() {
      return pattern.text();
    }
  }

  /**
   * Addresses outside the cluster, or that nobody of the snapshot has.
   *
   * @param range the range
   */
  record Addresses(Cidr range) implements EndPattern {
    @Override
    public boolean matches(Party party, Collection<IpAddress> addresses) {
      return isByAddress(party)
          && !addresses.isEmpty()
          && addresses.stream().allMatch(range::contains);
    }

    @Override
    public boolean meets(Party party, Collection<IpAddress> addresses) {
      return isByAddress(party) && addresses.stream().anyMatch(range::contains);
    }

    private static boolean isByAddress(Party party) {
      return party instanceof Party.External || party instanceof Party.Unknown;
    }

    @Override
    public String toString() {
      return range.toString();
    }
  }

  /** Whoever it is. */
  record Anyone() implements EndPattern {
    @Override
    public boolean matches(Party party, Collection<IpAddress> addresses) {
      return true;
    }

    @Override
    public boolean names(Workload workload) {
      return true;
    }

    @Override
    public String toString() {
      return "*";
    }
  }

  /** Whatever is outside the cluster. */
  record Outside() implements EndPattern {
    @Override
    public boolean matches(Party party, Collection<IpAddress> addresses) {
      return party instanceof Party.External || party instanceof Party.World;
    }

    @Override
    public String toString() {
      return "external";
    }
  }

  /** Any node. */
  record Nodes() implements EndPattern {
    @Override
    public boolean matches(Party party, Collection<IpAddress> addresses) {
      return party instanceof Party.Node;
    }

    @Override
    public String toString() {
      return "nodes";
    }
  }
}
