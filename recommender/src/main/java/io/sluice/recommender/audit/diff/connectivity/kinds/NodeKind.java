package io.sluice.recommender.audit.diff.connectivity.kinds;

import io.sluice.analyzer.policy.evaluate.Subject;
import java.util.List;

/**
 * Nodes that no ipBlock tells apart.
 *
 * @param members the nodes, sorted by name
 */
public record NodeKind(List<Member> members) {
  /** Keeps its own copy. */
  public NodeKind {
    members = List.copyOf(members);
  }

  /**
   * A node.
   *
   * @param name its name
   * @param subject the node, or a hostNetwork pod on it where the snapshot has no such node
   */
  public record Member(String name, Subject subject) {}
}
