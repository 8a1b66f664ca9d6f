package io.sluice.recommender.audit.diff.connectivity;

import io.sluice.analyzer.cluster.Workload;
import io.sluice.analyzer.inventory.Inventory;
import io.sluice.analyzer.policy.Direction;
import io.sluice.analyzer.policy.PolicyPort;
import io.sluice.analyzer.policy.evaluate.Connection;
import io.sluice.analyzer.policy.evaluate.Evaluator;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Every connection of the pods that run, with each other, with addresses outside and with nodes, of
 * which two readings say different things: exact, for every port of TCP, UDP and SCTP.
 *
 * <p>Pods of different clusters see each other as addresses, so clusters are compared one by one.
 *
 * @param changes the connections, sorted
 * @param shifts whose own policies widened or tightened what is allowed, sorted
 */
public record ConnectivityDiff(List<ConnectivityChange> changes, List<Shift> shifts) {
  /** Keeps its own copies. */
  public ConnectivityDiff {
    changes = List.copyOf(changes);
    shifts = List.copyOf(shifts);
  }

  /** Compares two readings, which may differ in policies and in engine. */
  public static ConnectivityDiff of(Inventory inventory, Evaluator before, Evaluator after) {
    List<ConnectivityChange> changes = new ArrayList<>();
    List<Shift> shifts = new ArrayList<>();
    for (String cluster : inventory.clusters()) {
      Grid grid = new Grid(ClusterEnds.of(cluster, inventory, before, after), before, after);
      List<Unit> units = Unit.of(grid);
      Collapse.rows(grid, units).forEach(row -> changes.add(change(cluster, row, grid)));
      shifts.addAll(shifts(grid, units));
    }
    return new ConnectivityDiff(
        changes.stream().sorted().toList(), shifts.stream().sorted().toList());
  }

  private static ConnectivityChange change(String cluster, Row row, Grid grid) {
    Deltas.Delta delta = grid.delta(row.delta());
    PolicyPort.Range example = delta.example();
    return new ConnectivityChange(
        cluster,
        row.from(),
        row.to(),
        delta.before(),
        delta.after(),
        new Connection(
            row.sample().client(),
            row.sample().server(),
            example.protocol().number(),
            example.from()));
  }

  private static List<Shift> shifts(Grid grid, List<Unit> units) {
    SortedMap<Workload, boolean[][]> found = new TreeMap<>();
    for (Unit unit : units) {
      for (Direction direction : Direction.values()) {
        if (unit.changed(direction, grid)) {
          boolean[] effect =
              found
                  .computeIfAbsent(unit.extent().workload(), w -> new boolean[2][2])[
                  direction.ordinal()];
          deltas(unit, direction, grid, units).forEach(delta -> note(effect, grid.delta(delta)));
        }
      }
    }
    List<Shift> shifts = new ArrayList<>();
    found.forEach(
        (workload, effects) -> {
          for (Direction direction : Direction.values()) {
            boolean[] effect = effects[direction.ordinal()];
            if (effect[0] || effect[1]) {
              shifts.add(new Shift(workload, direction, effect[0], effect[1]));
            }
          }
        });
    return shifts;
  }

  private static void note(boolean[] effect, Deltas.Delta delta) {
    effect[0] |= !delta.after().minus(delta.before()).isEmpty();
    effect[1] |= !delta.before().minus(delta.after()).isEmpty();
  }

  /** What differs at a unit's own side, each delta once. */
  private static List<Integer> deltas(Unit unit, Direction direction, Grid grid, List<Unit> units) {
    TreeSet<Integer> deltas = new TreeSet<>();
    for (Unit other : units) {
      deltas.add(direction == Direction.EGRESS ? unit.to(other, grid) : other.to(unit, grid));
    }
    for (int peer = 0; peer < grid.peers(); peer++) {
      deltas.add(unit.peer(direction, peer, grid));
    }
    return deltas.tailSet(Deltas.NONE, false).stream().toList();
  }
}
