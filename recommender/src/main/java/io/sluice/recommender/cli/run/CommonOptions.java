package io.sluice.recommender.cli.run;

import java.util.Locale;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What every command takes. */
public final class CommonOptions {
  /** When to use colours. */
  public enum Colour {
    AUTO,
    ALWAYS,
    NEVER;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** How to show that a long run gets on. */
  public enum ProgressStyle {
    AUTO,
    PLAIN,
    NONE;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  @Option(
      names = {"-q", "--quiet"},
      description = "No accounting, warnings or progress on stderr; errors still.")
  public boolean quiet;

  @Option(
      names = {"-v", "--verbose"},
      description = "More about what was read and decided, on stderr.")
  public boolean verbose;

  @Option(
      names = "--color",
      paramLabel = "WHEN",
      defaultValue = "auto",
      description = "Colours: auto (only on a terminal, and not with NO_COLOR), always, never.")
  Colour colour = Colour.AUTO;

  @Option(
      names = "--progress",
      paramLabel = "HOW",
      defaultValue = "auto",
      description = "Progress on stderr: auto (a line on a terminal), plain (lines), none.")
  ProgressStyle progress = ProgressStyle.AUTO;

  @Option(names = "--debug", description = "Stack traces with error messages.")
  boolean debug;

  @Mixin HelpOption help = new HelpOption();
}
