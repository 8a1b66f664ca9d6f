package io.sluice.recommender.recommend.decision;

import io.sluice.analyzer.edge.Edge;
import io.sluice.analyzer.policy.Cidr;
import io.sluice.analyzer.policy.Direction;
import java.util.Locale;
import java.util.Optional;

/**
 * A decision about connections.
 *
 * @param kind what is decided
 * @param from who opens them
 * @param to who listens
 * @param port on which ports; empty means all
 * @param sponsor who stands for it
 */
public record EdgeDecision(
    Kind kind, EndPattern from, EndPattern to, Optional<PortPattern> port, Sponsor sponsor) {

  /** What is decided. */
  public enum Kind {
    /** Recorded traffic that would not be learnt by itself is. */
    ACCEPT,
    /** No rule admits it, whatever is recorded. */
    NEVER_ALLOW,
    /** A rule admits it, whether or not it is recorded. */
    EXPECT;

    /** The word in files. */
    public String word() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /** Whether all of an edge is meant. */
  public boolean covers(Edge edge) {
    return from.matches(edge.key().client(), edge.addresses())
        && to.matches(edge.key().server(), edge.addresses())
        && port.map(p -> p.covers(edge)).orElse(true);
  }

  /** Whether some of an edge is meant. */
  public boolean meets(Edge edge) {
    return from.meets(edge.key().client(), edge.addresses())
        && to.meets(edge.key().server(), edge.addresses())
        && port.map(p -> p.meets(edge)).orElse(true);
  }

  /** The range that it names at the other end of a direction's subject. */
  public Optional<Cidr> peerRange(Direction direction) {
    EndPattern peer = direction == Direction.EGRESS ? to : from;
    return peer instanceof EndPattern.Addresses addresses
        ? Optional.of(addresses.range())
        : Optional.empty();
  }

  /** {@code accept shop/web → 10.9.8.7/32 TCP/5432}. */
  public String title() {
    return kind.word() + " " + from + " → " + to + port.map(p -> " " + p).orElse("");
  }
}
