package io.sluice.recommender.audit.diff;

import io.sluice.analyzer.cluster.Party;
import io.sluice.analyzer.edge.Edge;
import io.sluice.analyzer.policy.evaluate.Evaluator;
import io.sluice.recommender.audit.diff.connectivity.ConnectivityChange;
import io.sluice.recommender.audit.diff.connectivity.SeenEnd;
import io.sluice.recommender.audit.diff.connectivity.kinds.PortSet;
import io.sluice.recommender.recommend.JudgedEdge;
import io.sluice.recommender.recommend.evidence.RecordedFamilies;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.roaringbitmap.RoaringBitmap;

/** Weighs changes of connectivity with the recorded edges on them. */
final class Scales {
  private record Seen(Edge edge, SeenEnd client, SeenEnd server) {}

  private final List<Seen> edges;
  private final Evaluator before;
  private final Evaluator after;

  Scales(Optional<RecordedEdges> recorded, Evaluator before, Evaluator after) {
    this.before = before;
    this.after = after;
    this.edges =
        recorded.stream()
            .flatMap(
                all ->
                    all.edges().stream()
                        .filter(edge -> !edge.ambiguous())
                        .map(JudgedEdge::edge)
                        .map(edge -> seen(edge, all)))
            .toList();
  }

  private static Seen seen(Edge edge, RecordedEdges all) {
    return new Seen(
        edge,
        end(edge.key().client(), edge, edge.clientPods(), all),
        end(edge.key().server(), edge, edge.serverPods(), all));
  }

  private static SeenEnd end(Party party, Edge edge, RoaringBitmap pods, RecordedEdges all) {
    Set<String> names = new TreeSet<>();
    pods.forEach((int id) -> names.add(all.pods().get(id).name()));
    return new SeenEnd(party, party instanceof Party.External ? edge.addresses() : Set.of(), names);
  }

  WeighedChange weighed(ConnectivityChange change) {
    PortSet opened = change.opened();
    PortSet closed = change.closed();
    long count = 0;
    long records = 0;
    long connections = 0;
    long last = 0;
    for (Seen seen : edges) {
      if (seen.edge.key().cluster().equals(change.cluster())
          && change.family().map(RecordedFamilies.of(seen.edge)::contains).orElse(true)
          && change.from().holds(seen.client)
          && change.to().holds(seen.server)
          && (isOn(seen.edge, opened) || isOn(seen.edge, closed))) {
        count++;
        records += seen.edge.records();
        connections += seen.edge.connections();
        last = Math.max(last, seen.edge.lastMillis());
      }
    }
    return new WeighedChange(
        change,
        before.evaluate(change.sample()),
        after.evaluate(change.sample()),
        count,
        records,
        connections,
        last);
  }

  private static boolean isOn(Edge edge, PortSet ports) {
    int protocol = edge.key().protocol();
    return edge.ports().isEmpty()
        ? ports.contains(protocol, edge.key().port())
        : edge.ports().stream().anyMatch(port -> ports.contains(protocol, port));
  }
}
