package io.sluice.recommender.cli.read;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** Logs of a command that can do without. */
public final class FlowsOption extends ReadingOptions {
  @Option(
      names = "--flows",
      split = "\n",
      paramLabel = "LOGS",
      description = "Weigh the answer with these logs: files, folders, globs; repeatable.")
  public List<String> flows = new ArrayList<>();

  /** The same for those who read logs. */
  public LogOptions logs() {
    LogOptions logs = new LogOptions();
    logs.logs = flows;
    logs.format = format;
    logs.decoder = decoder;
    logs.since = since;
    logs.until = until;
    logs.strict = strict;
    logs.maxBad = maxBad;
    logs.minCoverage = minCoverage;
    return logs;
  }
}
