package io.sluice.analyzer.policy.evaluate;

import io.sluice.ingest.IpAddress;
import java.util.List;

/** The address families over which two ends may talk. */
final class AddressFamilies {
  private static final List<List<IpAddress>> NO_ADDRESS = List.of(List.of());

  private AddressFamilies() {}

  /**
   * The peer's addresses, once per family that both ends have, IPv4 first; one empty list where no
   * address of the peer is known. Where the two share no family, the inventory must be incomplete,
   * and the peer's own families are taken.
   */
  static List<List<IpAddress>> of(End own, End peer) {
    if (!peer.hasAddress()) {
      return NO_ADDRESS;
    }
    boolean v4 = both(own, peer, false);
    boolean v6 = both(own, peer, true);
    if (v4 == v6) {
      return families(peer);
    }
    return List.of(peer.addresses(v6));
  }

  private static boolean both(End own, End peer, boolean ofV6) {
    return !peer.addresses(ofV6).isEmpty() && (!own.hasAddress() || !own.addresses(ofV6).isEmpty());
  }

  private static List<List<IpAddress>> families(End peer) {
    if (peer.v6().isEmpty()) {
      return List.of(peer.v4());
    }
    return peer.v4().isEmpty() ? List.of(peer.v6()) : List.of(peer.v4(), peer.v6());
  }
}
