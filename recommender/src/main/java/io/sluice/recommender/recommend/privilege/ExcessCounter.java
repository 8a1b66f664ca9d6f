package io.sluice.recommender.recommend.privilege;

import io.sluice.analyzer.cluster.Pod;
import io.sluice.analyzer.policy.Direction;
import io.sluice.analyzer.policy.NetworkPolicy;
import io.sluice.analyzer.policy.PolicyPeer;
import io.sluice.analyzer.policy.PolicyPort;
import io.sluice.analyzer.policy.PolicyRule;
import io.sluice.analyzer.policy.PolicySet;
import io.sluice.analyzer.policy.evaluate.Connection;
import io.sluice.analyzer.policy.evaluate.Evaluator;
import io.sluice.analyzer.policy.evaluate.Subject;
import io.sluice.recommender.recommend.select.PodClasses.PodClass;
import io.sluice.recommender.recommend.situation.Situation;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Measures least privilege: (source pod, destination pod, port) triples of live pods that rules of
 * the proposal allow, and how many of them were never observed.
 *
 * <p>Counted by class: a triple of classes stands for the product of their pods, without a pod to
 * itself, on each port of a range. A triple counts where a proposed rule of one end names it and
 * the other end's proposed policies, if it has any, let it through; it counts for each policy and
 * each rule that names it, and once in the total. What an edge observed is the product of its
 * client and server pods, because an edge keeps both sets and not the pairs: the number of never
 * observed triples is a lower bound.
 */
public final class ExcessCounter {
  private final PolicySet proposed;
  private final ObservedTriples observed;
  private final Evaluator evaluator;
  private final PodIndex pods;
  private final PortPieces pieces;
  private final Map<Triple, Excess> counted = new HashMap<>();

  /** Two classes by their number, and the ports between them. */
  private record Triple(int source, int destination, PolicyPort.Range ports) {}

  public ExcessCounter(Situation situation, PolicySet proposed, ObservedTriples observed) {
    this.proposed = proposed;
    this.observed = observed;
    this.evaluator = new Evaluator(proposed, situation.inventory(), situation.options().engine());
    this.pods = new PodIndex(situation, proposed);
    this.pieces = new PortPieces(proposed, observed.ports());
  }

  /**
   * Counts.
   *
   * @param neverSeen addresses outside that policies open and that were never seen; none is zero
   */
  public LeastPrivilege count(Map<NetworkPolicy.Key, BigInteger> neverSeen) {
    List<PolicyExcess> policies = new ArrayList<>();
    for (NetworkPolicy policy : proposed.policies()) {
      policies.add(count(policy, neverSeen.getOrDefault(policy.key(), BigInteger.ZERO)));
    }
    Excess total = counted.values().stream().reduce(Excess.NONE, Excess::plus);
    return new LeastPrivilege(total, policies);
  }

  private PolicyExcess count(NetworkPolicy policy, BigInteger neverSeen) {
    List<Integer> own = pods.selected(policy);
    Set<Triple> all = new HashSet<>();
    List<PolicyExcess.OfRule> rules = new ArrayList<>();
    for (Direction direction : Direction.values()) {
      List<PolicyRule> of =
          policy.isolates().contains(direction) ? policy.rules(direction) : List.of();
      for (int i = 0; i < of.size(); i++) {
        Set<Triple> named = named(policy, direction, own, of.get(i));
        rules.add(new PolicyExcess.OfRule(direction, i, sum(named)));
        all.addAll(named);
      }
    }
    return new PolicyExcess(policy.key(), sum(all), neverSeen, rules);
  }

  /** The triples of classes that a rule names. */
  private Set<Triple> named(
      NetworkPolicy policy, Direction direction, List<Integer> own, PolicyRule rule) {
    Set<Integer> theirs = new HashSet<>();
    for (PolicyPeer peer : rule.peers()) {
      theirs.addAll(pods.peers(policy, peer));
    }
    Set<PolicyPort.Range> ports = new HashSet<>();
    rule.ports().forEach(port -> ports.addAll(pieces.of(port)));
    Set<Triple> named = new HashSet<>();
    for (int mine : own) {
      for (int their : theirs) {
        for (PolicyPort.Range port : ports) {
          named.add(
              direction == Direction.EGRESS
                  ? new Triple(mine, their, port)
                  : new Triple(their, mine, port));
        }
      }
    }
    return named;
  }

  private Excess sum(Collection<Triple> triples) {
    Excess sum = Excess.NONE;
    for (Triple triple : triples) {
      sum = sum.plus(counted.computeIfAbsent(triple, this::measure));
    }
    return sum;
  }

  private Excess measure(Triple triple) {
    PodClass source = pods.get(triple.source());
    PodClass destination = pods.get(triple.destination());
    if (!allows(source, destination, triple.ports())) {
      return Excess.NONE;
    }
    long width = triple.ports().to() - triple.ports().from() + 1L;
    return Excess.of(
        ObservedTriples.pairs(source.pods(), destination.pods()) * width,
        observed.count(source, destination, triple.ports()));
  }

  private boolean allows(PodClass source, PodClass destination, PolicyPort.Range ports) {
    Pod server =
        source.first().id() == destination.first().id()
            ? destination.second()
            : destination.first();
    return evaluator.allows(
        new Connection(
            new Subject.OfPod(source.first()),
            new Subject.OfPod(server),
            ports.protocol().number(),
            ports.from()));
  }
}
