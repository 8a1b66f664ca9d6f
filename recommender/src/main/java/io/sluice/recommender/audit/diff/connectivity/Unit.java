package io.sluice.recommender.audit.diff.connectivity;

import io.sluice.analyzer.cluster.Pod;
import io.sluice.analyzer.cluster.Workload;
import io.sluice.analyzer.policy.Direction;
import io.sluice.recommender.audit.diff.connectivity.kinds.Deltas;
import io.sluice.recommender.audit.diff.connectivity.kinds.Grid;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Pods of one workload for which the same changes, the workload as a whole if possible.
 *
 * @param extent which pods they are
 * @param podsByKind their kinds, and the pods of each
 */
record Unit(Extent.PodsOf extent, SortedMap<Integer, List<Pod>> podsByKind) {
  /** The units of a cluster, sorted by workload. */
  static List<Unit> of(Grid grid) {
    SortedMap<Workload, SortedMap<Integer, List<Pod>>> workloads = new TreeMap<>();
    for (int kind = 0; kind < grid.kinds(); kind++) {
      for (Pod pod : grid.ends().pods().get(kind).members()) {
        workloads
            .computeIfAbsent(pod.workload(), w -> new TreeMap<>())
            .computeIfAbsent(kind, k -> new ArrayList<>())
            .add(pod);
      }
    }
    List<Unit> units = new ArrayList<>();
    workloads.forEach((workload, kinds) -> units.addAll(of(workload, kinds, grid)));
    return List.copyOf(units);
  }

  private static List<Unit> of(Workload workload, SortedMap<Integer, List<Pod>> kinds, Grid grid) {
    List<SortedMap<Integer, List<Pod>>> groups = new ArrayList<>();
    for (Map.Entry<Integer, List<Pod>> kind : kinds.entrySet()) {
      groups.stream()
          .filter(group -> group.keySet().stream().allMatch(k -> grid.agree(k, kind.getKey())))
          .findFirst()
          .orElseGet(
              () -> {
                groups.add(new TreeMap<>());
                return groups.get(groups.size() - 1);
              })
          .put(kind.getKey(), kind.getValue());
    }
    return groups.stream().map(group -> new Unit(extent(workload, group, kinds), group)).toList();
  }

  private static Extent.PodsOf extent(
      Workload workload, SortedMap<Integer, List<Pod>> group, SortedMap<Integer, List<Pod>> whole) {
    List<String> names =
        group.values().stream().flatMap(List::stream).map(Pod::name).sorted().toList();
    return new Extent.PodsOf(workload, names, group.size() == whole.size());
  }

  String namespace() {
    return extent.workload().namespace();
  }

  /** What differs from the pods of this unit to those of another, or the same one. */
  int to(Unit server, Grid grid) {
    int delta = Deltas.NO_CONNECTION;
    for (Map.Entry<Integer, List<Pod>> from : podsByKind.entrySet()) {
      for (int kind : server.podsByKind.keySet()) {
        boolean itself = isSameAs(server) && kind == from.getKey() && from.getValue().size() == 1;
        int found = itself ? Deltas.NO_CONNECTION : grid.pods(from.getKey(), kind);
        delta = found == Deltas.NO_CONNECTION ? delta : found;
      }
    }
    return delta;
  }

  private boolean isSameAs(Unit other) {
    return extent.equals(other.extent);
  }

  /** Two pods that {@link #to} speaks of. */
  Grid.Sample sample(Unit server, Grid grid) {
    for (Map.Entry<Integer, List<Pod>> from : podsByKind.entrySet()) {
      for (Map.Entry<Integer, List<Pod>> to : server.podsByKind.entrySet()) {
        boolean same = isSameAs(server) && from.getKey().equals(to.getKey());
        if (!same || from.getValue().size() > 1) {
          return Grid.Sample.of(from.getValue().get(0), to.getValue().get(same ? 1 : 0));
        }
      }
    }
    throw new IllegalStateException("one pod alone has no connection: " + extent);
  }

  /** What differs between the pods and a peer that is no pod. */
  int peer(Direction direction, int peer, Grid grid) {
    int delta = Deltas.NO_CONNECTION;
    for (int kind : podsByKind.keySet()) {
      int found = grid.peer(direction, kind, peer);
      delta = found == Deltas.NO_CONNECTION ? delta : found;
    }
    return delta;
  }

  /** Two ends that {@link #peer} speaks of. */
  Grid.Sample peerSample(Direction direction, int peer, Grid grid) {
    return podsByKind.keySet().stream()
        .flatMap(kind -> grid.peerSample(direction, kind, peer).stream())
        .findFirst()
        .orElseThrow();
  }

  /** Whether a direction of the pods lets more through, or less, than before. */
  boolean shifted(Direction direction, boolean widened, Grid grid) {
    return podsByKind.keySet().stream().anyMatch(kind -> grid.shifted(direction, kind, widened));
  }

  /** The policies of other APIs that keep a difference at the pods from being told. */
  SortedSet<String> untold(Direction direction, Grid grid) {
    SortedSet<String> policies = new TreeSet<>();
    podsByKind.keySet().forEach(kind -> policies.addAll(grid.untold(direction, kind)));
    return policies;
  }

  /** What else keeps a difference at the pods from being told, in words. */
  SortedSet<String> doubts(Direction direction, Grid grid) {
    SortedSet<String> doubts = new TreeSet<>();
    podsByKind.keySet().forEach(kind -> doubts.addAll(grid.doubts(direction, kind)));
    return doubts;
  }

  /** Whether the pods' own policies of a direction differ. */
  boolean changed(Direction direction, Grid grid) {
    return podsByKind.keySet().stream().anyMatch(kind -> grid.changed(direction, kind));
  }
}
