package io.sluice.recommender.cli.read;

import io.sluice.analyzer.attribute.Attributor;
import io.sluice.analyzer.attribute.ClusterBindings;
import io.sluice.analyzer.attribute.InventoryListeners;
import io.sluice.analyzer.cluster.Pod;
import io.sluice.analyzer.edge.EdgeTable;
import io.sluice.analyzer.edge.Edges;
import io.sluice.analyzer.edge.RowLimit;
import io.sluice.analyzer.edge.file.StoredListeners;
import io.sluice.analyzer.edge.file.StoredTable;
import io.sluice.analyzer.inventory.Inventory;
import io.sluice.analyzer.inventory.PodDirectory;
import io.sluice.ingest.EndpointDictionary;
import io.sluice.ingest.FileSummary;
import io.sluice.ingest.FlowSink;
import io.sluice.ingest.HostNames;
import io.sluice.ingest.Outcome;
import io.sluice.ingest.source.LogReader;
import io.sluice.recommender.answer.Evidence;
import io.sluice.recommender.cli.run.Console;
import io.sluice.recommender.cli.run.Session;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Logs turned into edges.
 *
 * @param input the files and what became of their records
 * @param table the rows, before anything is turned
 * @param edges what was seen
 * @param pods the pods that the edges number
 * @param window the times that counted
 * @param names what the logs and the logs of tables call addresses
 * @param disagreements ends whose name in the log and whose address in the snapshot disagree
 */
public record LogReading(
    LogReader.Result input,
    EdgeTable table,
    Edges edges,
    PodDirectory pods,
    TimeWindow window,
    HostNames names,
    long disagreements) {

  /** Nothing read. */
  static LogReading none(Inventory inventory) {
    EdgeTable empty = new EdgeTable();
    return new LogReading(
        new LogReader.Result(List.of(), List.of()),
        empty,
        empty.resolve(new InventoryListeners(inventory)),
        new PodDirectory(inventory),
        TimeWindow.ALL,
        new HostNames(),
        0);
  }

  static LogReading read(
      LogOptions options, Inventory inventory, Session session, Console console) {
    boolean several = inventory.clusters().size() > 1 || Passes.relative(options);
    Passes passes = new Passes(options, session, console, several);
    return read(passes, inventory, List.of(passes.window())).get(0);
  }

  /**
   * The logs in two halves that share all but their edges: first what is learnt from, then the span
   * before the end, which is held out.
   */
  public static List<LogReading> readHalves(
      LogOptions options, Inventory inventory, Session session, Console console, Duration heldOut) {
    Passes passes = new Passes(options, session, console, true);
    return read(passes, inventory, passes.halves(heldOut));
  }

  private static List<LogReading> read(
      Passes passes, Inventory inventory, List<TimeWindow> windows) {
    ClusterBindings bindings =
        inventory.clusters().size() > 1
            ? collected(passes, inventory)
            : ClusterBindings.single(inventory);
    PodDirectory pods = new PodDirectory(inventory);
    List<EdgeTable> tables = windows.stream().map(window -> new EdgeTable()).toList();
    RowLimit limit = RowLimit.ofHeap(Runtime.getRuntime().maxMemory());
    List<List<Attributor>> workers = new ArrayList<>();
    List<EndpointDictionary> dictionaries = new ArrayList<>();
    TableReading stored = new TableReading(inventory, pods, windows, tables);
    LogReader.Result read =
        passes.read(
            (endpoints, observers) -> {
              dictionaries.add(endpoints);
              List<Attributor> attributors = new ArrayList<>();
              for (int i = 0; i < windows.size(); i++) {
                attributors.add(
                    new Attributor(
                        inventory, pods, endpoints, observers, bindings, new EdgeTable(limit)));
              }
              workers.add(attributors);
              return sink(windows, attributors);
            },
            stored);
    long disagreements = stored.disagreements();
    for (List<Attributor> attributors : workers) {
      for (int i = 0; i < windows.size(); i++) {
        tables.get(i).absorb(attributors.get(i).table());
        disagreements += attributors.get(i).counts().disagreements();
      }
    }
    LogReader.Result input = stored.completed(read);
    StoredListeners listeners = new StoredListeners(new InventoryListeners(inventory), pods);
    HostNames names = stored.names();
    dictionaries.forEach(endpoints -> names.addAll(endpoints.hostNames()));
    List<LogReading> readings = new ArrayList<>();
    for (int i = 0; i < windows.size(); i++) {
      EdgeTable table = tables.get(i);
      readings.add(
          new LogReading(
              input, table, table.resolve(listeners), pods, windows.get(i), names, disagreements));
    }
    return readings;
  }

  /** To each window its own. */
  private static FlowSink sink(List<TimeWindow> windows, List<Attributor> attributors) {
    if (windows.size() == 1) {
      return windows.get(0).before(attributors.get(0));
    }
    return flow -> {
      for (int i = 0; i < windows.size(); i++) {
        if (windows.get(i).holds(flow)) {
          return attributors.get(i).accept(flow);
        }
      }
      return Outcome.OUTSIDE_WINDOW;
    };
  }

  /** The same for whoever answers from it. */
  public Evidence evidence() {
    return new Evidence(
        input, edges, pods, names, disagreements, window.fromMillis(), window.untilMillis());
  }

  /** The same as it can be kept in a file. */
  public StoredTable stored() {
    List<Pod> all = new ArrayList<>();
    for (int id = 0; id < pods.size(); id++) {
      all.add(pods.get(id));
    }
    List<FileSummary> logs = StoredTable.logsOf(input.files()).stream().map(window::cut).toList();
    return new StoredTable(table, all, logs, input.unknown(), disagreements, names);
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
