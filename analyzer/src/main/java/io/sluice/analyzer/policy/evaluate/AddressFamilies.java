package io.sluice.analyzer.policy.evaluate;

/** The address families over which two ends may talk. */
final class AddressFamilies {
  private AddressFamilies() {}

  /**
   * Whether they may talk over a family: every one that both ends have. Where the two share none,
   * the inventory must be incomplete, and the peer's own families are taken; where no address of
   * the peer is known, one family stands for any.
   */
  static boolean talk(End own, End peer, boolean v6) {
    if (!peer.hasAddress()) {
      return !v6;
    }
    boolean shareAny = both(own, peer, false) || both(own, peer, true);
    return shareAny ? both(own, peer, v6) : !peer.addresses(v6).isEmpty();
  }

  private static boolean both(End own, End peer, boolean v6) {
    return !peer.addresses(v6).isEmpty() && (!own.hasAddress() || !own.addresses(v6).isEmpty());
  }
}
