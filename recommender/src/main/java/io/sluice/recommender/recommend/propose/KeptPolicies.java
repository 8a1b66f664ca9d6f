package io.sluice.recommender.recommend.propose;

import io.sluice.analyzer.cluster.Pod;
import io.sluice.analyzer.edge.Edge;
import io.sluice.analyzer.policy.Direction;
import io.sluice.analyzer.policy.NetworkPolicy;
import io.sluice.analyzer.policy.PolicySet;
import io.sluice.analyzer.policy.RuleRef;
import io.sluice.analyzer.policy.evaluate.Evaluator;
import io.sluice.analyzer.policy.evaluate.Verdict;
import io.sluice.recommender.recommend.evidence.RecordedFamilies;
import io.sluice.recommender.recommend.peer.PeerFinder;
import io.sluice.recommender.recommend.replay.EdgeConnections;
import io.sluice.recommender.recommend.select.WorkloadGroup;
import io.sluice.recommender.recommend.situation.Situation;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The policies that stay whatever is proposed: what they admit need not be said again.
 *
 * <p>Asked by the evaluator on the engine that will enforce, so a policy that the engine does not
 * apply admits nothing here.
 */
public final class KeptPolicies {
  private final Situation situation;
  private final PolicySet kept;
  private final Evaluator evaluator;
  private final EdgeConnections connections;

  public KeptPolicies(Situation situation, PeerFinder peers, PolicySet kept) {
    this.situation = situation;
    this.kept = kept;
    this.evaluator = new Evaluator(kept, situation.inventory(), situation.options().engine());
    this.connections = new EdgeConnections(situation, peers, kept);
  }

  /**
   * The policies whose rules admit every connection of an edge at one of its ends; empty where some
   * connection is admitted by none.
   */
  SortedSet<String> admitting(Edge edge, Direction direction) {
    TreeSet<String> titles = new TreeSet<>();
    if (kept.policies().isEmpty()) {
      return titles;
    }
    List<RecordedFamilies.Asked> asked = connections.of(edge);
    for (RecordedFamilies.Asked one : asked) {
      List<RuleRef> rules = evaluator.admitting(one.connection(), direction);
      if (rules.isEmpty() || !passes(evaluator.evaluate(one.connection()), direction)) {
        return new TreeSet<>();
      }
      titles.add(rules.get(0).policy().title());
    }
    return titles;
  }

  /**
   * A rule that holds one address family of two, or on some version of the engine, is not enough.
   */
  private static boolean passes(Verdict verdict, Direction direction) {
    if (verdict instanceof Verdict.Denied denied) {
      return (direction == Direction.EGRESS ? denied.egress() : denied.ingress()).allows();
    }
    return verdict.allowed();
  }

  /** Whether they isolate every present pod of a group in a direction. */
  boolean isolate(WorkloadGroup group, Direction direction) {
    List<Pod> pods = situation.roster().sorted(situation.roster().present(group.members()));
    return !pods.isEmpty()
        && pods.stream().allMatch(pod -> !evaluator.isolating(pod, direction).isEmpty());
  }

  /** The policies that select some present pod of a group, sorted. */
  SortedSet<String> of(WorkloadGroup group) {
    TreeSet<String> titles = new TreeSet<>();
    for (Pod pod : situation.roster().sorted(situation.roster().present(group.members()))) {
      for (Direction direction : Direction.values()) {
        evaluator.isolating(pod, direction).stream().map(NetworkPolicy::title).forEach(titles::add);
      }
    }
    return titles;
  }
}
