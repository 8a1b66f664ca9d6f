package io.sluice.recommender.recommend;

import io.sluice.analyzer.policy.PolicyPeer;
import io.sluice.ingest.IpAddress;
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
 */
record Opening(
    PolicyPeer peer, String basis, String group, SortedSet<IpAddress> seen, String note) {
  static final String OBSERVED = "observed";
  static final String BY_CONVENTION = "by convention";
  static final String DECLARED = "declared";

  static Opening observed(PolicyPeer peer, String note) {
    return new Opening(peer, OBSERVED, "", new TreeSet<>(), note);
  }

  static Opening declared(PolicyPeer peer, String note) {
    return new Opening(peer, DECLARED, "", new TreeSet<>(), note);
  }
}
