package io.sluice.recommender.cli.read;

import io.sluice.recommender.cli.run.UsageException;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Parameters;

/** Which logs are read. */
public final class LogOptions extends ReadingOptions {
  @Parameters(
      arity = "0..*",
      paramLabel = "LOGS",
      description = "Log files, folders, globs, or - for standard input; gz and zst too.")
  public List<String> logs = new ArrayList<>();

  /** Ends a run that cannot do without. */
  public void demand(String command) {
    if (logs.isEmpty()) {
      throw new UsageException(
          command + " needs LOGS: files, folders, globs, or - for standard input");
    }
  }
}
