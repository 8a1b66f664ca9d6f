package io.sluice.analyzer.attribute;

import io.sluice.analyzer.cluster.Inventory;
import io.sluice.analyzer.cluster.PodDirectory;
import io.sluice.analyzer.edge.EdgeTable;
import io.sluice.ingest.EndpointDictionary;
import io.sluice.ingest.Flow;
import io.sluice.ingest.FlowSink;
import io.sluice.ingest.ObserverDictionary;
import io.sluice.ingest.Outcome;

/** Turns flows into rows of an {@link EdgeTable}. One thread's; its table is merged at the end. */
public final class Attributor implements FlowSink {
  private final EdgeTable table;

  /**
   * An attributor for one worker.
   *
   * @param bindings which observer belongs to which cluster
   */
  public Attributor(
      Inventory inventory,
      PodDirectory pods,
      EndpointDictionary endpoints,
      ObserverDictionary observers,
      ClusterBindings bindings,
      EdgeTable table) {
    this.table = table;
  }

  @Override
  public Outcome accept(Flow flow) {
    throw new IllegalStateException("stub");
  }

  /** The table that it fills. */
  public EdgeTable table() {
    return table;
  }
}
