package io.sluice.recommender.recommend.declared;

import io.sluice.analyzer.cluster.Party;
import io.sluice.analyzer.cluster.Workload;
import io.sluice.analyzer.edge.Edge;
import io.sluice.analyzer.policy.Direction;
import io.sluice.analyzer.policy.PolicyPeer;
import io.sluice.analyzer.policy.PolicyPort;
import io.sluice.recommender.recommend.decision.Decisions;
import io.sluice.recommender.recommend.decision.EdgeDecision;
import io.sluice.recommender.recommend.decision.EndPattern;
import io.sluice.recommender.recommend.decision.PortPattern;
import io.sluice.recommender.recommend.peer.Opening;
import io.sluice.recommender.recommend.peer.PeerNames;
import io.sluice.recommender.recommend.situation.Situation;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * The rules that decisions ask for without a flow that shows them: connections that somebody
 * expects, and accepted ones of which the logs do not say who opened them.
 */
public final class DecidedPaths {
  private final Situation situation;
  private final PeerNames names;
  private final Decisions decisions;

  public DecidedPaths(Situation situation, PeerNames names) {
    this.situation = situation;
    this.names = names;
    this.decisions = situation.options().decisions();
  }

  /** One end: a workload, or a range outside. */
  private record End(Optional<Workload> workload, Optional<PolicyPeer> range) {}

  /**
   * The rules.
   *
   * @param ambiguous recorded edges whose orientation is open
   */
  public List<DeclaredRule> rules(Collection<Edge> ambiguous) {
    List<DeclaredRule> rules = new ArrayList<>();
    for (EdgeDecision expected : decisions.of(EdgeDecision.Kind.EXPECT)) {
      for (End client : ends(expected.from())) {
        for (End server : ends(expected.to())) {
          add(rules, expected, client, server);
        }
      }
    }
    for (Edge edge : ambiguous) {
      decisions
          .turning(edge)
          .ifPresent(
              turned ->
                  add(
                      rules,
                      turned.decision(),
                      end(turned.client(), turned.decision().from()),
                      end(turned.server(), turned.decision().to())));
    }
    return rules.stream().distinct().toList();
  }

  private List<End> ends(EndPattern pattern) {
    if (pattern instanceof EndPattern.Addresses addresses) {
      return List.of(range(addresses));
    }
    return situation.roster().workloads().stream()
        .filter(pattern::names)
        .map(workload -> new End(Optional.of(workload), Optional.empty()))
        .toList();
  }

  private static End end(Party party, EndPattern pattern) {
    return party instanceof Workload workload
        ? new End(Optional.of(workload), Optional.empty())
        : pattern instanceof EndPattern.Addresses addresses
            ? range(addresses)
            : new End(Optional.empty(), Optional.empty());
  }

  private static End range(EndPattern.Addresses addresses) {
    return new End(
        Optional.empty(), Optional.of(new PolicyPeer.IpBlock(addresses.range(), List.of())));
  }

  private void add(List<DeclaredRule> rules, EdgeDecision decision, End client, End server) {
    rule(decision, client, Direction.EGRESS, server).ifPresent(rules::add);
    rule(decision, server, Direction.INGRESS, client).ifPresent(rules::add);
  }

  private Optional<DeclaredRule> rule(
      EdgeDecision decision, End own, Direction direction, End other) {
    if (own.workload().flatMap(situation::subject).isEmpty() || decision.port().isEmpty()) {
      return Optional.empty();
    }
    Workload subject = own.workload().get();
    Optional<PolicyPeer> peer =
        other
            .workload()
            .filter(w -> w.cluster().equals(subject.cluster()))
            .flatMap(w -> names.workload(w, subject.namespace()))
            .map(Opening::peer)
            .or(other::range);
    return peer.map(
        p ->
            new DeclaredRule(
                subject,
                direction,
                Opening.declared(p, decision.sponsor().words()),
                port(decision.port().get()),
                true));
  }

  private static PolicyPort port(PortPattern pattern) {
    return new PolicyPort.Range(
        pattern.protocol(), Math.max(1, pattern.first()), Math.max(1, pattern.last()));
  }
}
