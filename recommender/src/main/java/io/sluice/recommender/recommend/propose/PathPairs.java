package io.sluice.recommender.recommend.propose;

import io.sluice.analyzer.cluster.Workload;
import io.sluice.analyzer.edge.Edge;
import io.sluice.analyzer.policy.Direction;
import io.sluice.analyzer.policy.NetworkPolicy;
import io.sluice.analyzer.policy.PolicySet;
import io.sluice.analyzer.policy.evaluate.DirectionVerdict;
import io.sluice.analyzer.policy.evaluate.Evaluator;
import io.sluice.analyzer.policy.evaluate.Verdict;
import io.sluice.recommender.recommend.JudgedEdge;
import io.sluice.recommender.recommend.PathPair;
import io.sluice.recommender.recommend.WorkloadProposal;
import io.sluice.recommender.recommend.evidence.EdgeFacts;
import io.sluice.recommender.recommend.evidence.RecordedFamilies;
import io.sluice.recommender.recommend.peer.PeerFinder;
import io.sluice.recommender.recommend.replay.EdgeConnections;
import io.sluice.recommender.recommend.situation.Situation;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Shows each path between two namespaces as a pair, because a flow passes only if both of its ends
 * let it through and the two policies may be merged by different people at different times.
 *
 * <p><b>Why the order hardly matters.</b> Policies only add up, and each proposal admits what it
 * isolates. So while nothing is taken away, a path that passes today passes after either of the two
 * and after both. A path that current policies deny at one end passes once that end's policy is
 * there. Only where policies are taken away ({@code --replace}) both new ones must be there first.
 */
public final class PathPairs {
  private static final String EITHER = "either order";

  private final Situation situation;
  private final Evaluator today;
  private final EdgeConnections connections;
  private final Map<Workload, WorkloadProposal> proposals = new HashMap<>();

  public PathPairs(
      Situation situation,
      PeerFinder peers,
      PolicySet current,
      Collection<WorkloadProposal> proposals) {
    this.situation = situation;
    this.today = new Evaluator(current, situation.inventory(), situation.options().engine());
    this.connections = new EdgeConnections(situation, peers, current);
    for (WorkloadProposal proposal : proposals) {
      this.proposals.put(proposal.workload(), proposal);
      proposal.merged().forEach(other -> this.proposals.put(other, proposal));
    }
  }

  /**
   * The pairs of used edges, sorted: of those where both ends get a policy, and of those where one
   * does and today something else denies it.
   */
  public List<PathPair> of(Collection<JudgedEdge> used) {
    SortedMap<PathPair, TreeSet<String>> ports = new TreeMap<>();
    for (JudgedEdge judged : used) {
      pair(judged.edge())
          .ifPresent(
              pair ->
                  ports
                      .computeIfAbsent(pair, p -> new TreeSet<>())
                      .addAll(
                          EdgeFacts.ports(judged.edge()).stream().map(Object::toString).toList()));
    }
    List<PathPair> pairs = new ArrayList<>();
    ports.forEach(
        (p, numbers) ->
            pairs.add(
                new PathPair(p.client(), p.server(), numbers, p.egress(), p.ingress(), p.order())));
    return pairs;
  }

  private Optional<PathPair> pair(Edge edge) {
    if (!(edge.key().client() instanceof Workload client)
        || !(edge.key().server() instanceof Workload server)
        || client.namespace().equals(server.namespace())) {
      return Optional.empty();
    }
    Optional<NetworkPolicy> out = policy(client, Direction.EGRESS);
    Optional<NetworkPolicy> in = policy(server, Direction.INGRESS);
    if (out.isEmpty() && in.isEmpty()) {
      return Optional.empty();
    }
    Map<Direction, String> denied = denied(edge);
    if (denied.isEmpty() && (out.isEmpty() || in.isEmpty())) {
      return Optional.empty();
    }
    return Optional.of(
        new PathPair(
            client,
            server,
            new TreeSet<>(),
            out.map(NetworkPolicy::title).orElse("as today"),
            in.map(NetworkPolicy::title).orElse("as today"),
            order(out, in, denied)));
  }

  private Optional<NetworkPolicy> policy(Workload workload, Direction direction) {
    return Optional.ofNullable(proposals.get(workload))
        .flatMap(WorkloadProposal::policy)
        .filter(policy -> policy.isolates().contains(direction));
  }

  /** Which end denies some of it today, and by which policy. */
  private Map<Direction, String> denied(Edge edge) {
    Map<Direction, String> denied = new EnumMap<>(Direction.class);
    for (RecordedFamilies.Asked one : connections.of(edge)) {
      if (today.evaluate(one.connection()) instanceof Verdict.Denied verdict) {
        note(denied, Direction.EGRESS, verdict.egress());
        note(denied, Direction.INGRESS, verdict.ingress());
      }
    }
    return denied;
  }

  private static void note(
      Map<Direction, String> denied, Direction direction, DirectionVerdict verdict) {
    if (verdict instanceof DirectionVerdict.DeniedBy by && !by.isolating().isEmpty()) {
      denied.putIfAbsent(direction, by.isolating().get(0).title());
    }
  }

  private String order(
      Optional<NetworkPolicy> out, Optional<NetworkPolicy> in, Map<Direction, String> denied) {
    if (situation.options().replace()) {
      return "both before the current policies are taken away";
    }
    if (denied.isEmpty()) {
      return EITHER;
    }
    List<String> words = new ArrayList<>();
    denied.forEach(
        (direction, policy) ->
            words.add(
                "closed today by "
                    + policy
                    + ", open once "
                    + (direction == Direction.EGRESS ? out : in)
                        .map(NetworkPolicy::title)
                        .orElse("somebody changes that")
                    + " is there"));
    return String.join("; ", words);
  }
}
