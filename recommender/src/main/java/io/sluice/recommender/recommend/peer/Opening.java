package io.sluice.recommender.recommend.peer;

import io.sluice.analyzer.policy.PolicyPeer;
import io.sluice.ingest.IpAddress;
import io.sluice.recommender.recommend.traffic.SystemRole;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * A peer that a rule would open to.
 *
 * @param peer the peer
 * @param basis {@code observed}, {@code by convention} or {@code declared}
 * @param group name of the settings' group that the peer is of, or ""
 * @param seen the addresses of that group that were seen
 * @param note what is opened beyond the evidence, or ""
 * @param role the part of the platform that the peer is, where no edge shows it
 */
public record Opening(
    PolicyPeer peer,
    String basis,
    String group,
    SortedSet<IpAddress> seen,
    String note,
    Optional<SystemRole> role) {
  public static final String OBSERVED = "observed";
  public static final String BY_CONVENTION = "by convention";
  static final String DECLARED = "declared";

  public static Opening observed(PolicyPeer peer, String note) {
    return new Opening(peer, OBSERVED, "", new TreeSet<>(), note, Optional.empty());
  }

  public static Opening declared(PolicyPeer peer, String note) {
    return new Opening(peer, DECLARED, "", new TreeSet<>(), note, Optional.empty());
  }

  /** Some ranges of a named group. */
  static Opening ofGroup(PolicyPeer peer, String group, SortedSet<IpAddress> seen) {
    return new Opening(peer, OBSERVED, group, seen, "", Optional.empty());
  }

  /** The same as a part of the platform. */
  public Opening as(SystemRole part) {
    return new Opening(peer, basis, group, seen, note, Optional.of(part));
  }
}
