package io.sluice.recommender.cli.command;

import io.sluice.ingest.UnusableInputException;
import io.sluice.recommender.audit.Auditor;
import io.sluice.recommender.audit.backtest.Backtest;
import io.sluice.recommender.audit.backtest.Backtester;
import io.sluice.recommender.cli.cluster.ClusterState;
import io.sluice.recommender.cli.output.OutputFormat;
import io.sluice.recommender.cli.output.OutputOptions;
import io.sluice.recommender.cli.read.LogOptions;
import io.sluice.recommender.cli.read.LogReading;
import io.sluice.recommender.cli.read.TimeBound;
import io.sluice.recommender.cli.run.Console;
import io.sluice.recommender.cli.run.Session;
import io.sluice.recommender.cli.run.UsageException;
import io.sluice.recommender.recommend.Recommendation;
import io.sluice.recommender.recommend.Recommender;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** {@code --backtest}: whether and how much of the logs is held out. */
final class BacktestOption {
  @Option(
      names = "--backtest",
      paramLabel = "SPAN",
      description =
          "Hold out this span before the last record (12h, 7d), learn from what is before it, and"
              + " show what would have been denied. Writes no policies.")
  Optional<TimeBound> backtest = Optional.empty();

  /** What is held out, if anything; refuses what would write policies of a part of the logs. */
  Optional<Duration> span(Optional<Path> outDir, OutputOptions output) {
    if (backtest.isEmpty()) {
      return Optional.empty();
    }
    if (!(backtest.get() instanceof TimeBound.BeforeTheEnd before) || before.span().isZero()) {
      throw new UsageException("--backtest is a span longer than nothing, such as 12h or 7d");
    }
    boolean yaml = output.has(OutputFormat.YAML);
    if (outDir.isPresent() || yaml) {
      throw new UsageException(
          "--backtest writes no policies, because those would rest on a part of the logs: leave "
              + (outDir.isPresent() ? "--out-dir" : "-o yaml")
              + " out, or run again without --backtest");
    }
    return Optional.of(before.span());
  }

  /**
   * Reads both halves: what is learnt from, and what is held out.
   *
   * @throws UnusableInputException where either of them holds nothing
   */
  static List<LogReading> halves(
      LogOptions logs, ClusterState state, Session session, Console console, Duration span) {
    List<LogReading> halves =
        LogReading.readHalves(logs, state.inventory(), session, console, span);
    Instant split = Instant.ofEpochMilli(halves.get(1).window().fromMillis());
    if (halves.get(0).table().size() + halves.get(1).table().size() > 0) {
      refuseEmpty(
          halves.get(0),
          "there is nothing to learn from: no record before "
              + split
              + " could be used; give --backtest a shorter span or more logs");
      refuseEmpty(
          halves.get(1),
          "there is nothing to replay: no record from "
              + split
              + " on could be used; give --backtest a longer span, or an earlier --until");
    }
    return halves;
  }

  private static void refuseEmpty(LogReading half, String message) {
    if (half.table().size() == 0) {
      throw new UnusableInputException(message);
    }
  }

  /** Replays what was held out through what was proposed without it. */
  static Backtest test(
      Recommender recommender,
      Auditor auditor,
      Recommendation recommendation,
      ClusterState state,
      LogReading heldOut,
      Duration span) {
    return new Backtester(auditor, recommendation, state.recorded())
        .test(
            recommender.judge(heldOut.edges(), state.recorded()),
            span,
            heldOut.window().fromMillis());
  }
}
