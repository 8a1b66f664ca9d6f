package io.sluice.recommender.cli.read;

import io.sluice.ingest.Account;
import io.sluice.ingest.UnusableInputException;
import io.sluice.recommender.answer.Case;
import io.sluice.recommender.answer.EngineChoice;
import io.sluice.recommender.cli.cluster.ClusterState;
import io.sluice.recommender.cli.run.Console;
import io.sluice.recommender.cli.run.Session;
import io.sluice.recommender.recommend.JudgedEdge;
import io.sluice.recommender.recommend.RecommendOptions;
import io.sluice.recommender.recommend.Settings;
import io.sluice.recommender.write.Wording;
import io.sluice.recommender.write.report.RunSummary;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What all commands share: the cluster, the logs read against it, and the account of both.
 *
 * @param cluster the clusters and their policies
 * @param reading the logs
 * @param engine whose rules are applied, where a command evaluates policies
 * @param summary the part that goes into every report
 */
public record Analysis(
    ClusterState cluster, LogReading reading, Optional<EngineChoice> engine, RunSummary summary) {

  /**
   * The same for a command whose answer rests on evidence.
   *
   * @throws UnusableInputException where not one record could be used: "nothing would break" and
   *     "nobody talks" must not be said of logs that say nothing
   */
  public static Analysis ofEvidence(
      ClusterState cluster,
      Optional<EngineChoice> engine,
      LogOptions options,
      Session session,
      Console console) {
    return demandingEvidence(of(cluster, engine, options, session, console));
  }

  /** The same with the logs that another one reads. */
  public static Analysis ofEvidence(
      ClusterState cluster,
      EngineChoice engine,
      LogOptions options,
      Console console,
      Supplier<LogReading> logs) {
    return demandingEvidence(of(cluster, Optional.of(engine), options, console, logs));
  }

  private static Analysis demandingEvidence(Analysis analysis) {
    Account account = analysis.summary.account();
    if (account.used() == 0) {
      throw new UnusableInputException(
          "none of the "
              + Wording.count(account.records(), "record", "records")
              + " could be used"
              + Accounting.reasons(account)
              + ": there is nothing to answer from");
    }
    return analysis;
  }

  /** Without logs: only the policies themselves are looked at. */
  public static Analysis ofNoLogs(ClusterState cluster, EngineChoice engine, Console console) {
    describe(cluster, Optional.of(engine), console);
    LogReading reading = LogReading.none(cluster.inventory());
    RunSummary summary = reading.evidence().summary(cluster.facts(), Optional.of(engine));
    return new Analysis(cluster, reading, Optional.of(engine), summary);
  }

  /** Reads the logs, prints the account, and ends the run where the input is too bad. */
  public static Analysis of(
      ClusterState cluster,
      Optional<EngineChoice> engine,
      LogOptions options,
      Session session,
      Console console) {
    return of(
        cluster,
        engine,
        options,
        console,
        () -> LogReading.read(options, cluster.inventory(), session, console));
  }

  private static Analysis of(
      ClusterState cluster,
      Optional<EngineChoice> engine,
      LogOptions options,
      Console console,
      Supplier<LogReading> logs) {
    describe(cluster, engine, console);
    LogReading reading = logs.get();
    RunSummary summary = reading.evidence().summary(cluster.facts(), engine);
    new Accounting(console).print(summary);
    Demands.check(options, summary);
    return new Analysis(cluster, reading, engine, summary);
  }

  /**
   * The day, UTC, up to which the evidence and the snapshot reach; what has a date is held to it.
   */
  public LocalDate day() {
    return Case.day(summary.coverage(), cluster.inventory());
  }

  /** What each edge counts for, so that a scan is told from traffic that somebody needs. */
  public List<JudgedEdge> judged(Settings settings, EngineChoice choice) {
    return asked(settings, RecommendOptions.defaults().change().engine(choice.profile()).build())
        .judged();
  }

  /**
   * What is asked of it.
   *
   * @param options with the engine and the decisions as of its day
   */
  public Case asked(Settings settings, RecommendOptions options) {
    return new Case(cluster.facts(), reading.evidence(), summary.coverage(), settings, options);
  }

  /** Says what cluster and engine a run is about, and what is odd about them. */
  public static void describe(
      ClusterState cluster, Optional<EngineChoice> engine, Console console) {
    if (!cluster.inventory().isEmpty()) {
      console.say(cluster.summary());
    }
    engine.ifPresent(choice -> console.say("Engine " + choice.reason()));
    engine.ifPresent(choice -> choice.warnings().forEach(console::warn));
    cluster.problems().forEach(problem -> console.warn(problem.toString()));
    cluster.warnings().forEach(console::warn);
  }
}
