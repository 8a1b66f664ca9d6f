package io.sluice.recommender.audit.explain;

import io.sluice.analyzer.policy.Direction;
import io.sluice.analyzer.policy.evaluate.Connection;
import io.sluice.analyzer.policy.evaluate.DirectionVerdict;
import io.sluice.analyzer.policy.evaluate.Subject;
import io.sluice.analyzer.policy.evaluate.Verdict;
import java.util.Optional;

/** The two sides of a connection, by direction. */
public final class Sides {
  private Sides() {}

  /** What is said of a direction; empty where nothing is. */
  public static Optional<DirectionVerdict> of(Verdict verdict, Direction direction) {
    boolean egress = direction == Direction.EGRESS;
    if (verdict instanceof Verdict.Allowed allowed) {
      return Optional.of(egress ? allowed.egress() : allowed.ingress());
    }
    return verdict instanceof Verdict.Denied denied
        ? Optional.of(egress ? denied.egress() : denied.ingress())
        : Optional.empty();
  }

  /** The end whose policies decide about a direction. */
  public static Subject own(Connection connection, Direction direction) {
    return direction == Direction.EGRESS ? connection.client() : connection.server();
  }

  /** The other end. */
  public static Subject peer(Connection connection, Direction direction) {
    return direction == Direction.EGRESS ? connection.server() : connection.client();
  }
}
