package io.sluice.recommender.recommend.confidence;

import java.util.Locale;

/**
 * Why a person should look at an edge before anything else.
 *
 * @param kind what kind of traffic it is
 * @param detail the facts that make it so, for people
 */
public record Review(Kind kind, String detail) implements Comparable<Review> {
  /** The kinds, gravest first. */
  public enum Kind {
    /** An endpoint of the cloud that hands out credentials or settings of the node. */
    METADATA_ENDPOINT,
    /** Between namespaces, and seen for the first time near the end of the window. */
    NEW_ACROSS_NAMESPACES,
    /** To an address outside that nobody named, round the clock and always as often. */
    BEACON,
    /** To a public address that nobody named. */
    UNNAMED_DESTINATION,
    /** On a port of a range that a rule opens as a whole. */
    PORT_RANGE,
    /** On a port that nothing declares, and that may be another one tomorrow. */
    EPHEMERAL_PORT;

    public String word() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  @Override
  public int compareTo(Review other) {
    int byKind = kind.compareTo(other.kind);
    return byKind != 0 ? byKind : detail.compareTo(other.detail);
  }
}
