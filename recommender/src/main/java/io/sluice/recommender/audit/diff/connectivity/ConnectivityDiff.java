package io.sluice.recommender.audit.diff.connectivity;

import io.sluice.analyzer.cluster.Workload;
import io.sluice.analyzer.inventory.Inventory;
import io.sluice.analyzer.policy.Direction;
import io.sluice.analyzer.policy.evaluate.Evaluator;
import io.sluice.recommender.audit.diff.connectivity.kinds.ClusterEnds;
import io.sluice.recommender.audit.diff.connectivity.kinds.Grid;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Every connection of the pods that run, with each other, with addresses outside and with nodes, of
 * which two readings say different things: exact, for every port of TCP, UDP and SCTP, and for each
 * address family where pods have both.
 *
 * <p>Pods of different clusters see each other as addresses, so clusters are compared one by one.
 *
 * @param changes the connections, sorted
 * @param shifts directions through which more or less is allowed, sorted
 * @param untold where something may differ and cannot be told, sorted
 */
public record ConnectivityDiff(
    List<ConnectivityChange> changes, List<Shift> shifts, List<Untold> untold) {
  /** Keeps its own copies. */
  public ConnectivityDiff {
    untold = List.copyOf(untold);
    changes = List.copyOf(changes);
    shifts = List.copyOf(shifts);
  }

  /** Compares two readings, which may differ in policies and in engine. */
  public static ConnectivityDiff of(Inventory inventory, Evaluator before, Evaluator after) {
    List<ConnectivityChange> changes = new ArrayList<>();
    List<Shift> shifts = new ArrayList<>();
    List<Untold> untold = new ArrayList<>();
    for (String cluster : inventory.clusters()) {
      List<View> views =
          ClusterEnds.of(cluster, inventory, before, after).stream()
              .map(ends -> View.of(cluster, new Grid(ends, before, after)))
              .toList();
      changes.addAll(
          views.size() == 1
              ? views.get(0).changes()
              : TwoFamilies.together(views.get(0), views.get(1)));
      shifts.addAll(shifts(views));
      views.forEach(view -> untold.addAll(untold(view.grid(), view.units())));
    }
    return new ConnectivityDiff(
        changes.stream().sorted().toList(),
        shifts.stream().sorted().toList(),
        untold.stream().sorted().distinct().toList());
  }

  private static List<Shift> shifts(List<View> views) {
    SortedMap<Place, Set<Boolean>> found = new TreeMap<>();
    for (View view : views) {
      for (Unit unit : view.units()) {
        for (Direction direction : Direction.values()) {
          for (boolean widened : new boolean[] {true, false}) {
            if (unit.shifted(direction, widened, view.grid())) {
              Place place = new Place(unit.extent().workload(), direction);
              found.computeIfAbsent(place, p -> new TreeSet<>()).add(widened);
            }
          }
        }
      }
    }
    List<Shift> shifts = new ArrayList<>();
    found.forEach(
        (place, effects) ->
            shifts.add(
                new Shift(
                    place.workload,
                    place.direction,
                    effects.contains(true),
                    effects.contains(false))));
    return shifts;
  }

  private static List<Untold> untold(Grid grid, List<Unit> units) {
    List<Untold> untold = new ArrayList<>();
    for (Unit unit : units) {
      for (Direction direction : Direction.values()) {
        for (String policy : unit.untold(direction, grid)) {
          untold.add(Untold.byPolicy(unit.extent().workload(), direction, policy));
        }
        for (String reason : unit.doubts(direction, grid)) {
          untold.add(new Untold(unit.extent().workload(), direction, "", reason));
        }
      }
    }
    return untold;
  }

  private record Place(Workload workload, Direction direction) implements Comparable<Place> {
    @Override
    public int compareTo(Place other) {
      int byWorkload = workload.compareTo(other.workload);
      return byWorkload != 0 ? byWorkload : direction.compareTo(other.direction);
    }
  }
}
