package io.sluice.recommender.cli.output;

import io.sluice.analyzer.cluster.Party;
import io.sluice.analyzer.cluster.Workload;
import io.sluice.analyzer.edge.Edge;
import io.sluice.analyzer.inventory.Inventory;
import io.sluice.recommender.audit.EdgeText;
import io.sluice.recommender.cli.read.Analysis;
import io.sluice.recommender.cli.run.Console;
import io.sluice.recommender.write.report.NamespaceFilter;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import picocli.CommandLine.Option;

/** How the answer about logs is written. */
public final class OutputOptions extends OutputForms {
  @Option(
      names = {"-n", "--namespace"},
      split = ",",
      paramLabel = "NAME",
      description = "Show only this namespace (repeatable); the exit code still counts all.")
  List<String> namespaces = new ArrayList<>();

  @Option(
      names = "--show-client-addresses",
      description = "Do not mask the addresses of internet clients.")
  public boolean showClientAddresses;

  public EdgeText text(Inventory inventory) {
    return EdgeText.of(showClientAddresses, inventory.workloads());
  }

  /**
   * Warns of namespaces that neither the cluster nor the logs know: an answer without them looks
   * like good news.
   */
  public void warnOfUnknownNamespaces(Analysis analysis, Console console) {
    Set<String> known = new TreeSet<>();
    analysis.cluster().inventory().workloads().forEach(w -> known.add(w.namespace()));
    for (List<Edge> edges :
        List.of(analysis.reading().edges().directed(), analysis.reading().edges().ambiguous())) {
      for (Edge edge : edges) {
        for (Party party : List.of(edge.key().client(), edge.key().server())) {
          if (party instanceof Workload workload) {
            known.add(workload.namespace());
          }
        }
      }
    }
    filter().namespaces().stream()
        .filter(name -> !known.contains(name))
        .forEach(
            name ->
                console.warn(
                    "--namespace "
                        + name
                        + ": neither the cluster nor the logs have such a namespace"));
  }

  public NamespaceFilter filter() {
    return new NamespaceFilter(new TreeSet<>(namespaces));
  }
}
