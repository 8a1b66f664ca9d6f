package io.sluice.recommender.audit.diff.connectivity;

import io.sluice.analyzer.policy.Direction;
import io.sluice.recommender.audit.diff.connectivity.kinds.Deltas;
import io.sluice.recommender.audit.diff.connectivity.kinds.Grid;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Lines between pods, each seen from an end whose own policies differ: first whatever changes alike
 * for any pod or for all but a few, then for whole namespaces, then the rest one by one. Lines may
 * overlap; none says more than what was found, and together they say all of it.
 */
final class PodRows {
  private final Grid grid;
  private final List<Unit> units;
  private final Herds herds;
  private final int[][] cells;
  private final BitSet[] said;
  private final List<Row> rows = new ArrayList<>();

  private PodRows(Grid grid, List<Unit> units, Herds herds) {
    this.grid = grid;
    this.units = units;
    this.herds = herds;
    this.cells = new int[units.size()][units.size()];
    this.said = new BitSet[units.size()];
    for (int client = 0; client < units.size(); client++) {
      said[client] = new BitSet();
      for (int server = 0; server < units.size(); server++) {
        cells[client][server] = units.get(client).to(units.get(server), grid);
      }
    }
  }

  static List<Row> of(Grid grid, List<Unit> units, Herds herds) {
    PodRows rows = new PodRows(grid, units, herds);
    for (boolean wide : new boolean[] {true, false}) {
      for (boolean towardsServer : new boolean[] {true, false}) {
        for (int unit = 0; unit < units.size(); unit++) {
          rows.cover(unit, towardsServer, wide);
        }
      }
    }
    rows.rest();
    return rows.rows;
  }

  /** Lines between a unit and groups of others. */
  private void cover(int unit, boolean server, boolean wide) {
    if (!units.get(unit).changed(server ? Direction.INGRESS : Direction.EGRESS, grid)) {
      return;
    }
    BitSet careless = new BitSet();
    Map<Integer, BitSet> byDelta = new TreeMap<>();
    for (int other = 0; other < units.size(); other++) {
      int cell = server ? cells[other][unit] : cells[unit][other];
      if (cell == Deltas.NO_CONNECTION) {
        careless.set(other);
      } else if (cell != Deltas.NONE) {
        byDelta.computeIfAbsent(cell, d -> new BitSet()).set(other);
      }
    }
    String namespace = units.get(unit).namespace();
    byDelta.forEach(
        (delta, members) -> {
          for (Herds.Herd herd : wide ? herds.wide(namespace, members, careless) : herds.narrow()) {
            if (herd.isIn(members, careless)) {
              say(unit, server, delta, herd, members);
            }
          }
        });
  }

  private void say(int unit, boolean server, int delta, Herds.Herd herd, BitSet members) {
    BitSet meant = (BitSet) herd.units().clone();
    meant.and(members);
    boolean news = false;
    for (int other = meant.nextSetBit(0); other >= 0; other = meant.nextSetBit(other + 1)) {
      int client = server ? other : unit;
      int listener = server ? unit : other;
      news |= !said[client].get(listener);
      said[client].set(listener);
    }
    if (news) {
      Unit fixed = units.get(unit);
      Unit one = units.get(meant.nextSetBit(0));
      rows.add(
          server
              ? new Row(herd.extent(), fixed.extent(), delta, one.sample(fixed, grid))
              : new Row(fixed.extent(), herd.extent(), delta, fixed.sample(one, grid)));
    }
  }

  private void rest() {
    for (int client = 0; client < units.size(); client++) {
      for (int server = 0; server < units.size(); server++) {
        if (cells[client][server] > Deltas.NONE && !said[client].get(server)) {
          Unit from = units.get(client);
          Unit to = units.get(server);
          Grid.Sample sample = from.sample(to, grid);
          rows.add(new Row(from.extent(), to.extent(), cells[client][server], sample));
        }
      }
    }
  }
}
