package io.sluice.recommender.recommend.replay;

import io.sluice.analyzer.edge.Edge;
import io.sluice.analyzer.policy.PolicySet;
import io.sluice.analyzer.policy.Protocol;
import io.sluice.analyzer.policy.evaluate.Evaluator;
import io.sluice.analyzer.policy.evaluate.Verdict;
import io.sluice.ingest.Vantage;
import io.sluice.recommender.recommend.evidence.RecordedFamilies;
import io.sluice.recommender.recommend.peer.PeerFinder;
import io.sluice.recommender.recommend.situation.Situation;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Attempts that a log of network interfaces calls forwarded although they never arrived: a policy
 * drops them inside a node, where such a log cannot look. They show by two things together: no TCP
 * connection came about, and the policies that were in force deny every one of it. A row that
 * folded many ports is a scan, whatever stopped it.
 */
public final class StoppedToday {
  private static final Set<Vantage> INTERFACES = EnumSet.of(Vantage.NIC);

  private final PolicySet current;
  private final Evaluator evaluator;
  private final EdgeConnections connections;

  /** Of the policies that were in force when the log was written. */
  public StoppedToday(Situation situation, PeerFinder peers, PolicySet current) {
    this.current = current;
    this.evaluator = new Evaluator(current, situation.inventory(), situation.options().engine());
    this.connections = new EdgeConnections(situation, peers, current);
  }

  /** Whether an edge is of such attempts only. */
  public boolean test(Edge edge) {
    if (current.policies().isEmpty() || !mayHaveBeenStopped(edge)) {
      return false;
    }
    List<RecordedFamilies.Asked> asked = connections.of(edge);
    return !asked.isEmpty()
        && asked.stream()
            .allMatch(a -> evaluator.evaluate(a.connection()) instanceof Verdict.Denied);
  }

  private static boolean mayHaveBeenStopped(Edge edge) {
    return !edge.key().denied()
        && edge.key().protocol() == Protocol.TCP.number()
        && edge.answerTold()
        && !edge.answered()
        && edge.ports().isEmpty()
        && edge.vantages().equals(INTERFACES);
  }
}
