package io.sluice.recommender.cli;

import io.sluice.analyzer.attribute.Attributor;
import io.sluice.analyzer.attribute.ClusterBindings;
import io.sluice.analyzer.attribute.InventoryListeners;
import io.sluice.analyzer.edge.EdgeTable;
import io.sluice.analyzer.edge.Edges;
import io.sluice.analyzer.inventory.Inventory;
import io.sluice.analyzer.inventory.PodDirectory;
import io.sluice.ingest.source.LogReader;
import java.util.ArrayList;
import java.util.List;

/**
 * Logs turned into edges.
 *
 * @param input the files and what became of their records
 * @param edges what was seen
 * @param pods the pods that the edges number
 * @param window the times that counted
 * @param disagreements ends whose name in the log and whose address in the snapshot disagree
 */
record LogReading(
    LogReader.Result input, Edges edges, PodDirectory pods, TimeWindow window, long disagreements) {

  /** Nothing read. */
  static LogReading none(Inventory inventory) {
    return new LogReading(
        new LogReader.Result(List.of(), List.of()),
        new EdgeTable().resolve(new InventoryListeners(inventory)),
        new PodDirectory(inventory),
        TimeWindow.ALL,
        0);
  }

  static LogReading read(
      LogOptions options, Inventory inventory, Session session, Console console) {
    boolean severalClusters = inventory.clusters().size() > 1;
    boolean several = severalClusters || Passes.relative(options);
    Passes passes = new Passes(options, session, console, several);
    TimeWindow window = passes.window();
    ClusterBindings bindings =
        severalClusters ? collected(passes, inventory) : ClusterBindings.single(inventory);

    PodDirectory pods = new PodDirectory(inventory);
    EdgeTable table = new EdgeTable();
    List<Attributor> attributors = new ArrayList<>();
    LogReader.Result input =
        passes.read(
            (endpoints, observers) -> {
              Attributor attributor =
                  new Attributor(inventory, pods, endpoints, observers, bindings, table);
              attributors.add(attributor);
              return window.before(attributor);
            });
    Edges edges = table.resolve(new InventoryListeners(inventory));
    long disagreements = attributors.stream().mapToLong(a -> a.counts().disagreements()).sum();
    return new LogReading(input, edges, pods, window, disagreements);
  }

  /** A pass that only finds out which network interface belongs to which cluster. */
  private static ClusterBindings collected(Passes passes, Inventory inventory) {
    List<ClusterBindings.Collector> collectors = new ArrayList<>();
    passes.read(
        (endpoints, observers) -> {
          var collector = new ClusterBindings.Collector(inventory, endpoints, observers);
          collectors.add(collector);
          return collector;
        });
    return collectors.get(0).bindings();
  }
}
