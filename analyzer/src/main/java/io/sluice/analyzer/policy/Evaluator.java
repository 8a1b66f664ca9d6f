package io.sluice.analyzer.policy;

import io.sluice.analyzer.cluster.Inventory;

/**
 * Says what a set of policies allows, and why. Pure: the same question has the same answer.
 *
 * <p>A connection needs the client's egress and the server's ingress; a direction that no policy
 * isolates is open; policies add up.
 */
public final class Evaluator {
  /** An evaluator of these policies for this cluster on this engine. */
  public Evaluator(PolicySet policies, Inventory inventory, EngineProfile engine) {}

  /** What the policies say of a connection. */
  public Verdict evaluate(Connection connection) {
    throw new IllegalStateException("stub");
  }

  /** The policies that isolate a pod in a direction, sorted. */
  public java.util.List<NetworkPolicy> isolating(
      io.sluice.analyzer.cluster.Pod pod, Direction direction) {
    throw new IllegalStateException("stub");
  }
}
