package io.sluice.recommender.recommend.ports;

/** What the port of an edge is to its server, and so what a rule may say of it. */
public sealed interface PortUse {
  /** Nothing is odd about it: the port stands for itself. */
  PortUse PLAIN = new Plain();

  /** The server is known for the port, or it is none that clients draw. */
  record Plain() implements PortUse {}

  /** A single ephemeral port that nothing declares: it may be another one tomorrow. */
  record Ephemeral() implements PortUse {}

  /**
   * One of a range that a rule opens as a whole.
   *
   * @param range the range
   */
  record InRange(PortRange range) implements PortUse {}

  /**
   * One of several that were met once each, too few or too far apart to tell a range: a rule for
   * this one would not let the next connection through.
   */
  record Varying() implements PortUse {}
}
