package io.sluice.recommender.cli.read;

import io.sluice.ingest.LogFormat;
import io.sluice.ingest.decode.Decoders;
import java.util.Optional;
import picocli.CommandLine.Option;

/** How logs are read, and how good they must be. */
abstract class ReadingOptions {
  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      description = "Format of all logs, instead of telling it from each file's content.")
  Optional<LogFormat> format = Optional.empty();

  @Option(
      names = "--decoder",
      paramLabel = "WHICH",
      description =
          "fast (default) or reference: slower, with the same results; to compare where they seem"
              + " wrong.")
  Decoders decoder = Decoders.FAST;

  @Option(
      names = "--since",
      paramLabel = "TIME",
      description =
          "Leave earlier records out: RFC 3339, or a span before the last record (30m, 12h, 7d).")
  Optional<TimeBound> since = Optional.empty();

  @Option(
      names = "--until",
      paramLabel = "TIME",
      description = "Leave this time and later records out; written as with --since.")
  Optional<TimeBound> until = Optional.empty();

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "Read logs with so many threads; all cores where nothing is said.")
  Optional<ThreadCount> threads = Optional.empty();

  @Option(
      names = "--strict",
      description = "Stop with exit code 4 on any malformed record, unread file or refused policy.")
  boolean strict;

  @Option(
      names = "--max-bad",
      paramLabel = "N%",
      description = "Stop with exit code 4 when more of the records cannot be read.")
  Optional<Percent> maxBad = Optional.empty();

  @Option(
      names = "--min-coverage",
      paramLabel = "N%",
      description = "Stop with exit code 4 when fewer hours of the window hold records.")
  Optional<Percent> minCoverage = Optional.empty();

  /** With how many threads logs are read. */
  int threads() {
    return threads
        .map(ThreadCount::number)
        .orElseGet(() -> Runtime.getRuntime().availableProcessors());
  }
}
