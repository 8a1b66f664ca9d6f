package io.sluice.recommender.cli.run;

import picocli.CommandLine.Option;

/** The one option of commands that need no other. */
public final class HelpOption {
  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help.")
  boolean help;
}
