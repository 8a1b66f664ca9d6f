package io.sluice.recommender.audit.diff;

import java.util.List;
import java.util.SortedMap;

/**
 * What the two readings make of the recorded edges. Every edge is in exactly one of the four.
 *
 * @param denied edges of which something is newly denied, gravest first
 * @param allowed edges of which something is newly allowed, and nothing newly denied
 * @param unchanged how many edges both treat alike
 * @param notEvaluated how many edges cannot be asked about, by reason
 */
public record FlowDiff(
    List<FlowChange> denied,
    List<FlowChange> allowed,
    long unchanged,
    SortedMap<String, Long> notEvaluated) {
  /** Keeps its own copies. */
  public FlowDiff {
    denied = List.copyOf(denied);
    allowed = List.copyOf(allowed);
  }

  /** Edges that cannot be asked about. */
  public long notEvaluatedEdges() {
    return notEvaluated.values().stream().mapToLong(Long::longValue).sum();
  }
}
