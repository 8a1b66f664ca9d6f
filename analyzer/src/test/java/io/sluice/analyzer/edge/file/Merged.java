package io.sluice.analyzer.edge.file;

import io.sluice.analyzer.cluster.Pod;
import io.sluice.analyzer.edge.EdgeTable;
import io.sluice.analyzer.inventory.Inventory;
import io.sluice.analyzer.inventory.PodDirectory;
import io.sluice.ingest.HostNames;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Stored tables merged where there is an inventory or none. */
final class Merged {
  final EdgeTable table = new EdgeTable();
  final PodDirectory pods;
  private final Placement placement;

  Merged() {
    this(Inventory.empty());
  }

  Merged(Inventory inventory) {
    pods = new PodDirectory(inventory);
    placement = new Placement(inventory, pods);
  }

  Merged add(StoredTable stored) throws IOException {
    placement.add(stored, table);
    return this;
  }

  StoredTable stored() {
    List<Pod> all = new ArrayList<>();
    for (int id = 0; id < pods.size(); id++) {
      all.add(pods.get(id));
    }
    return new StoredTable(table, all, List.of(), List.of(), 0, new HostNames());
  }
}
