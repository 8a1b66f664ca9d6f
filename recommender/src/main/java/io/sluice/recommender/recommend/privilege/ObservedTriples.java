package io.sluice.recommender.recommend.privilege;

import io.sluice.analyzer.cluster.Party;
import io.sluice.analyzer.cluster.Pod;
import io.sluice.analyzer.cluster.Workload;
import io.sluice.analyzer.edge.Edge;
import io.sluice.analyzer.policy.PolicyPort;
import io.sluice.recommender.recommend.JudgedEdge;
import io.sluice.recommender.recommend.evidence.EdgeFacts;
import io.sluice.recommender.recommend.select.PodClasses.PodClass;
import io.sluice.recommender.recommend.select.PodRoster;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.roaringbitmap.RoaringBitmap;

/**
 * The triples that used edges show: for each edge the product of its client and server pods,
 * because an edge keeps both sets and not the pairs.
 */
public final class ObservedTriples {
  private final PodRoster roster;
  private final Map<Key, Seen> seen = new HashMap<>();
  private final SortedSet<PolicyPort> ports = new TreeSet<>();

  private record Key(Party client, Party server, PolicyPort port) {}

  private record Seen(RoaringBitmap clients, RoaringBitmap servers) {}

  public ObservedTriples(PodRoster roster, Collection<JudgedEdge> used) {
    this.roster = roster;
    used.forEach(judged -> remember(judged.edge()));
  }

  private void remember(Edge edge) {
    for (PolicyPort port : EdgeFacts.ports(edge)) {
      ports.add(port);
      Seen before =
          seen.computeIfAbsent(
              new Key(edge.key().client(), edge.key().server(), port),
              o -> new Seen(new RoaringBitmap(), new RoaringBitmap()));
      before.clients().or(seenPods(edge.key().client(), edge.clientPods()));
      before.servers().or(seenPods(edge.key().server(), edge.serverPods()));
    }
  }

  /**
   * The pods that an edge shows. Where the snapshot has only a manifest, a log's pod names are none
   * of its replicas, which nothing tells apart: what one did, all count as having done.
   */
  private RoaringBitmap seenPods(Party party, RoaringBitmap pods) {
    if (!(party instanceof Workload workload)) {
      return pods;
    }
    RoaringBitmap present = roster.present(List.of(workload));
    boolean manifestOnly =
        roster.sorted(present).stream().allMatch(pod -> pod.origin() == Pod.Origin.MANIFEST);
    return manifestOnly ? present : pods;
  }

  /** The ports on which anything was observed, sorted. */
  public Collection<PolicyPort> ports() {
    return ports;
  }

  /** How many triples of two classes were observed on one port. */
  public long count(PodClass source, PodClass destination, PolicyPort port) {
    Seen edge = seen.get(new Key(source.first().workload(), destination.first().workload(), port));
    return edge == null
        ? 0
        : pairs(
            RoaringBitmap.and(edge.clients(), source.pods()),
            RoaringBitmap.and(edge.servers(), destination.pods()));
  }

  /** Pairs of two sets of pods, without a pod and itself. */
  public static long pairs(RoaringBitmap sources, RoaringBitmap destinations) {
    return sources.getLongCardinality() * destinations.getLongCardinality()
        - RoaringBitmap.andCardinality(sources, destinations);
  }
}
