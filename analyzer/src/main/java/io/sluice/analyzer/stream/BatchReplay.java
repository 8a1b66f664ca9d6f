package io.sluice.analyzer.stream;

import io.sluice.analyzer.attribute.Attributor;
import io.sluice.analyzer.attribute.ClusterBindings;
import io.sluice.analyzer.edge.EdgeTable;
import io.sluice.analyzer.edge.file.EdgeRecord;
import io.sluice.analyzer.edge.file.RowRecords;
import io.sluice.analyzer.inventory.Inventory;
import io.sluice.analyzer.inventory.PodDirectory;
import io.sluice.analyzer.stream.inventory.InventoryTable;
import io.sluice.ingest.EndpointDictionary;
import io.sluice.ingest.ObserverDictionary;
import io.sluice.ingest.batch.FlowBatch;
import io.sluice.ingest.batch.FlowBatchException;
import io.sluice.ingest.batch.FlowReplay;
import io.sluice.ingest.batch.ReplayedLog;

/**
 * Attributes batches into one table, until its rows are taken. What is known of ends is kept from
 * batch to batch until the inventory is another one, or there are too many. One task's.
 */
final class BatchReplay {
  /** With more ends than that, all that is remembered is begun anew. */
  private static final int MOST_ENDS = 200_000;

  private final InventoryTable inventories;
  private InventoryTable.Current inventory;
  private EndpointDictionary endpoints;
  private FlowReplay replay;
  private PodDirectory pods;
  private RowRecords records;
  private Attributor attributor;

  BatchReplay(InventoryTable inventories) {
    this.inventories = inventories;
    begin(inventories.current());
  }

  private void begin(InventoryTable.Current now) {
    inventory = now;
    Inventory objects = now.inventory();
    endpoints = new EndpointDictionary();
    ObserverDictionary observers = new ObserverDictionary();
    replay = new FlowReplay(endpoints, observers);
    pods = new PodDirectory(objects);
    records = new RowRecords(pods.all());
    attributor =
        new Attributor(
            objects, pods, endpoints, observers, ClusterBindings.single(objects), new EdgeTable());
  }

  /** Whether the rows must be taken before another batch is added: it may number pods otherwise. */
  boolean isOutdated() {
    InventoryTable.Current now = inventories.current();
    return now.version() != inventory.version()
        || endpoints.size() > MOST_ENDS
        || pods.size() > now.inventory().pods().size() + MOST_ENDS;
  }

  /**
   * Adds a batch's flows to the table and its account to its log.
   *
   * @return how many ends' names and addresses disagreed
   * @throws FlowBatchException where it is not readable; nothing was added then
   */
  long add(FlowBatch batch, ReplayedLog log) throws FlowBatchException {
    long before = attributor.counts().disagreements();
    log.replay(batch, replay, attributor);
    endpoints.hostNames().clear();
    return attributor.counts().disagreements() - before;
  }

  /** The rows that were not taken yet. */
  EdgeTable table() {
    return attributor.table();
  }

  /** Hands on a record for each row, and begins an empty table. */
  void take(EdgeRecord.Sink sink) {
    records.of(attributor.table(), sink);
    if (isOutdated()) {
      begin(inventories.current());
    } else {
      attributor.turnTo(new EdgeTable());
    }
  }
}
