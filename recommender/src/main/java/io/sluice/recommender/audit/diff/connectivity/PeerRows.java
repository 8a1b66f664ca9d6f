package io.sluice.recommender.audit.diff.connectivity;

import io.sluice.analyzer.policy.Direction;
import io.sluice.recommender.audit.diff.connectivity.kinds.AddressSpace;
import io.sluice.recommender.audit.diff.connectivity.kinds.Deltas;
import io.sluice.recommender.audit.diff.connectivity.kinds.Grid;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** Lines between pods and addresses outside, and between pods and nodes. */
final class PeerRows {
  private final Grid grid;
  private final List<Row> rows = new ArrayList<>();

  private PeerRows(Grid grid) {
    this.grid = grid;
  }

  static List<Row> of(Grid grid, List<Unit> units) {
    PeerRows rows = new PeerRows(grid);
    for (Unit unit : units) {
      for (Direction direction : Direction.values()) {
        if (unit.changed(direction, grid)) {
          rows.addresses(unit, direction);
          rows.nodes(unit, direction, false);
          rows.nodes(unit, direction, true);
        }
      }
    }
    return rows.rows;
  }

  private void addresses(Unit unit, Direction direction) {
    byDelta(unit, direction, 0, grid.firstOtherNode())
        .forEach(
            (delta, peers) -> {
              BitSet atoms = new BitSet();
              peers.forEach(peer -> atoms.or(grid.ends().addresses().kinds().get(peer).atoms()));
              add(unit, direction, delta, peers, described(atoms));
            });
  }

  private Extent described(BitSet atoms) {
    AddressSpace addresses = grid.ends().addresses();
    return new Extent.Addresses(addresses.described(atoms), addresses.isEverything(atoms));
  }

  private void nodes(Unit unit, Direction direction, boolean own) {
    int first = own ? grid.firstOwnNode() : grid.firstOtherNode();
    Map<Integer, List<Integer>> byDelta =
        byDelta(unit, direction, first, first + grid.ends().nodes().size());
    boolean all = byDelta.size() == 1 && !isUnchanged(unit, direction, first);
    byDelta.forEach(
        (delta, peers) -> {
          TreeSet<String> names = new TreeSet<>();
          peers.forEach(
              peer ->
                  grid.ends()
                      .nodes()
                      .get(peer - first)
                      .members()
                      .forEach(m -> names.add(m.name())));
          add(unit, direction, delta, peers, new Extent.Nodes(own, List.copyOf(names), all));
        });
  }

  private boolean isUnchanged(Unit unit, Direction direction, int first) {
    for (int i = 0; i < grid.ends().nodes().size(); i++) {
      if (unit.peer(direction, first + i, grid) == Deltas.NONE) {
        return true;
      }
    }
    return false;
  }

  private Map<Integer, List<Integer>> byDelta(Unit unit, Direction direction, int from, int to) {
    Map<Integer, List<Integer>> byDelta = new TreeMap<>();
    for (int peer = from; peer < to; peer++) {
      int delta = unit.peer(direction, peer, grid);
      if (delta > Deltas.NONE) {
        byDelta.computeIfAbsent(delta, d -> new ArrayList<>()).add(peer);
      }
    }
    return byDelta;
  }

  private void add(Unit unit, Direction direction, int delta, List<Integer> peers, Extent extent) {
    Grid.Sample sample = unit.peerSample(direction, peers.get(0), grid);
    rows.add(
        direction == Direction.EGRESS
            ? new Row(unit.extent(), extent, delta, sample)
            : new Row(extent, unit.extent(), delta, sample));
  }
}
