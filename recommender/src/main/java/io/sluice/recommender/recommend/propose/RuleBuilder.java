package io.sluice.recommender.recommend.propose;

import io.sluice.analyzer.policy.Direction;
import io.sluice.analyzer.policy.PolicyPeer;
import io.sluice.analyzer.policy.PolicyRule;
import io.sluice.recommender.recommend.JudgedEdge;
import io.sluice.recommender.recommend.RuleEvidence;
import io.sluice.recommender.recommend.declared.DeclaredRule;
import io.sluice.recommender.recommend.declared.DeclaredRules;
import io.sluice.recommender.recommend.evidence.Counted;
import io.sluice.recommender.recommend.peer.Opening;
import io.sluice.recommender.recommend.peer.PeerAnswer;
import io.sluice.recommender.recommend.peer.PeerFinder;
import io.sluice.recommender.recommend.ports.PortUse;
import io.sluice.recommender.recommend.ports.PortUses;
import io.sluice.recommender.recommend.select.WorkloadGroup;
import io.sluice.recommender.recommend.situation.Situation;
import io.sluice.recommender.recommend.traffic.DnsResolvers;
import io.sluice.recommender.recommend.traffic.SystemRole;
import io.sluice.recommender.recommend.traffic.SystemTraffic;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Makes the rules of a policy out of evidence: peers with equal ports share a rule; peers, ports
 * and rules are sorted, so that the same evidence gives the same text.
 */
public final class RuleBuilder {
  private final Situation situation;
  private final PeerFinder peers;
  private final DnsResolvers resolvers;
  private final DeclaredRules declared;
  private final SystemTraffic system;
  private final PortUses ports;

  public RuleBuilder(
      Situation situation,
      PeerFinder peers,
      DnsResolvers resolvers,
      DeclaredRules declared,
      SystemTraffic system,
      PortUses ports) {
    this.situation = situation;
    this.peers = peers;
    this.resolvers = resolvers;
    this.declared = declared;
    this.system = system;
    this.ports = ports;
  }

  /**
   * The rules of a policy and why they are there.
   *
   * @param rules per direction, in canonical order
   * @param evidence per direction, rule, peer and port, in the same order
   * @param closed directions without any rule but for DNS and for what a mesh needs by itself
   * @param notes what a reviewer must know, sorted
   */
  record Rules(
      Map<Direction, List<PolicyRule>> rules,
      List<RuleEvidence> evidence,
      Set<Direction> closed,
      List<String> notes) {}

  /** The rules of a group from the used edges that concern each direction, which are sorted. */
  Rules build(WorkloadGroup group, Map<Direction, List<JudgedEdge>> used) {
    Map<Direction, OpenPeers> open = new EnumMap<>(Direction.class);
    Set<Direction> closed = EnumSet.noneOf(Direction.class);
    used.forEach(
        (direction, edges) -> {
          OpenPeers found = open(group, direction, edges);
          open.put(direction, found);
          if (hasNoOther(direction, found, group)) {
            closed.add(direction);
          }
        });
    List<String> notes = new ArrayList<>(new BlockCovers(situation).apply(open));
    if (situation.limits().portRanges()) {
      open.values().forEach(OpenPeers::joinPorts);
    }
    Map<Direction, List<PolicyRule>> rules = new EnumMap<>(Direction.class);
    List<RuleEvidence> evidence = new ArrayList<>();
    open.forEach(
        (direction, found) -> {
          List<PolicyRule> sorted = rules(found);
          rules.put(direction, sorted);
          for (int i = 0; i < sorted.size(); i++) {
            evidence.addAll(evidence(direction, i, sorted.get(i), found));
          }
        });
    notes.addAll(unseen(evidence));
    return new Rules(rules, evidence, closed, notes);
  }

  private OpenPeers open(WorkloadGroup group, Direction direction, List<JudgedEdge> used) {
    OpenPeers open = new OpenPeers();
    for (JudgedEdge edge : used) {
      if (peers.find(edge.edge(), direction) instanceof PeerAnswer.Named named) {
        named.openings().forEach(opening -> add(open, opening, edge));
      }
    }
    for (DeclaredRule rule : declared.of(group, direction)) {
      open.add(rule.opening(), rule.port());
    }
    return open;
  }

  private void add(OpenPeers open, Opening opening, JudgedEdge edge) {
    if (situation.limits().portRanges() && ports.of(edge.edge()) instanceof PortUse.InRange in) {
      open.add(opening, edge, in.range());
    } else {
      open.add(opening, edge);
    }
  }

  /** Adds DNS where evidence does not have it already; says whether there is nothing else. */
  private boolean hasNoOther(Direction direction, OpenPeers open, WorkloadGroup group) {
    return direction == Direction.EGRESS
        ? open.addByConvention(resolvers.rules(group.members()))
        : open.isOnlyMesh();
  }

  private static List<PolicyRule> rules(OpenPeers open) {
    List<PolicyRule> rules = new ArrayList<>();
    open.bundles().forEach(same -> rules.add(new PolicyRule(same.peers(), same.ports())));
    rules.sort(
        Comparator.comparing((PolicyRule rule) -> rule.peers().get(0))
            .thenComparing(rule -> rule.ports().toString()));
    return rules;
  }

  private List<RuleEvidence> evidence(
      Direction direction, int index, PolicyRule rule, OpenPeers open) {
    List<RuleEvidence> evidence = new ArrayList<>();
    for (PolicyPeer peer : rule.peers()) {
      open.of(peer)
          .forEach(
              (port, grounds) ->
                  evidence.add(
                      new RuleEvidence(
                          direction,
                          index,
                          peer,
                          port,
                          grounds.basis(),
                          grounds.edges(),
                          role(direction, peer, grounds),
                          grounds.note(situation.ranges(), port),
                          grounds.unseen(),
                          grounds.portsSeen(port),
                          grounds.names())));
    }
    return evidence;
  }

  private Optional<SystemRole> role(Direction direction, PolicyPeer peer, Grounds grounds) {
    TreeSet<SystemRole> roles = new TreeSet<>(grounds.roles());
    for (JudgedEdge judged : grounds.edges()) {
      system.of(judged.edge(), direction, peer).ifPresent(roles::add);
    }
    return roles.stream().findFirst();
  }

  /** How much each direction opens besides what was seen, its blocks counted once. */
  private static List<String> unseen(List<RuleEvidence> evidence) {
    Map<Direction, Map<PolicyPeer, BigInteger>> blocks = new EnumMap<>(Direction.class);
    evidence.stream()
        .filter(item -> item.unseen().signum() > 0)
        .forEach(
            item ->
                blocks
                    .computeIfAbsent(item.direction(), d -> new TreeMap<>())
                    .put(item.peer(), item.unseen()));
    List<String> notes = new ArrayList<>();
    blocks.forEach(
        (direction, unseen) ->
            notes.add(
                direction.word()
                    + " opens "
                    + Counted.of(
                        unseen.values().stream().reduce(BigInteger.ZERO, BigInteger::add),
                        "address that was never seen",
                        "addresses that were never seen")
                    + ", in "
                    + Counted.of(unseen.size(), "block", "blocks")));
    return notes;
  }
}
