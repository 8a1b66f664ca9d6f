package io.sluice.recommender.recommend.evidence;

import io.sluice.analyzer.cluster.Party;
import io.sluice.analyzer.edge.Edge;
import io.sluice.ingest.IpAddress;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import org.roaringbitmap.RoaringBitmap;

/**
 * Sources that fan out over many (server, port) targets in vain. Their attempts are quarantined,
 * and so are the open doors that they found on the way: targets that did answer, but were only
 * touched. Whatever else they were answered stays evidence.
 *
 * <p>In vain is what was not answered. Where a log cannot show answers, it is what was only touched
 * (no two pods connected twice) and is served to nobody: no other edge to that target is more than
 * a touch. That is less sure, so such a source must have touched several servers on several ports,
 * and as many targets within an hour as make a scanner.
 *
 * <p>A source is a workload or a node; of parties that stand for many addresses, each address is a
 * source of its own, and a row is a scan only if all its addresses scan. A row that folded many
 * ports does not tell which of its addresses tried which: each of them counts with all.
 */
public final class Scanners {
  private final int threshold;
  private final Map<String, Attempts> unanswered = new HashMap<>();
  private final Map<String, Attempts> touches = new HashMap<>();
  private final Map<String, RoaringBitmap> served = new HashMap<>();
  private final List<Crowd> crowds = new ArrayList<>();

  /** The addresses of a row that folded many ports: it does not tell who of them tried which. */
  private record Crowd(String prefix, SortedSet<IpAddress> addresses, Attempts attempts) {}

  public Scanners(Collection<Edge> edges, int threshold) {
    this.threshold = threshold;
    for (Edge edge : edges) {
      if (!edge.key().denied() && (edge.answered() || !onceEach(edge)) && !isUnanswered(edge)) {
        served
            .computeIfAbsent(Attempts.server(edge), s -> new RoaringBitmap())
            .or(EdgeFacts.portSet(edge));
      }
    }
    for (Edge edge : edges) {
      if (isUnanswered(edge) && isCrowd(edge)) {
        Attempts attempts = new Attempts();
        attempts.add(edge);
        crowds.add(new Crowd(prefix(edge), edge.addresses(), attempts));
      } else if (isUnanswered(edge)) {
        count(edge, unanswered);
      } else if (isTouch(edge)) {
        count(edge, touches);
      }
    }
  }

  private static void count(Edge edge, Map<String, Attempts> attempts) {
    for (String source : sources(edge)) {
      attempts.computeIfAbsent(source, s -> new Attempts()).add(edge);
    }
  }

  /** An attempt that went through, to which the log would have shown an answer and shows none. */
  private static boolean isUnanswered(Edge edge) {
    return !edge.key().denied() && edge.answerTold() && !edge.answered();
  }

  private boolean isTouch(Edge edge) {
    return !edge.key().denied() && !edge.answerTold() && onceEach(edge) && !isServed(edge);
  }

  private boolean isServed(Edge edge) {
    RoaringBitmap ports = served.get(Attempts.server(edge));
    return ports != null && RoaringBitmap.intersects(ports, EdgeFacts.portSet(edge));
  }

  private boolean isDense(Attempts scan, Edge edge) {
    return scan.isWide() && scan.near(edge) >= threshold;
  }

  /** The fewest targets that a source of this edge tried; 0 where the edge is no scan. */
  int targets(Edge edge) {
    if (isUnanswered(edge)) {
      List<Attempts> all = inVain(edge);
      return all.stream().allMatch(scan -> scan.includes(edge)) ? fewest(all) : 0;
    }
    List<Attempts> all = of(edge, touches);
    return isTouch(edge) && all.stream().allMatch(scan -> isDense(scan, edge)) ? fewest(all) : 0;
  }

  /**
   * The same of an edge that was answered, or may have been, but is part of the scan: no two pods
   * were connected twice, while the scan went on, on ports that it tried in vain elsewhere; 0 where
   * it is none.
   */
  int targetsBeside(Edge edge) {
    boolean answered = edge.answered() || !edge.answerTold();
    if (!answered || edge.key().denied() || !onceEach(edge)) {
      return 0;
    }
    List<Attempts> told = inVain(edge);
    List<Attempts> untold = of(edge, touches);
    int beside = told.stream().allMatch(scan -> scan.surround(edge)) ? fewest(told) : 0;
    boolean wide = untold.stream().allMatch(scan -> isDense(scan, edge) && scan.surround(edge));
    return Math.max(beside, wide ? fewest(untold) : 0);
  }

  private static boolean onceEach(Edge edge) {
    long pairs =
        Math.max(1, edge.clientPods().getLongCardinality())
            * Math.max(1, edge.serverPods().getLongCardinality())
            * Math.max(1, EdgeFacts.portNumbers(edge).size());
    return edge.connections() > 0 && edge.connections() <= pairs;
  }

  private static List<Attempts> of(Edge edge, Map<String, Attempts> attempts) {
    return sources(edge).stream().map(s -> attempts.getOrDefault(s, Attempts.NONE)).toList();
  }

  /** Of each source its own attempts, or those of its largest crowd where they are more. */
  private List<Attempts> inVain(Edge edge) {
    List<Attempts> all = of(edge, unanswered);
    if (crowds.isEmpty() || !isMany(edge)) {
      return all;
    }
    String prefix = prefix(edge);
    List<Attempts> most = new ArrayList<>();
    int i = 0;
    for (IpAddress address : edge.addresses()) {
      Attempts own = all.get(i++);
      for (Crowd crowd : crowds) {
        if (crowd.attempts.size() > own.size()
            && crowd.prefix.equals(prefix)
            && crowd.addresses.contains(address)) {
          own = crowd.attempts;
        }
      }
      most.add(own);
    }
    return most;
  }

  /** Whether all sources of an edge are scanners, whatever this edge is. */
  public boolean isScanner(Edge edge) {
    List<Attempts> touched = of(edge, touches);
    boolean wide = touched.stream().allMatch(Attempts::isWide);
    return fewest(inVain(edge)) > 0 || (wide && fewest(touched) > 0);
  }

  private int fewest(List<Attempts> all) {
    int fewest = all.stream().mapToInt(scan -> scan.size()).min().orElse(0);
    return fewest >= threshold ? fewest : 0;
  }

  private static boolean isCrowd(Edge edge) {
    return isMany(edge) && !edge.ports().isEmpty();
  }

  /** Whether its client stands for many addresses, and has some. */
  private static boolean isMany(Edge edge) {
    Party client = edge.key().client();
    return (client instanceof Party.External || client instanceof Party.Unknown)
        && !edge.addresses().isEmpty();
  }

  private static String prefix(Edge edge) {
    return edge.key().cluster() + " " + edge.key().client();
  }

  private static List<String> sources(Edge edge) {
    if (edge.key().client() instanceof Party.World) {
      return List.of();
    }
    String prefix = prefix(edge);
    return isMany(edge)
        ? edge.addresses().stream().map(address -> prefix + " " + address).toList()
        : List.of(prefix);
  }
}
