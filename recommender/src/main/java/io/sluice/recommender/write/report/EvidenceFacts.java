package io.sluice.recommender.write.report;

import io.sluice.analyzer.edge.Edge;
import io.sluice.analyzer.inventory.Inventory;
import io.sluice.analyzer.policy.Direction;
import io.sluice.recommender.audit.EdgeText;
import io.sluice.recommender.recommend.JudgedEdge;
import io.sluice.recommender.recommend.RuleEvidence;
import io.sluice.recommender.recommend.confidence.ObservedWindow;
import io.sluice.recommender.recommend.confidence.Sighting;
import io.sluice.recommender.recommend.evidence.Enumeration;
import io.sluice.recommender.write.Wording;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The facts behind one peer and port of a rule, its edges taken together.
 *
 * @param peers who was seen there, sorted
 * @param confidence that of the weakest edge
 * @param sighting what was counted; empty where the rule stands without an edge
 */
public record EvidenceFacts(
    SortedSet<String> peers,
    String confidence,
    String connections,
    Optional<Sighting> sighting,
    String firstSeen,
    String lastSeen) {

  /** A rule shows so many names of addresses; JSON has all. */
  private static final int NAMES = 3;

  static EvidenceFacts of(RuleEvidence evidence, RecommendationReport report) {
    return of(evidence, report.text(), report.inventory(), report.recommendation().window());
  }

  /** The facts behind one peer and port, as far as the logs of this window tell them. */
  public static EvidenceFacts of(
      RuleEvidence evidence, EdgeText text, Inventory inventory, ObservedWindow window) {
    List<Edge> edges = evidence.edges().stream().map(JudgedEdge::edge).toList();
    if (edges.isEmpty()) {
      return new EvidenceFacts(new TreeSet<>(), "-", "-", Optional.empty(), "-", "-");
    }
    long first = edges.stream().mapToLong(Edge::firstMillis).min().orElseThrow();
    long last = edges.stream().mapToLong(Edge::lastMillis).max().orElseThrow();
    return new EvidenceFacts(
        peers(evidence, edges, text),
        evidence.edges().stream()
            .map(JudgedEdge::confidence)
            .sorted()
            .findFirst()
            .orElseThrow()
            .word(),
        Wording.connections(edges),
        Optional.of(Sighting.of(edges, inventory, window)),
        Wording.time(first),
        Wording.time(last));
  }

  private static SortedSet<String> peers(RuleEvidence evidence, List<Edge> edges, EdgeText text) {
    boolean ingress = evidence.direction() == Direction.INGRESS;
    SortedSet<String> peers = new TreeSet<>();
    edges.forEach(edge -> peers.add(ingress ? text.client(edge) : text.server(edge, false)));
    return peers;
  }

  /** Whose the addresses are, and what is opened beyond them. */
  static String note(RuleEvidence evidence) {
    String names = Enumeration.of(", ", evidence.names(), NAMES);
    return names.isEmpty() || evidence.note().isEmpty()
        ? names + evidence.note()
        : names + "; " + evidence.note();
  }
}
