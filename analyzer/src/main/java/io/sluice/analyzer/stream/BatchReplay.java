package io.sluice.analyzer.stream;

import io.sluice.analyzer.attribute.Attributor;
import io.sluice.analyzer.attribute.ClusterBindings;
import io.sluice.analyzer.cluster.Pod;
import io.sluice.analyzer.edge.EdgeTable;
import io.sluice.analyzer.inventory.Inventory;
import io.sluice.analyzer.inventory.PodDirectory;
import io.sluice.analyzer.stream.inventory.InventoryTable;
import io.sluice.ingest.EndpointDictionary;
import io.sluice.ingest.ObserverDictionary;
import io.sluice.ingest.batch.FlowBatch;
import io.sluice.ingest.batch.FlowBatchException;
import io.sluice.ingest.batch.FlowReplay;
import io.sluice.ingest.batch.ReplayedLog;
import java.util.List;

/**
 * Attributes batches, each into a table of its own. What is known of ends is kept from batch to
 * batch until the inventory is another one, or there are too many. One task's.
 */
final class BatchReplay {
  /** With more ends than that, all that is remembered is begun anew. */
  private static final int MOST_ENDS = 200_000;

  private final InventoryTable table;
  private InventoryTable.Current inventory;
  private EndpointDictionary endpoints;
  private FlowReplay replay;
  private PodDirectory pods;
  private Attributor attributor;

  BatchReplay(InventoryTable table) {
    this.table = table;
    begin(table.current());
  }

  private void begin(InventoryTable.Current now) {
    inventory = now;
    Inventory objects = now.inventory();
    endpoints = new EndpointDictionary();
    ObserverDictionary observers = new ObserverDictionary();
    replay = new FlowReplay(endpoints, observers);
    pods = new PodDirectory(objects);
    attributor =
        new Attributor(
            objects, pods, endpoints, observers, ClusterBindings.single(objects), new EdgeTable());
  }

  /**
   * Adds a batch's flows to a table and its account to its log.
   *
   * @return how many ends' names and addresses disagreed
   * @throws FlowBatchException where it is not readable; nothing was added then
   */
  long into(EdgeTable target, FlowBatch batch, ReplayedLog log) throws FlowBatchException {
    InventoryTable.Current now = table.current();
    if (now.version() != inventory.version()
        || endpoints.size() > MOST_ENDS
        || pods.size() > most(now)) {
      begin(now);
    }
    attributor.turnTo(target);
    log.replay(batch, replay, attributor);
    endpoints.hostNames().clear();
    return attributor.counts().disagreements();
  }

  private static int most(InventoryTable.Current now) {
    return now.inventory().pods().size() + MOST_ENDS;
  }

  /** The pods that the last table's rows number. */
  List<Pod> pods() {
    return pods.all();
  }
}
