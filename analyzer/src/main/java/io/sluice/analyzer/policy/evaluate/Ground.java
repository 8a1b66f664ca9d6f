package io.sluice.analyzer.policy.evaluate;

import io.sluice.analyzer.policy.Direction;
import io.sluice.analyzer.policy.EngineProfile.NodeTraffic;
import io.sluice.analyzer.policy.evaluate.rule.End;
import io.sluice.analyzer.policy.evaluate.rule.Isolation;

/** On what ground one direction of a connection is judged; the first that holds. */
enum Ground {
  /** Nobody knows the end whose policies are asked. */
  UNKNOWN(false),
  /** It is a node or a hostNetwork pod. */
  ON_NODE(true),
  /** It is an address outside. */
  OUTSIDE(true),
  /** It is a pod that talks to itself. */
  LOOPBACK(true),
  /** No policy isolates it. */
  NOT_ISOLATED(true),
  /** The engine does not run where the pod runs. */
  NOT_ENFORCED(false),
  /** It comes from the pod's own node or goes there, and the engine does not filter that. */
  OWN_NODE(true),
  /** The rules of the policies that isolate it decide. */
  RULES(false);

  private final boolean passes;

  Ground(boolean passes) {
    this.passes = passes;
  }

  /** Whether the connection surely passes on this ground alone. */
  boolean passes() {
    return passes;
  }

  /** The ground for the policies of one end, asked about its connection with another. */
  static Ground of(Direction direction, End own, End peer) {
    if (!own.isPod()) {
      return own.isUnknown() ? UNKNOWN : own.onNodeNetwork() ? ON_NODE : OUTSIDE;
    }
    if (own.isSamePodAs(peer)) {
      return LOOPBACK;
    }
    Isolation isolation = own.isolation(direction);
    if (isolation.isNone()) {
      return NOT_ISOLATED;
    }
    if (!isolation.isEnforced()) {
      return NOT_ENFORCED;
    }
    return own.runsOn(peer) && !filtersOwnNode(own, direction) ? OWN_NODE : RULES;
  }

  private static boolean filtersOwnNode(End own, Direction direction) {
    NodeTraffic filtered = own.pods().enforcement().engine().nodeTraffic();
    return direction == Direction.INGRESS ? filtered.fromOwnNode() : filtered.toOwnNode();
  }
}
