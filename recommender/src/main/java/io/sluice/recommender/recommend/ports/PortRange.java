package io.sluice.recommender.recommend.ports;

import io.sluice.analyzer.policy.PolicyPort;
import io.sluice.recommender.recommend.Confidence;
import java.util.Locale;

/**
 * Ports that a server hands out one by one, and that one entry with {@code endPort} opens.
 *
 * @param ports first and last
 * @param basis how it is known
 * @param seen how many of them were seen between the two ends
 * @param hours in how many different hours
 * @param because the facts that make it a range, for people
 */
public record PortRange(PolicyPort.Range ports, Basis basis, int seen, int hours, String because) {
  /** How a range is known. */
  public enum Basis {
    /** The server's pods or their Services declare each of its ports. */
    DECLARED,
    /** A decision names it. */
    DECIDED,
    /** A connection beside it hands out its ports, by the protocol of a well-known port. */
    NEGOTIATED,
    /** The ports that were seen show it. */
    OBSERVED;

    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** How many ports it opens. */
  public int opened() {
    return ports.to() - ports.from() + 1;
  }

  /** Its ports are known together: one of them alone may have been seen once. Never high. */
  public Confidence confidence() {
    return hours > 1 ? Confidence.MEDIUM : Confidence.LOW;
  }

  /** One line for people. */
  public String detail() {
    return ports + ": " + seen + " of " + opened() + " ports seen; " + because;
  }
}
