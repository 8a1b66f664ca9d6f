package io.sluice.recommender.recommend.evidence;

import io.sluice.analyzer.cluster.Party;
import io.sluice.analyzer.edge.Edge;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Sources that fan out over many (server, port) targets without an answer. Their unanswered
 * attempts are quarantined; whatever they were answered stays evidence.
 *
 * <p>A source is a workload or a node; of parties that stand for many addresses, each address is a
 * source of its own, and a row is a scan only if all its addresses scan.
 */
public final class Scanners {
  private final int threshold;
  private final Map<String, Set<String>> targets = new HashMap<>();

  public Scanners(Collection<Edge> edges, int threshold) {
    this.threshold = threshold;
    edges.stream().filter(Scanners::isUnanswered).forEach(this::count);
  }

  private void count(Edge edge) {
    for (String source : sources(edge)) {
      Set<String> tried = targets.computeIfAbsent(source, s -> new HashSet<>());
      for (int port : EdgeFacts.portNumbers(edge)) {
        tried.add(edge.key().server() + " " + edge.key().protocol() + "/" + port);
      }
    }
  }

  /** An attempt that went through, to which the log would have shown an answer and shows none. */
  private static boolean isUnanswered(Edge edge) {
    return !edge.key().denied() && edge.answerTold() && !edge.answered();
  }

  /** The fewest targets that a source of this edge tried; 0 where the edge is no scan. */
  int targets(Edge edge) {
    if (!isUnanswered(edge)) {
      return 0;
    }
    int fewest =
        sources(edge).stream()
            .mapToInt(source -> targets.getOrDefault(source, Set.of()).size())
            .min()
            .orElse(0);
    return fewest >= threshold ? fewest : 0;
  }

  private static List<String> sources(Edge edge) {
    Party client = edge.key().client();
    if (client instanceof Party.World) {
      return List.of();
    }
    String prefix = edge.key().cluster() + " " + client;
    boolean many = client instanceof Party.External || client instanceof Party.Unknown;
    if (!many || edge.addresses().isEmpty()) {
      return List.of(prefix);
    }
    List<String> sources = new ArrayList<>();
    edge.addresses().forEach(address -> sources.add(prefix + " " + address));
    return sources;
  }
}
