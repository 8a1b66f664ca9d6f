package io.sluice.recommender.recommend;

import io.sluice.analyzer.cluster.Pod;
import io.sluice.analyzer.policy.Direction;
import io.sluice.analyzer.policy.LabelRequirement;
import io.sluice.analyzer.policy.LabelSelector;
import io.sluice.analyzer.policy.NetworkPolicy;
import io.sluice.analyzer.policy.PolicyPeer;
import io.sluice.analyzer.policy.PolicyPort;
import io.sluice.analyzer.policy.PolicyRule;
import io.sluice.analyzer.policy.evaluate.Connection;
import io.sluice.analyzer.policy.evaluate.Evaluator;
import io.sluice.analyzer.policy.evaluate.Subject;
import io.sluice.recommender.recommend.evidence.EdgeFacts;
import io.sluice.recommender.recommend.privilege.Excess;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.roaringbitmap.IntConsumer;

/** Least privilege counted the slow way: every pod with every pod on every port. */
final class NaiveExcess {
  private final World world;
  private final Recommendation recommendation;
  private final Evaluator evaluator;
  private final List<Pod> pods = new ArrayList<>();

  private record Triple(int from, int to, PolicyPort port) {}

  NaiveExcess(World world, Recommendation recommendation) {
    this.world = world;
    this.recommendation = recommendation;
    this.evaluator = new Evaluator(recommendation.proposed(), world.inventory(), world.engine());
    world
        .inventory()
        .livePods()
        .forEach((IntConsumer) id -> pods.add(world.inventory().pods().get(id)));
    pods.removeIf(Pod::hostNetwork);
  }

  Excess total() {
    Set<Triple> all = new HashSet<>();
    recommendation.proposed().policies().forEach(policy -> all.addAll(triples(policy)));
    return count(all);
  }

  Excess of(NetworkPolicy.Key key) {
    return recommendation.proposed().policies().stream()
        .filter(policy -> policy.key().equals(key))
        .map(policy -> count(triples(policy)))
        .findFirst()
        .orElseThrow();
  }

  private Excess count(Set<Triple> triples) {
    long observed = triples.stream().filter(this::wasObserved).count();
    return new Excess(triples.size(), observed, triples.size() - observed);
  }

  private Set<Triple> triples(NetworkPolicy policy) {
    Set<Triple> triples = new HashSet<>();
    for (Pod own : pods) {
      if (own.namespace().equals(policy.namespace())
          && policy.podSelector().matches(own.labels())) {
        for (Direction direction : policy.isolates()) {
          policy.rules(direction).forEach(rule -> add(triples, policy, direction, own, rule));
        }
      }
    }
    return triples;
  }

  private void add(
      Set<Triple> triples, NetworkPolicy policy, Direction direction, Pod own, PolicyRule rule) {
    for (Pod other : pods) {
      if (other.id() != own.id()
          && rule.peers().stream().anyMatch(peer -> means(policy, peer, other))) {
        Pod from = direction == Direction.EGRESS ? own : other;
        Pod to = direction == Direction.EGRESS ? other : own;
        for (PolicyPort port : rule.ports()) {
          if (passes(from, to, port)) {
            triples.add(new Triple(from.id(), to.id(), port));
          }
        }
      }
    }
  }

  private boolean means(NetworkPolicy policy, PolicyPeer peer, Pod pod) {
    if (peer instanceof PolicyPeer.IpBlock block) {
      return world.engine().ipBlockMatchesPods()
          && pod.addresses().stream()
              .anyMatch(
                  a ->
                      block.cidr().contains(a)
                          && block.except().stream().noneMatch(cut -> cut.contains(a)));
    }
    PolicyPeer.Pods pods = (PolicyPeer.Pods) peer;
    String namespace =
        pods.namespaces()
            .map(LabelSelector::requirements)
            .map(requirements -> requirements.get(0))
            .map(LabelRequirement::values)
            .map(values -> values.first())
            .orElse(policy.namespace());
    return pod.namespace().equals(namespace)
        && pods.pods().orElse(LabelSelector.EVERYTHING).matches(pod.labels());
  }

  private boolean passes(Pod from, Pod to, PolicyPort port) {
    return port instanceof PolicyPort.Range range
        && evaluator.allows(
            new Connection(
                new Subject.OfPod(from),
                new Subject.OfPod(to),
                range.protocol().number(),
                range.from()));
  }

  private boolean wasObserved(Triple triple) {
    return recommendation.edges().stream()
        .filter(judged -> judged.standing() instanceof Standing.Used)
        .map(JudgedEdge::edge)
        .anyMatch(
            edge ->
                edge.clientPods().contains(triple.from())
                    && edge.serverPods().contains(triple.to())
                    && EdgeFacts.ports(edge).contains(triple.port()));
  }
}
