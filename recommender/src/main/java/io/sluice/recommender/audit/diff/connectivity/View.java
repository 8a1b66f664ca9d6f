package io.sluice.recommender.audit.diff.connectivity;

import io.sluice.analyzer.policy.PolicyPort;
import io.sluice.analyzer.policy.evaluate.Connection;
import io.sluice.ingest.AddressFamily;
import io.sluice.recommender.audit.diff.connectivity.kinds.Deltas;
import io.sluice.recommender.audit.diff.connectivity.kinds.Grid;
import java.util.List;
import java.util.Optional;

/**
 * A cluster as it is met in one address family, or in the only one that it has.
 *
 * @param grid what differs between its ends
 * @param units its workloads, as far as their pods agree
 * @param changes its lines
 */
record View(Grid grid, List<Unit> units, List<ConnectivityChange> changes) {
  /** Keeps its own copies. */
  View {
    units = List.copyOf(units);
    changes = List.copyOf(changes);
  }

  static View of(String cluster, Grid grid) {
    List<Unit> units = Unit.of(grid);
    return new View(
        grid,
        units,
        Collapse.rows(grid, units).stream().map(row -> change(cluster, row, grid)).toList());
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
        grid.ends().family(),
        new Connection(
            row.sample().client(),
            row.sample().server(),
            example.protocol().number(),
            example.from()));
  }

  /** The family of its ends. */
  Optional<AddressFamily> family() {
    return grid.ends().family();
  }

  /** Whether some of an extent is met in it. */
  boolean meets(Extent extent) {
    if (extent instanceof Extent.PodsOf pods) {
      return units.stream().anyMatch(unit -> unit.extent().overlaps(pods));
    }
    if (extent instanceof Extent.PodsIn in) {
      return units.stream().anyMatch(unit -> unit.namespace().equals(in.namespace()));
    }
    if (extent instanceof Extent.PodsOutside outside) {
      return units.stream().anyMatch(unit -> !unit.namespace().equals(outside.namespace()));
    }
    if (extent instanceof Extent.Nodes nodes) {
      return grid.ends().nodes().stream()
          .flatMap(kind -> kind.members().stream())
          .anyMatch(node -> nodes.names().contains(node.name()));
    }
    return !(extent instanceof Extent.Addresses addresses)
        || addresses.blocks().stream()
            .anyMatch(block -> family().equals(Optional.of(AddressFamily.of(block.cidr().base()))));
  }

  /** Whether it has nodes at all. */
  boolean hasNodes() {
    return !grid.ends().nodes().isEmpty();
  }
}
