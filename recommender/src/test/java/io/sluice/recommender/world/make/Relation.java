package io.sluice.recommender.world.make;

import io.sluice.recommender.world.WorldWorkload;
import java.util.Optional;

/**
 * Who needs whom, and how often.
 *
 * @param client empty for people on the internet
 * @param protocol 6 or 17
 */
record Relation(Optional<WorldWorkload> client, Callee callee, int protocol, Rate rate) {
  /** How often a need shows in a week. */
  enum Rate {
    BUSY(30, 60),
    STEADY(8, 20),
    SPARSE(3, 6),
    /** Once a week, in one flow. */
    RARE(1, 1),
    /** Possible, and did not happen. */
    NEVER(0, 0);

    private final int from;
    private final int to;

    Rate(int from, int to) {
      this.from = from;
      this.to = to;
    }

    int draw(Draw draw) {
      return draw.between(from, to);
    }
  }

  static Relation tcp(WorldWorkload client, Callee callee, Rate rate) {
    return new Relation(Optional.of(client), callee, 6, rate);
  }

  static Relation udp(WorldWorkload client, Callee callee, Rate rate) {
    return new Relation(Optional.of(client), callee, 17, rate);
  }

  /** The same need of another workload. */
  Relation of(WorldWorkload other) {
    return new Relation(Optional.of(other), callee, protocol, rate);
  }
}
