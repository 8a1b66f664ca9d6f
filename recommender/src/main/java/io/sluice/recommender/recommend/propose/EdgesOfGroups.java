package io.sluice.recommender.recommend.propose;

import io.sluice.analyzer.cluster.Party;
import io.sluice.analyzer.cluster.Workload;
import io.sluice.analyzer.policy.Direction;
import io.sluice.recommender.recommend.JudgedEdge;
import io.sluice.recommender.recommend.evidence.EdgeFacts;
import io.sluice.recommender.recommend.select.WorkloadGroup;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.roaringbitmap.IntConsumer;
import org.roaringbitmap.RoaringBitmap;

/** Finds the edges of a group of workloads among all that were judged. */
final class EdgesOfGroups {
  private final List<JudgedEdge> edges;

  /** Indexes into the edges. */
  private final Map<Workload, RoaringBitmap> touching = new HashMap<>();

  EdgesOfGroups(List<JudgedEdge> edges) {
    this.edges = edges;
    for (int i = 0; i < edges.size(); i++) {
      touch(edges.get(i).edge().key().client(), i);
      touch(edges.get(i).edge().key().server(), i);
    }
  }

  private void touch(Party party, int index) {
    if (party instanceof Workload workload) {
      touching.computeIfAbsent(workload, w -> new RoaringBitmap()).add(index);
    }
  }

  /** All that touch a group, in their order. */
  List<JudgedEdge> of(WorkloadGroup group) {
    RoaringBitmap indexes = new RoaringBitmap();
    group.members().forEach(w -> indexes.or(touching.getOrDefault(w, new RoaringBitmap())));
    List<JudgedEdge> found = new ArrayList<>();
    indexes.forEach((IntConsumer) index -> found.add(edges.get(index)));
    return found;
  }

  /** Whether any touches a workload. */
  boolean touch(Workload workload) {
    return touching.containsKey(workload);
  }

  /** Those of which a group is the end that a direction's rules speak for. */
  static List<JudgedEdge> concerning(
      WorkloadGroup group, Direction direction, List<JudgedEdge> edges) {
    return edges.stream()
        .filter(
            edge ->
                EdgeFacts.subject(edge.edge(), direction) instanceof Workload workload
                    && group.members().contains(workload))
        .toList();
  }
}
