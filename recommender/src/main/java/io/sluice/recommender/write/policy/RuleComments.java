package io.sluice.recommender.write.policy;

import io.sluice.analyzer.policy.Direction;
import io.sluice.recommender.recommend.JudgedEdge;
import io.sluice.recommender.recommend.RuleEvidence;
import io.sluice.recommender.recommend.WorkloadProposal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/** The comment lines above each rule of a manifest: on what it rests, and who its peers are. */
final class RuleComments {
  static final RuleComments NONE = new RuleComments(Map.of());

  /** A comment names so many peers; the report has the rest. */
  private static final int MAX_PEERS = 5;

  /** A rule of these is there because of an object, which its note names, and not of a peer. */
  private static final Set<String> DECLARED = Set.of("declared", "mesh");

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
    return List.of(String.join(", ", bases) + (peers.isEmpty() ? "" : ": " + named(peers)));
  }

  private static String named(SortedSet<String> peers) {
    String names = String.join(", ", peers.stream().limit(MAX_PEERS).toList());
    return peers.size() > MAX_PEERS ? names + ", and others" : names;
  }
}
