package io.sluice.bench.startup;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The least that a program with a handful of options can be: what start-up is compared with. */
@Command(name = "bare", description = "Says how many of its options were given.")
public final class Bare implements Callable<Integer> {
  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help.")
  boolean help;

  @Option(names = "--out-dir", paramLabel = "DIR", description = "Write the files there.")
  private @Nullable Path folder;

  @Option(names = "--threads", paramLabel = "N", description = "Read with so many threads.")
  private int threads = 1;

  @Option(names = "--strict", description = "Exit with another code on any problem.")
  private boolean strict;

  @Option(names = "--name", paramLabel = "NAME", description = "What it is called in the answer.")
  private @Nullable String name;

  @Parameters(paramLabel = "LOGS", description = "What is read.")
  private List<Path> logs = List.of();

  private Bare() {}

  /** Runs it and exits with its code. */
  public static void main(String[] arguments) {
    System.exit(new CommandLine(new Bare()).execute(arguments));
  }

  @Override
  public Integer call() {
    int given = (folder == null ? 0 : 1) + (name == null ? 0 : 1) + (strict ? 1 : 0);
    System.out.println(given + (threads == 1 ? 0 : 1) + logs.size());
    return 0;
  }
}
