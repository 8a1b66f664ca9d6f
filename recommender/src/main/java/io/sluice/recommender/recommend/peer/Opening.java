package io.sluice.recommender.recommend.peer;

import io.sluice.analyzer.policy.Cidr;
import io.sluice.analyzer.policy.PolicyPeer;
import io.sluice.ingest.IpAddress;
import io.sluice.recommender.recommend.evidence.Counted;
import io.sluice.recommender.recommend.traffic.SystemRole;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * A peer that a rule would open to.
 *
 * @param peer the peer
 * @param basis {@code observed}, {@code by convention}, {@code declared} or {@code mesh}
 * @param group title of the named ranges that the peer is of, or ""
 * @param seen the addresses of that group that were seen
 * @param note what is opened beyond the evidence, or ""
 * @param kind whether a wider block may stand for it
 * @param names whose the address is, and what it is called
 * @param role the part of the platform that the peer is, where no edge shows it
 */
public record Opening(
    PolicyPeer peer,
    String basis,
    String group,
    SortedSet<IpAddress> seen,
    String note,
    Kind kind,
    List<String> names,
    Optional<SystemRole> role) {
  /** Whether a wider block may stand for a peer, where a rule would list too many. */
  public enum Kind {
    /** It stays as it is. */
    FIXED,
    /** A single address outside. */
    ADDRESS,
    /** A single address of a node. */
    NODE
  }

  public static final String OBSERVED = "observed";
  public static final String BY_CONVENTION = "by convention";
  static final String DECLARED = "declared";
  public static final String MESH = "mesh";

  public static Opening observed(PolicyPeer peer, String note) {
    return new Opening(
        peer, OBSERVED, "", new TreeSet<>(), note, Kind.FIXED, List.of(), Optional.empty());
  }

  public static Opening declared(PolicyPeer peer, String note) {
    return new Opening(
        peer, DECLARED, "", new TreeSet<>(), note, Kind.FIXED, List.of(), Optional.empty());
  }

  /** What a service mesh needs. */
  public static Opening ofMesh(PolicyPeer peer, String note) {
    return new Opening(
        peer, MESH, "", new TreeSet<>(), note, Kind.FIXED, List.of(), Optional.empty());
  }

  /** A single address outside, that was seen. */
  static Opening address(IpAddress address, List<String> names) {
    return single(address, OBSERVED, "", Kind.ADDRESS, names);
  }

  /** A range that takes the place of the addresses of a group that were seen in it. */
  static Opening range(Cidr range, String group, SortedSet<IpAddress> seen) {
    PolicyPeer peer = new PolicyPeer.IpBlock(range, List.of());
    return new Opening(peer, OBSERVED, group, seen, "", Kind.FIXED, List.of(), Optional.empty());
  }

  /** A subnet of nodes. */
  static Opening subnet(Cidr range, String title, BigInteger size, long nodes) {
    String note =
        title
            + " stands for "
            + Counted.of(nodes, "address of nodes", "addresses of nodes")
            + " and opens "
            + Counted.of(size.subtract(BigInteger.valueOf(nodes)), "other", "others")
            + ": nodes come and go";
    return observed(new PolicyPeer.IpBlock(range, List.of()), note);
  }

  /** A single address of a node. */
  static Opening node(IpAddress address, String note) {
    return single(address, OBSERVED, note, Kind.NODE, List.of());
  }

  /** A single address of a node that forwards declared clients. */
  static Opening forwarder(IpAddress address, String note) {
    return single(address, DECLARED, note, Kind.NODE, List.of());
  }

  private static Opening single(
      IpAddress address, String basis, String note, Kind kind, List<String> names) {
    PolicyPeer peer = new PolicyPeer.IpBlock(Cidr.of(address), List.of());
    return new Opening(peer, basis, "", new TreeSet<>(), note, kind, names, Optional.empty());
  }

  /** The same as a part of the platform. */
  public Opening as(SystemRole part) {
    return new Opening(peer, basis, group, seen, note, kind, names, Optional.of(part));
  }
}
