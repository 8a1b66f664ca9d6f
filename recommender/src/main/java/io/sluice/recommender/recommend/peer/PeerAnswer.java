package io.sluice.recommender.recommend.peer;

import io.sluice.recommender.recommend.Standing;
import java.util.List;

/** Whether and how a rule can name the peer of an edge. */
public sealed interface PeerAnswer {
  /**
   * It can.
   *
   * @param openings the peers, at least one
   */
  record Named(List<Opening> openings) implements PeerAnswer {
    public Named {
      openings = List.copyOf(openings);
      if (openings.isEmpty()) {
        throw new IllegalArgumentException("a rule without peers opens to everybody");
      }
    }
  }

  /**
   * It cannot.
   *
   * @param reason why
   */
  record Blocked(Standing.Reason reason) implements PeerAnswer {}
}
