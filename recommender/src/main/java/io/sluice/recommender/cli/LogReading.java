package io.sluice.recommender.cli;

import io.sluice.analyzer.attribute.Attributor;
import io.sluice.analyzer.attribute.ClusterBindings;
import io.sluice.analyzer.cluster.Inventory;
import io.sluice.analyzer.cluster.PodDirectory;
import io.sluice.analyzer.edge.EdgeTable;
import io.sluice.analyzer.edge.Edges;
import io.sluice.ingest.source.LogReader;

/**
 * Logs turned into edges.
 *
 * @param input the files and what became of their records
 * @param edges what was seen
 * @param pods the pods that the edges number
 * @param window the times that counted
 */
record LogReading(LogReader.Result input, Edges edges, PodDirectory pods, TimeWindow window) {

  static LogReading read(
      LogOptions options, Inventory inventory, Session session, Console console) {
    Passes passes = new Passes(options, session, console, manyPasses(options, inventory));
    TimeWindow window = passes.window();
    ClusterBindings bindings = ClusterBindings.single(inventory);
    PodDirectory pods = new PodDirectory(inventory);
    EdgeTable table = new EdgeTable();
    LogReader.Result input =
        passes.read(
            (endpoints, observers) ->
                window.before(
                    new Attributor(inventory, pods, endpoints, observers, bindings, table)));
    Edges edges = table.resolve(new DeclaredListeners(inventory));
    return new LogReading(input, edges, pods, window);
  }

  private static boolean manyPasses(LogOptions options, Inventory inventory) {
    return inventory.clusters().size() > 1 || Passes.relative(options);
  }
}
