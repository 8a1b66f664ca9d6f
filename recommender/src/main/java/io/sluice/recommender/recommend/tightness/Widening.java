package io.sluice.recommender.recommend.tightness;

import io.sluice.analyzer.cluster.Pod;
import io.sluice.analyzer.cluster.Workload;
import io.sluice.analyzer.policy.Direction;
import io.sluice.analyzer.policy.NetworkPolicy;
import io.sluice.analyzer.policy.PolicyPeer;
import io.sluice.analyzer.policy.PolicyPort;
import io.sluice.analyzer.policy.PolicySet;
import io.sluice.analyzer.policy.evaluate.Connection;
import io.sluice.analyzer.policy.evaluate.Evaluator;
import io.sluice.analyzer.policy.evaluate.Subject;
import io.sluice.analyzer.policy.evaluate.Verdict;
import io.sluice.recommender.recommend.privilege.ObservedTriples;
import io.sluice.recommender.recommend.privilege.PodIndex;
import io.sluice.recommender.recommend.select.PodClasses.PodClass;
import io.sluice.recommender.recommend.situation.Situation;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * What it would mean to open a peer on one more port: asked of the exact policies by the evaluator,
 * together with what has been opened since, class of pods by class of pods.
 *
 * <p>A connection needs both ends. So a rule that names one more port opens nothing while the other
 * end's policy does not, and everything from the moment that it does: what was opened at either end
 * is remembered.
 */
final class Widening {
  private final PodIndex pods;
  private final ObservedTriples observed;
  private final OffLimits limits;
  private final Evaluator evaluator;
  private final Set<Opened> opened = new HashSet<>();

  /** One end admits the other: classes of pods by their numbers. */
  private record Opened(Direction direction, int own, int other, PolicyPort port) {}

  Widening(Situation situation, PolicySet exact, ObservedTriples observed, OffLimits limits) {
    this.pods = new PodIndex(situation, exact);
    this.observed = observed;
    this.limits = limits;
    this.evaluator = new Evaluator(exact, situation.inventory(), situation.options().engine());
  }

  /**
   * How many triples that were never observed it would open; empty where it must stay closed.
   *
   * @param direction the direction of the policy's rule
   */
  OptionalLong opens(NetworkPolicy policy, Direction direction, PolicyPeer peer, PolicyPort port) {
    long opens = 0;
    for (int own : pods.selected(policy)) {
      for (int other : pods.peers(policy, peer)) {
        Optional<Verdict> denied = denied(direction, own, other, port);
        if (denied.isPresent()) {
          if (isOffLimits(direction, own, other, port)) {
            return OptionalLong.empty();
          }
          opens +=
              otherAdmits(denied.get(), direction, own, other, port)
                  ? neverObserved(direction, own, other, port)
                  : 0;
        }
      }
    }
    return OptionalLong.of(opens);
  }

  /** Whether more than half of the workloads that a peer means are wholly among others. */
  boolean isMost(NetworkPolicy policy, PolicyPeer whole, Collection<PolicyPeer> others) {
    Set<Integer> among = new HashSet<>();
    others.forEach(peer -> among.addAll(pods.peers(policy, peer)));
    Map<Workload, Boolean> all = new HashMap<>();
    for (int one : pods.peers(policy, whole)) {
      all.merge(pods.get(one).first().workload(), among.contains(one), Boolean::logicalAnd);
    }
    return 2 * all.values().stream().filter(in -> in).count() > all.size();
  }

  /** From now on the policy admits it. */
  void open(NetworkPolicy policy, Direction direction, PolicyPeer peer, PolicyPort port) {
    for (int own : pods.selected(policy)) {
      for (int other : pods.peers(policy, peer)) {
        opened.add(new Opened(direction, own, other, port));
      }
    }
  }

  /** What is said of the connection, where its own end does not admit it yet. */
  private Optional<Verdict> denied(Direction direction, int own, int other, PolicyPort port) {
    if (opened.contains(new Opened(direction, own, other, port))) {
      return Optional.empty();
    }
    Verdict verdict = evaluator.evaluate(connection(direction, own, other, port));
    boolean admitted =
        verdict.allowed() || (verdict instanceof Verdict.Denied denied && side(denied, direction));
    return admitted ? Optional.empty() : Optional.of(verdict);
  }

  private boolean otherAdmits(
      Verdict verdict, Direction direction, int own, int other, PolicyPort port) {
    Direction theirs = opposite(direction);
    return !(verdict instanceof Verdict.Denied denied)
        || side(denied, theirs)
        || opened.contains(new Opened(theirs, /* own= */ other, /* other= */ own, port));
  }

  private static boolean side(Verdict.Denied denied, Direction direction) {
    return (direction == Direction.EGRESS ? denied.egress() : denied.ingress()).allows();
  }

  private static Direction opposite(Direction direction) {
    return direction == Direction.EGRESS ? Direction.INGRESS : Direction.EGRESS;
  }

  private boolean isOffLimits(Direction direction, int own, int other, PolicyPort port) {
    PodClass source = source(direction, own, other);
    PodClass destination = destination(direction, own, other);
    return limits.hold(source.first().workload(), destination.first().workload(), port);
  }

  private long neverObserved(Direction direction, int own, int other, PolicyPort port) {
    PodClass source = source(direction, own, other);
    PodClass destination = destination(direction, own, other);
    long width = port instanceof PolicyPort.Range range ? range.to() - range.from() + 1L : 1;
    return ObservedTriples.pairs(source.pods(), destination.pods()) * width
        - observed.count(source, destination, port);
  }

  private PodClass source(Direction direction, int own, int other) {
    return pods.get(direction == Direction.EGRESS ? own : other);
  }

  private PodClass destination(Direction direction, int own, int other) {
    return pods.get(direction == Direction.EGRESS ? other : own);
  }

  private Connection connection(Direction direction, int own, int other, PolicyPort port) {
    PodClass source = source(direction, own, other);
    PodClass destination = destination(direction, own, other);
    Pod server = own == other ? destination.second() : destination.first();
    int number = port instanceof PolicyPort.Range range ? range.from() : 1;
    return new Connection(
        new Subject.OfPod(source.first()),
        new Subject.OfPod(server),
        port.protocol().number(),
        number);
  }
}
