package io.sluice.recommender.cli;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Parameters;

/** Which logs are read. */
final class LogOptions extends ReadingOptions {
  @Parameters(
      arity = "1..*",
      paramLabel = "LOGS",
      description = "Log files, folders, globs, or - for standard input; gz and zst too.")
  List<String> logs = new ArrayList<>();
}
