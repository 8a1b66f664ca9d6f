package io.sluice.recommender.write.report;

import io.sluice.analyzer.edge.Edge;
import io.sluice.analyzer.policy.Direction;
import io.sluice.recommender.audit.EdgeText;
import io.sluice.recommender.recommend.JudgedEdge;
import io.sluice.recommender.recommend.RuleEvidence;
import io.sluice.recommender.recommend.evidence.Enumeration;
import io.sluice.recommender.write.Wording;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.roaringbitmap.RoaringBitmap;

/**
 * The facts behind one peer and port of a rule, its edges taken together.
 *
 * @param peers who was seen there, sorted
 */
record EvidenceFacts(
    SortedSet<String> peers, String connections, String hours, String firstSeen, String lastSeen) {

  /** A rule shows so many names of addresses; JSON has all. */
  private static final int NAMES = 3;

  static EvidenceFacts of(RuleEvidence evidence, EdgeText text) {
    List<Edge> edges = evidence.edges().stream().map(JudgedEdge::edge).toList();
    if (edges.isEmpty()) {
      return new EvidenceFacts(new TreeSet<>(), "-", "-", "-", "-");
    }
    SortedSet<String> peers = new TreeSet<>();
    RoaringBitmap hours = new RoaringBitmap();
    for (Edge edge : edges) {
      boolean ingress = evidence.direction() == Direction.INGRESS;
      peers.add(ingress ? text.client(edge) : text.server(edge, false));
      hours.or(edge.hours());
    }
    long first = edges.stream().mapToLong(Edge::firstMillis).min().orElseThrow();
    long last = edges.stream().mapToLong(Edge::lastMillis).max().orElseThrow();
    return new EvidenceFacts(
        peers,
        connections(edges),
        Wording.count(hours.getCardinality()),
        Wording.time(first),
        Wording.time(last));
  }

  /** Whose the addresses are, and what is opened beyond them. */
  static String note(RuleEvidence evidence) {
    String names = Enumeration.of(", ", evidence.names(), NAMES);
    return names.isEmpty() || evidence.note().isEmpty()
        ? names + evidence.note()
        : names + "; " + evidence.note();
  }

  private static String connections(List<Edge> edges) {
    long connections = edges.stream().mapToLong(Edge::connections).sum();
    return connections > 0
        ? Wording.count(connections)
        : "~" + Wording.count(edges.stream().mapToLong(Edge::records).sum());
  }
}
