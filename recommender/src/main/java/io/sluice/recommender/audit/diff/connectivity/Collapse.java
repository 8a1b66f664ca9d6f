package io.sluice.recommender.audit.diff.connectivity;

import io.sluice.analyzer.policy.Direction;
import io.sluice.recommender.audit.diff.connectivity.kinds.Deltas;
import io.sluice.recommender.audit.diff.connectivity.kinds.Grid;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Puts lines that say the same of many ends into one. */
final class Collapse {
  /** Lines that differ in one end only. */
  private record Key(Extent other, int delta) {}

  private final Grid grid;
  private final Herds herds;
  private final Map<Extent, Integer> numbers = new HashMap<>();

  private Collapse(Grid grid, List<Unit> units, Herds herds) {
    this.grid = grid;
    this.herds = herds;
    for (Unit unit : units) {
      numbers.put(unit.extent(), numbers.size());
    }
  }

  /** The lines of a grid. */
  static List<Row> rows(Grid grid, List<Unit> units) {
    Herds herds = new Herds(units);
    List<Row> rows = new ArrayList<>(PodRows.of(grid, units, herds));
    rows.addAll(PeerRows.of(grid, units));
    Collapse collapse = new Collapse(grid, units, herds);
    for (boolean server : new boolean[] {true, false}) {
      rows = collapse.everybody(rows, server);
    }
    for (boolean server : new boolean[] {true, false}) {
      rows = collapse.units(rows, server);
    }
    return rows;
  }

  private static Map<Key, List<Row>> byOther(List<Row> rows, boolean server) {
    Map<Key, List<Row>> groups = new LinkedHashMap<>();
    for (Row row : rows) {
      groups
          .computeIfAbsent(new Key(row.end(!server), row.delta()), k -> new ArrayList<>())
          .add(row);
    }
    return groups;
  }

  /** Units at one side that together are a namespace or all pods. */
  private List<Row> units(List<Row> rows, boolean server) {
    List<Row> collapsed = new ArrayList<>();
    byOther(rows, server)
        .forEach(
            (key, group) -> {
              Map<Integer, Row> units = new LinkedHashMap<>();
              for (Row row : group) {
                Integer number = numbers.get(row.end(server));
                if (number == null) {
                  collapsed.add(row);
                } else {
                  units.put(number, row);
                }
              }
              collapsed.addAll(herded(units, key.other, server));
            });
    return collapsed;
  }

  private List<Row> herded(Map<Integer, Row> units, Extent other, boolean server) {
    List<Row> collapsed = new ArrayList<>();
    BitSet left = new BitSet();
    units.keySet().forEach(left::set);
    List<Herds.Herd> candidates =
        new ArrayList<>(herds.wide(other instanceof Extent.PodsIn in ? in.namespace() : ""));
    candidates.addAll(herds.narrow());
    for (Herds.Herd herd : candidates) {
      if (units.size() > 1 && herd.isIn(left, new BitSet())) {
        collapsed.add(first(units, herd).with(server, herd.extent()));
        left.andNot(herd.units());
      }
    }
    units.forEach((number, row) -> addIf(left.get(number), row, collapsed));
    return collapsed;
  }

  private static Row first(Map<Integer, Row> units, Herds.Herd herd) {
    return units.entrySet().stream()
        .filter(unit -> herd.units().get(unit.getKey()))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElseThrow();
  }

  private static void addIf(boolean holds, Row row, List<Row> to) {
    if (holds) {
      to.add(row);
    }
  }

  /** Any pod, any address and any node at one side are anybody. */
  private List<Row> everybody(List<Row> rows, boolean server) {
    List<Row> collapsed = new ArrayList<>();
    for (List<Row> group : byOther(rows, server).values()) {
      Optional<Row> pods = group.stream().filter(r -> isAnyPod(r.end(server))).findFirst();
      List<Row> parts = new ArrayList<>();
      pods.ifPresent(parts::add);
      group.stream().filter(r -> isAnyAddress(r.end(server))).forEach(parts::add);
      group.stream().filter(r -> isAllNodes(r.end(server), false)).forEach(parts::add);
      int needed = hasOtherNodes() ? 3 : 2;
      if (pods.isEmpty() || parts.size() < needed) {
        collapsed.addAll(group);
        continue;
      }
      List<Row> own = group.stream().filter(r -> isAllNodes(r.end(server), true)).toList();
      parts.addAll(own);
      Extent anywhere = new Extent.Anywhere(!own.isEmpty());
      collapsed.add(
          pods.get()
              .with(
                  server,
                  pods.get().end(server) instanceof Extent.But but
                      ? new Extent.But(anywhere, but.except())
                      : anywhere));
      group.stream().filter(row -> !parts.contains(row)).forEach(collapsed::add);
    }
    return collapsed;
  }

  private static boolean isAnyPod(Extent extent) {
    return extent instanceof Extent.AnyPod || extent instanceof Extent.But;
  }

  private static boolean isAnyAddress(Extent extent) {
    return extent instanceof Extent.Addresses addresses && addresses.any();
  }

  private static boolean isAllNodes(Extent extent, boolean own) {
    return extent instanceof Extent.Nodes nodes && nodes.all() && nodes.own() == own;
  }

  private boolean hasOtherNodes() {
    for (int kind = 0; kind < grid.kinds(); kind++) {
      for (int peer = grid.firstOtherNode(); peer < grid.firstOwnNode(); peer++) {
        if (grid.peer(Direction.INGRESS, kind, peer) != Deltas.NO_CONNECTION) {
          return true;
        }
      }
    }
    return false;
  }
}
