package io.sluice.analyzer.policy.evaluate.rule;

/** Sets of address families, as bits. */
public final class AddressFamilies {
  static final int V4 = 1;
  static final int V6 = 2;
  static final int BOTH = V4 | V6;

  private AddressFamilies() {}

  public static int of(boolean v4, boolean v6) {
    return (v4 ? V4 : 0) | (v6 ? V6 : 0);
  }

  public static boolean contain(int families, boolean v6) {
    return (families & (v6 ? V6 : V4)) != 0;
  }

  /**
   * The families over which two ends may talk, never none: every one that both ends have. Where the
   * two share none, the inventory must be incomplete, and the peer's own families are taken; where
   * no address of the peer is known, one family stands for any.
   */
  public static int between(End own, End peer) {
    if (peer.families() == 0) {
      return V4;
    }
    int shared = own.families() & peer.families();
    return shared == 0 ? peer.families() : shared;
  }
}
