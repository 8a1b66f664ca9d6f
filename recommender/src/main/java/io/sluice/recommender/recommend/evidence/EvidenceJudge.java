package io.sluice.recommender.recommend.evidence;

import io.sluice.analyzer.cluster.Party;
import io.sluice.analyzer.cluster.Workload;
import io.sluice.analyzer.edge.Edge;
import io.sluice.analyzer.edge.Edges;
import io.sluice.analyzer.policy.Direction;
import io.sluice.ingest.ObservedVerdict;
import io.sluice.recommender.recommend.JudgedEdge;
import io.sluice.recommender.recommend.Standing;
import io.sluice.recommender.recommend.Standing.Reason;
import io.sluice.recommender.recommend.confidence.ObservedWindow;
import io.sluice.recommender.recommend.confidence.Rater;
import io.sluice.recommender.recommend.decision.Decisions;
import io.sluice.recommender.recommend.decision.EdgeDecision;
import io.sluice.recommender.recommend.peer.PeerAnswer;
import io.sluice.recommender.recommend.peer.PeerFinder;
import io.sluice.recommender.recommend.ports.PortUses;
import io.sluice.recommender.recommend.situation.Situation;
import io.sluice.recommender.recommend.traffic.SystemTraffic;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Predicate;

/**
 * Says of every edge what it counts for.
 *
 * <p>The order of questions is the order of weight: what was stopped is never learnt; what policies
 * do not govern needs no rule; a scan is not learnt; what cannot be said in a rule, at either end
 * that would need one, is withheld; the rest is evidence. One record is enough unless the user asks
 * for more.
 */
public final class EvidenceJudge {
  private final Situation situation;
  private final PeerFinder peers;
  private final Scanners scanners;
  private final Predicate<Edge> stoppedToday;
  private final SystemTraffic system;
  private final PortUses ports;
  private final Decisions decisions;

  /**
   * A judge.
   *
   * @param stoppedToday tells attempts that policies drop where the log cannot see it
   */
  public EvidenceJudge(
      Situation situation,
      PeerFinder peers,
      Scanners scanners,
      Predicate<Edge> stoppedToday,
      SystemTraffic system,
      PortUses ports) {
    this.situation = situation;
    this.peers = peers;
    this.scanners = scanners;
    this.stoppedToday = stoppedToday;
    this.system = system;
    this.ports = ports;
    this.decisions = situation.options().decisions();
  }

  /** All edges with their standing, sorted. */
  public List<JudgedEdge> judge(Edges edges) {
    Rater rater = new Rater(ObservedWindow.of(edges), situation.ranges(), ports);
    List<JudgedEdge> judged = new ArrayList<>();
    for (Edge edge : edges.directed()) {
      judged.add(
          new JudgedEdge(edge, false, directed(edge), rater.rate(edge, false), system.of(edge)));
    }
    Rivals rivals = new Rivals(situation, judged);
    judged.replaceAll(one -> rivals.explained(one).map(one::with).orElse(one));
    for (Edge edge : edges.ambiguous()) {
      judged.add(
          new JudgedEdge(edge, true, ambiguous(edge), rater.rate(edge, true), system.of(edge)));
    }
    judged.sort(null);
    return judged;
  }

  private Standing directed(Edge edge) {
    Optional<EdgeDecision> accepted = decisions.accepting(edge);
    return settled(edge)
        .filter(standing -> accepted.isEmpty() || !(standing instanceof Standing.Quarantined))
        .or(() -> forbidden(edge))
        .or(() -> accepted.isPresent() ? Optional.empty() : attempt(edge))
        .or(() -> ownNode(edge))
        .or(() -> weak(edge, accepted.isPresent()))
        .or(() -> accepted.isPresent() ? Optional.empty() : varying(edge))
        .or(() -> unspeakable(edge))
        .orElseGet(() -> new Standing.Used(needed(edge, accepted)));
  }

  /** The decision by which an edge is evidence that would not be by itself. */
  private String needed(Edge edge, Optional<EdgeDecision> accepted) {
    boolean byItself =
        accepted.isEmpty()
            || (settled(edge).isEmpty()
                && attempt(edge).isEmpty()
                && weak(edge, false).isEmpty()
                && varying(edge).isEmpty()
                && edge.addresses().isEmpty());
    return byItself ? "" : accepted.get().sponsor().words();
  }

  private Optional<Standing> forbidden(Edge edge) {
    return decisions
        .forbidding(edge)
        .map(decision -> new Standing.Quarantined(Reasons.forbidden(decision.sponsor().words())));
  }

  private Standing ambiguous(Edge edge) {
    boolean ownNode = isOwnNode(edge.key().client()) || isOwnNode(edge.key().server());
    boolean exempt = ownNode && situation.options().engine().egressToOwnNodeExempt();
    if (decisions.turning(edge).isPresent()) {
      return settled(edge)
          .orElseGet(
              () ->
                  new Standing.NotGoverned(
                      Reasons.decided(decisions.turning(edge).get().decision().sponsor().words())));
    }
    Standing open =
        exempt
            ? new Standing.NotGoverned(Reasons.POD_TO_OWN_NODE)
            : new Standing.Withheld(Reasons.AMBIGUOUS);
    return settled(edge).orElse(open);
  }

  /** What needs no look at the peers: stopped traffic, and traffic that no policy governs. */
  private Optional<Standing> settled(Edge edge) {
    if (edge.key().denied()) {
      boolean outside =
          edge.verdicts().getOrDefault(ObservedVerdict.FILTERED, 0L) > 0
              && edge.verdicts().getOrDefault(ObservedVerdict.DROPPED, 0L) == 0;
      return Optional.of(
          new Standing.Quarantined(outside ? Reasons.FILTERED_OUTSIDE : Reasons.DENIED_BY_POLICY));
    }
    if (!situation.inScope(edge.key().client()) && !situation.inScope(edge.key().server())) {
      boolean nodes = isNode(edge.key().client()) && isNode(edge.key().server());
      return notGoverned(nodes ? Reasons.NODE_TRAFFIC : Reasons.OUT_OF_SCOPE);
    }
    return edge.key().protocol() >= 0 && EdgeFacts.protocol(edge).isEmpty()
        ? notGoverned(Reasons.UNSPECIFIED_PROTOCOL)
        : Optional.empty();
  }

  private Optional<Standing> attempt(Edge edge) {
    return stoppedToday.test(edge)
        ? Optional.of(new Standing.Quarantined(Reasons.STOPPED_TODAY))
        : scan(edge);
  }

  private Optional<Standing> scan(Edge edge) {
    int targets = scanners.targets(edge);
    if (targets > 0) {
      return Optional.of(new Standing.Quarantined(Reasons.scan(targets)));
    }
    int beside = scanners.targetsBeside(edge);
    return beside == 0
        ? Optional.empty()
        : Optional.of(new Standing.Quarantined(Reasons.answeredScan(beside)));
  }

  private Optional<Standing> ownNode(Edge edge) {
    if (isOwnNode(edge.key().client())) {
      return notGoverned(Reasons.OWN_NODE_TO_POD);
    }
    return isOwnNode(edge.key().server()) && situation.options().engine().egressToOwnNodeExempt()
        ? notGoverned(Reasons.POD_TO_OWN_NODE)
        : Optional.empty();
  }

  private Optional<Standing> weak(Edge edge, boolean accepted) {
    if (edge.key().protocol() < 0) {
      return withheld(Reasons.PROTOCOL_NOT_RECORDED);
    }
    if (EdgeFacts.portNumbers(edge).isEmpty()) {
      return withheld(Reasons.PORT_NOT_RECORDED);
    }
    if (accepted) {
      return Optional.empty();
    }
    if (edge.platformOnly()) {
      return withheld(Reasons.PLATFORM_RULE);
    }
    long minimum = situation.options().minEvidence();
    return edge.records() < minimum
        ? withheld(Reasons.belowMinEvidence(edge.records(), minimum))
        : Optional.empty();
  }

  private Optional<Standing> varying(Edge edge) {
    OptionalInt varying = ports.varying(edge);
    return varying.isPresent()
        ? withheld(Reasons.varyingPort(varying.getAsInt()))
        : Optional.empty();
  }

  /** The first end that needs a rule and cannot have one. */
  private Optional<Standing> unspeakable(Edge edge) {
    for (Direction direction : List.of(Direction.EGRESS, Direction.INGRESS)) {
      Party subject = EdgeFacts.subject(edge, direction);
      if (!situation.inScope(subject)) {
        continue;
      }
      if (situation.subject(subject).isEmpty()) {
        return withheld(Reasons.WITHOUT_LABELS);
      }
      if (peers.find(edge, direction) instanceof PeerAnswer.Blocked blocked) {
        return withheld(blocked.reason());
      }
    }
    return Optional.empty();
  }

  private boolean isNode(Party party) {
    return party instanceof Party.Node
        || (party instanceof Workload workload && situation.roster().onHostNetwork(workload));
  }

  private static boolean isOwnNode(Party party) {
    return party instanceof Party.Node node && node.own();
  }

  private static Optional<Standing> notGoverned(Reason reason) {
    return Optional.of(new Standing.NotGoverned(reason));
  }

  private static Optional<Standing> withheld(Reason reason) {
    return Optional.of(new Standing.Withheld(reason));
  }
}
