package io.sluice.recommender.write.policy;

import io.sluice.analyzer.policy.Direction;
import io.sluice.analyzer.policy.PolicyPeer;
import io.sluice.recommender.recommend.JudgedEdge;
import io.sluice.recommender.recommend.RuleEvidence;
import io.sluice.recommender.recommend.WorkloadProposal;
import io.sluice.recommender.recommend.evidence.Enumeration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** The comment lines above each rule of a manifest: on what it rests, and who its peers are. */
final class RuleComments {
  static final RuleComments NONE = new RuleComments(Map.of());

  /** A comment names so many peers; the report has the rest. */
  private static final int MAX_PEERS = 5;

  /**
   * A rule of these is there for the reason that its note names, and not for a peer that was seen.
   */
  private static final Set<String> DECLARED = Set.of("declared", "kept", "mesh");

  /** The same of names of an address. */
  private static final int MAX_NAMES = 3;

  private record Rule(Direction direction, int index) {}

  private final Map<Rule, List<RuleEvidence>> evidence;

  private RuleComments(Map<Rule, List<RuleEvidence>> evidence) {
    this.evidence = evidence;
  }

  static RuleComments of(WorkloadProposal proposal) {
    Map<Rule, List<RuleEvidence>> evidence = new HashMap<>();
    for (RuleEvidence item : proposal.evidence()) {
      Rule rule = new Rule(item.direction(), item.rule());
      evidence.computeIfAbsent(rule, r -> new ArrayList<>()).add(item);
    }
    return new RuleComments(evidence);
  }

  /** The comments of one rule, in a stable order. */
  List<String> of(Direction direction, int index) {
    TreeSet<String> bases = new TreeSet<>();
    TreeSet<String> peers = new TreeSet<>();
    for (RuleEvidence item : evidence.getOrDefault(new Rule(direction, index), List.of())) {
      bases.add(item.basis());
      if (DECLARED.contains(item.basis())) {
        peers.add(item.note());
        continue;
      }
      for (JudgedEdge edge : item.edges()) {
        var key = edge.edge().key();
        peers.add((direction == Direction.INGRESS ? key.client() : key.server()).title());
      }
    }
    if (bases.isEmpty()) {
      return List.of();
    }
    List<String> comments = new ArrayList<>();
    comments.add(String.join(", ", bases) + (peers.isEmpty() ? "" : ": " + named(peers)));
    comments.addAll(addresses(direction, index));
    return comments;
  }

  /** Whose the addresses of the rule's blocks are, and what they are called. */
  private List<String> addresses(Direction direction, int index) {
    SortedMap<PolicyPeer, SortedSet<String>> names = new TreeMap<>();
    for (RuleEvidence item : evidence.getOrDefault(new Rule(direction, index), List.of())) {
      if (!item.names().isEmpty()) {
        names.computeIfAbsent(item.peer(), p -> new TreeSet<>()).addAll(item.names());
      }
    }
    List<String> lines = new ArrayList<>();
    names.forEach(
        (peer, of) ->
            lines.add(title(peer) + ": " + Enumeration.of(", ", new ArrayList<>(of), MAX_NAMES)));
    return lines;
  }

  private static String title(PolicyPeer peer) {
    return peer instanceof PolicyPeer.IpBlock block
        ? block.cidr().prefixLength() == block.cidr().base().bitLength()
            ? block.cidr().base().toString()
            : block.cidr().toString()
        : peer.toString();
  }

  private static String named(SortedSet<String> peers) {
    String names = String.join(", ", peers.stream().limit(MAX_PEERS).toList());
    return peers.size() > MAX_PEERS ? names + ", and others" : names;
  }
}
