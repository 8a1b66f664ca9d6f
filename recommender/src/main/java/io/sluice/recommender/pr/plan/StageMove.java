package io.sluice.recommender.pr.plan;

import io.sluice.analyzer.policy.Direction;
import io.sluice.analyzer.policy.NetworkPolicy;
import io.sluice.recommender.pr.Stage;
import java.util.Collection;

/**
 * Where a namespace stands and where a pull request brings it.
 *
 * @param namespace the namespace
 * @param from the stage of the base
 * @param to the stage of the pull request: the same, or one further
 * @param target where the settings want it to be in the end
 */
record StageMove(String namespace, Stage from, Stage to, Stage target) {
  /** The stage that policies of ours show; default-deny selects every pod. */
  static Stage of(Collection<NetworkPolicy> ours) {
    Stage stage = Stage.OBSERVE;
    for (NetworkPolicy policy : ours) {
      Stage shown =
          policy.podSelector().isEverything()
              ? Stage.DEFAULT_DENY
              : policy.isolates().contains(Direction.EGRESS) ? Stage.BOTH : Stage.INGRESS;
      stage = shown.compareTo(stage) > 0 ? shown : stage;
    }
    return stage;
  }

  /** {@code shop: stage observe → ingress, later both}. */
  String line() {
    String rest = to == target ? "" : ", later " + target.word();
    return from == to
        ? namespace + ": stays at stage " + to.word() + rest
        : namespace + ": stage " + from.word() + " → " + to.word() + rest;
  }
}
