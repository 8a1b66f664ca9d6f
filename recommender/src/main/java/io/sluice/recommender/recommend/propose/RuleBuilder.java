package io.sluice.recommender.recommend.propose;

import io.sluice.analyzer.policy.Direction;
import io.sluice.analyzer.policy.PolicyPeer;
import io.sluice.analyzer.policy.PolicyPort;
import io.sluice.analyzer.policy.PolicyRule;
import io.sluice.ingest.IpAddress;
import io.sluice.recommender.recommend.JudgedEdge;
import io.sluice.recommender.recommend.RuleEvidence;
import io.sluice.recommender.recommend.Standing;
import io.sluice.recommender.recommend.declared.DeclaredRule;
import io.sluice.recommender.recommend.declared.DeclaredRules;
import io.sluice.recommender.recommend.evidence.EdgeFacts;
import io.sluice.recommender.recommend.peer.NamedRanges;
import io.sluice.recommender.recommend.peer.Opening;
import io.sluice.recommender.recommend.peer.PeerAnswer;
import io.sluice.recommender.recommend.peer.PeerFinder;
import io.sluice.recommender.recommend.select.WorkloadGroup;
import io.sluice.recommender.recommend.traffic.DnsResolvers;
import io.sluice.recommender.recommend.traffic.SystemRole;
import io.sluice.recommender.recommend.traffic.SystemTraffic;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Makes the rules of one direction out of evidence: peers with equal ports share a rule; peers,
 * ports and rules are sorted, so that the same evidence gives the same text.
 */
public final class RuleBuilder {
  private final PeerFinder peers;
  private final DnsResolvers resolvers;
  private final NamedRanges ranges;
  private final DeclaredRules declared;
  private final SystemTraffic system;

  public RuleBuilder(
      PeerFinder peers,
      DnsResolvers resolvers,
      NamedRanges ranges,
      DeclaredRules declared,
      SystemTraffic system) {
    this.peers = peers;
    this.resolvers = resolvers;
    this.ranges = ranges;
    this.declared = declared;
    this.system = system;
  }

  /**
   * Rules and why they are there.
   *
   * @param rules in canonical order
   * @param evidence per rule, peer and port, in the same order
   * @param onlyDns whether no rule is there but for DNS and for what a mesh needs by itself
   */
  record Rules(List<PolicyRule> rules, List<RuleEvidence> evidence, boolean onlyDns) {}

  /** What stands behind one peer and port while rules are collected. */
  private static final class Grounds {
    private final SortedSet<String> bases = new TreeSet<>();
    private final List<JudgedEdge> edges = new ArrayList<>();
    private final SortedSet<String> notes = new TreeSet<>();
    private final TreeSet<SystemRole> roles = new TreeSet<>();
    private final SortedMap<String, SortedSet<IpAddress>> groups = new TreeMap<>();

    private void add(Opening opening, JudgedEdge edge) {
      if (edge.standing() instanceof Standing.Used used && !used.by().isEmpty()) {
        notes.add("accepted: " + used.by());
      }
      add(opening);
      if (edges.isEmpty() || edges.get(edges.size() - 1).compareTo(edge) != 0) {
        edges.add(edge);
      }
    }

    private void add(Opening opening) {
      bases.add(opening.basis());
      opening.role().ifPresent(roles::add);
      if (!opening.note().isEmpty()) {
        notes.add(opening.note());
      }
      if (!opening.group().isEmpty()) {
        groups.computeIfAbsent(opening.group(), g -> new TreeSet<>()).addAll(opening.seen());
      }
    }
  }

  /** Peers that are open on the same ports. */
  private record Bundle(List<PolicyPort> ports, List<PolicyPeer> peers) {}

  /** The rules of a group's direction from the used edges that concern it, which are sorted. */
  Rules build(WorkloadGroup group, Direction direction, List<JudgedEdge> used) {
    SortedMap<PolicyPeer, SortedMap<PolicyPort, Grounds>> open = new TreeMap<>();
    for (JudgedEdge edge : used) {
      if (peers.find(edge.edge(), direction) instanceof PeerAnswer.Named named) {
        named.openings().forEach(opening -> add(open, opening, edge));
      }
    }
    for (DeclaredRule rule : declared.of(group, direction)) {
      open.computeIfAbsent(rule.opening().peer(), peer -> new TreeMap<>())
          .computeIfAbsent(rule.port(), port -> new Grounds())
          .add(rule.opening());
    }
    boolean onlyDns = true;
    if (direction == Direction.EGRESS) {
      onlyDns = addDns(open, group);
    } else {
      onlyDns =
          open.values().stream()
              .flatMap(ports -> ports.values().stream())
              .allMatch(RuleBuilder::isMeshOnly);
    }
    return grouped(direction, open, onlyDns);
  }

  private static void add(
      SortedMap<PolicyPeer, SortedMap<PolicyPort, Grounds>> open,
      Opening opening,
      JudgedEdge edge) {
    SortedMap<PolicyPort, Grounds> ports =
        open.computeIfAbsent(opening.peer(), peer -> new TreeMap<>());
    for (PolicyPort port : EdgeFacts.ports(edge.edge())) {
      ports.computeIfAbsent(port, p -> new Grounds()).add(opening, edge);
    }
  }

  /** Adds DNS where evidence does not have it already; says whether there is nothing else. */
  private boolean addDns(
      SortedMap<PolicyPeer, SortedMap<PolicyPort, Grounds>> open, WorkloadGroup group) {
    SortedMap<PolicyPeer, SortedSet<PolicyPort>> dns = resolvers.rules(group.members());
    boolean onlyDns =
        open.entrySet().stream()
            .allMatch(
                e ->
                    e.getValue().entrySet().stream()
                        .allMatch(
                            at ->
                                isMeshOnly(at.getValue())
                                    || dns.getOrDefault(e.getKey(), new TreeSet<>())
                                        .contains(at.getKey())));
    dns.forEach(
        (peer, ports) -> {
          SortedMap<PolicyPort, Grounds> at = open.computeIfAbsent(peer, p -> new TreeMap<>());
          ports.forEach(port -> at.computeIfAbsent(port, p -> byConvention()));
        });
    return onlyDns;
  }

  /** What a mesh needs by itself is no connection of the application. */
  private static boolean isMeshOnly(Grounds grounds) {
    return grounds.bases.equals(Set.of(Opening.MESH));
  }

  private static Grounds byConvention() {
    Grounds grounds = new Grounds();
    grounds.bases.add(Opening.BY_CONVENTION);
    grounds.roles.add(SystemRole.DNS);
    return grounds;
  }

  private Rules grouped(
      Direction direction,
      SortedMap<PolicyPeer, SortedMap<PolicyPort, Grounds>> open,
      boolean onlyDns) {
    SortedMap<String, Bundle> byPorts = new TreeMap<>();
    open.forEach(
        (peer, ports) ->
            byPorts
                .computeIfAbsent(
                    ports.keySet().toString(),
                    text -> new Bundle(new ArrayList<>(ports.keySet()), new ArrayList<>()))
                .peers()
                .add(peer));
    List<PolicyRule> rules = new ArrayList<>();
    byPorts.values().forEach(same -> rules.add(new PolicyRule(same.peers(), same.ports())));
    rules.sort(
        Comparator.comparing((PolicyRule rule) -> rule.peers().get(0))
            .thenComparing(rule -> rule.ports().toString()));
    List<RuleEvidence> evidence = new ArrayList<>();
    for (int i = 0; i < rules.size(); i++) {
      evidence.addAll(evidence(direction, i, rules.get(i), open));
    }
    return new Rules(rules, evidence, onlyDns);
  }

  private List<RuleEvidence> evidence(
      Direction direction,
      int index,
      PolicyRule rule,
      SortedMap<PolicyPeer, SortedMap<PolicyPort, Grounds>> open) {
    List<RuleEvidence> evidence = new ArrayList<>();
    for (PolicyPeer peer : rule.peers()) {
      open.getOrDefault(peer, new TreeMap<>())
          .forEach(
              (port, grounds) ->
                  evidence.add(
                      new RuleEvidence(
                          direction,
                          index,
                          peer,
                          port,
                          basis(grounds),
                          new ArrayList<>(grounds.edges),
                          role(direction, peer, grounds),
                          note(grounds))));
    }
    return evidence;
  }

  private Optional<SystemRole> role(Direction direction, PolicyPeer peer, Grounds grounds) {
    TreeSet<SystemRole> roles = new TreeSet<>(grounds.roles);
    for (JudgedEdge judged : grounds.edges) {
      system.of(judged.edge(), direction, peer).ifPresent(roles::add);
    }
    return roles.stream().findFirst();
  }

  /** What was observed outweighs what is declared. */
  private static String basis(Grounds grounds) {
    return grounds.bases.contains(Opening.OBSERVED) ? Opening.OBSERVED : grounds.bases.first();
  }

  private String note(Grounds grounds) {
    List<String> notes = new ArrayList<>(grounds.notes);
    grounds.groups.forEach((group, seen) -> notes.add(ranges.note(group, seen.size())));
    return String.join("; ", notes);
  }
}
