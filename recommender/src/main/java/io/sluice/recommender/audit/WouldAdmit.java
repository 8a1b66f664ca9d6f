package io.sluice.recommender.audit;

import io.sluice.analyzer.inventory.Inventory;
import io.sluice.analyzer.policy.Direction;
import io.sluice.analyzer.policy.EngineProfile;
import io.sluice.analyzer.policy.LabelSelector;
import io.sluice.analyzer.policy.NetworkPolicy;
import io.sluice.analyzer.policy.PolicySet;
import io.sluice.analyzer.policy.evaluate.Connection;
import io.sluice.analyzer.policy.evaluate.Evaluator;
import java.util.List;

/** What a policy would admit if only it selected the pod. */
public final class WouldAdmit {
  private final Direction direction;
  private final Evaluator evaluator;

  private WouldAdmit(Direction direction, Evaluator evaluator) {
    this.direction = direction;
    this.evaluator = evaluator;
  }

  /** Asks about a policy's rules of one direction as if it selected every pod of its namespace. */
  public static WouldAdmit of(
      NetworkPolicy policy, Direction direction, Inventory inventory, EngineProfile engine) {
    NetworkPolicy widened =
        new NetworkPolicy(
            policy.cluster(),
            policy.namespace(),
            policy.name(),
            LabelSelector.EVERYTHING,
            policy.isolates(),
            policy.ingress(),
            policy.egress(),
            policy.origin());
    return new WouldAdmit(
        direction, new Evaluator(PolicySet.of(List.of(widened)), inventory, engine));
  }

  /** Whether one of its rules admits the connection at this direction's end. */
  public boolean admits(Connection connection) {
    return !evaluator.admitting(connection, direction).isEmpty();
  }
}
