package io.sluice.recommender.answer;

import io.sluice.analyzer.attribute.InventoryListeners;
import io.sluice.analyzer.edge.EdgeTable;
import io.sluice.analyzer.edge.Edges;
import io.sluice.analyzer.edge.file.Placement;
import io.sluice.analyzer.edge.file.StoredListeners;
import io.sluice.analyzer.edge.file.StoredTable;
import io.sluice.analyzer.inventory.Inventory;
import io.sluice.analyzer.inventory.PodDirectory;
import io.sluice.ingest.FileSummary;
import io.sluice.ingest.HostNames;
import io.sluice.ingest.LogFormat;
import io.sluice.ingest.source.LogReader;
import io.sluice.recommender.audit.Coverage;
import io.sluice.recommender.write.Wording;
import io.sluice.recommender.write.report.RunSummary;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What was seen, and how complete it is.
 *
 * @param input the files and what became of their records
 * @param edges what was seen
 * @param pods the pods that the edges number
 * @param names what the logs call addresses
 * @param disagreements ends whose name in the log and whose address in the snapshot disagree
 * @param fromMillis the first moment that counted
 * @param untilMillis the moment behind the last one
 */
public record Evidence(
    LogReader.Result input,
    Edges edges,
    PodDirectory pods,
    HostNames names,
    long disagreements,
    long fromMillis,
    long untilMillis) {

  /**
   * What a table holds, placed among the pods of an inventory.
   *
   * @param name what reports call the table
   * @throws IOException where it has edges of a cluster that the inventory does not know
   */
  public static Evidence of(StoredTable stored, Inventory inventory, String name)
      throws IOException {
    PodDirectory pods = new PodDirectory(inventory);
    EdgeTable table = new EdgeTable();
    new Placement(inventory, pods).add(stored, table);
    return new Evidence(
        new LogReader.Result(
            List.of(StoredTable.summary(name, stored.logs())), new ArrayList<>(stored.unread())),
        table.resolve(new StoredListeners(new InventoryListeners(inventory), pods)),
        pods,
        stored.names(),
        stored.disagreements(),
        Long.MIN_VALUE,
        Long.MAX_VALUE);
  }

  /** The part that goes into every report. */
  public RunSummary summary(ClusterFacts cluster, Optional<EngineChoice> engine) {
    List<String> warnings = new ArrayList<>(cluster.warnings());
    engine.ifPresent(choice -> warnings.addAll(choice.warnings()));
    if (disagreements > 0) {
      warnings.add(
          "the names in the logs and the addresses in the snapshot disagree for "
              + Wording.count(disagreements, "end", "ends")
              + " of records; the names were taken");
    }
    if (formats().containsAll(Set.of(LogFormat.VNET, LogFormat.NSG))) {
      warnings.add(
          "both VNet and NSG flow logs were read: where they watch the same path, every connection"
              + " counts twice; leave the NSG logs out");
    }
    return new RunSummary(
        input,
        Coverage.of(input.files(), edges, fromMillis, untilMillis),
        engine.map(EngineChoice::reason).orElse(""),
        cluster.problems(),
        warnings);
  }

  private Set<LogFormat> formats() {
    return StoredTable.logsOf(input.files()).stream()
        .map(FileSummary::format)
        .collect(Collectors.toSet());
  }
}
