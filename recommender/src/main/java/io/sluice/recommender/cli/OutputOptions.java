package io.sluice.recommender.cli;

import io.sluice.recommender.audit.EdgeText;
import io.sluice.recommender.write.NamespaceFilter;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import picocli.CommandLine.Option;

/** How the answer is written. */
final class OutputOptions {
  /** A comma counts only before another format, so that paths may hold commas. */
  private static final String NEXT_FORMAT = ",(?=(?:table|wide|json|yaml|md|csv)(?:[=,]|$))";

  @Option(
      names = {"-o", "--output"},
      split = NEXT_FORMAT,
      splitSynopsisLabel = ",",
      paramLabel = "FORMAT[=PATH]",
      description =
          "table (default), wide, json, md, yaml (recommend), csv (flows); a file with =PATH.")
  List<OutputSpec> outputs = new ArrayList<>();

  @Option(
      names = {"-n", "--namespace"},
      split = ",",
      paramLabel = "NAME",
      description = "Show only this namespace (repeatable); the exit code still counts all.")
  List<String> namespaces = new ArrayList<>();

  @Option(
      names = "--show-client-addresses",
      description = "Do not mask the addresses of internet clients.")
  boolean showClientAddresses;

  EdgeText text() {
    return new EdgeText(showClientAddresses);
  }

  NamespaceFilter filter() {
    return new NamespaceFilter(new TreeSet<>(namespaces));
  }
}
