package io.sluice.recommender.recommend.confidence;

import io.sluice.analyzer.cluster.Party;
import io.sluice.analyzer.cluster.Workload;
import io.sluice.analyzer.edge.Edge;
import io.sluice.analyzer.inventory.Inventory;
import io.sluice.ingest.Reporter;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.roaringbitmap.RoaringBitmap;

/**
 * The counted facts behind one edge or several taken together.
 *
 * @param hours different hours
 * @param days different days, UTC
 * @param reporters which sides reported it
 * @param clients pods that called; empty where no client is a workload
 * @param servers pods that were called; empty where no server is a workload
 * @param quietHours hours with data since it was seen last
 */
public record Sighting(
    int hours,
    int days,
    Set<Reporter> reporters,
    Optional<Replicas> clients,
    Optional<Replicas> servers,
    int quietHours) {
  private static final int HOURS_PER_DAY = 24;

  /** What was seen of some edges, of which there must be one. */
  public static Sighting of(Collection<Edge> edges, Inventory inventory, ObservedWindow window) {
    RoaringBitmap hours = new RoaringBitmap();
    Set<Reporter> reporters = EnumSet.noneOf(Reporter.class);
    edges.forEach(edge -> hours.or(edge.hours()));
    edges.forEach(edge -> reporters.addAll(edge.recordsByReporter().keySet()));
    long last = edges.stream().mapToLong(Edge::lastMillis).max().orElseThrow();
    return new Sighting(
        hours.getCardinality(),
        (int) hours.stream().map(hour -> hour / HOURS_PER_DAY).distinct().count(),
        reporters,
        replicas(edges, edge -> edge.key().client(), Edge::clientPods, inventory),
        replicas(edges, edge -> edge.key().server(), Edge::serverPods, inventory),
        window.hoursAfter(last));
  }

  private static Optional<Replicas> replicas(
      Collection<Edge> edges,
      Function<Edge, Party> end,
      Function<Edge, RoaringBitmap> pods,
      Inventory inventory) {
    RoaringBitmap seen = new RoaringBitmap();
    RoaringBitmap all = new RoaringBitmap();
    boolean any = false;
    for (Edge edge : edges) {
      if (end.apply(edge) instanceof Workload workload) {
        any = true;
        seen.or(pods.apply(edge));
        all.or(inventory.podsOf(workload));
      }
    }
    all.and(inventory.livePods());
    return any ? Optional.of(Replicas.of(seen, all)) : Optional.empty();
  }

  /** {@code both sides}, {@code source side}, {@code destination side} or {@code unknown side}. */
  public String reportedBy() {
    boolean client = reporters.contains(Reporter.CLIENT);
    boolean server = reporters.contains(Reporter.SERVER);
    if (client && server) {
      return "both sides";
    }
    return client ? "source side" : server ? "destination side" : "unknown side";
  }
}
