package io.sluice.recommender.cli.read;

import io.sluice.analyzer.cluster.Workload;
import io.sluice.analyzer.edge.file.StoredTable;
import io.sluice.ingest.Account;
import io.sluice.ingest.FileSummary;
import io.sluice.ingest.LogFormat;
import io.sluice.ingest.UnusableInputException;
import io.sluice.recommender.audit.Coverage;
import io.sluice.recommender.cli.cluster.ClusterState;
import io.sluice.recommender.cli.cluster.EngineChoice;
import io.sluice.recommender.cli.run.Console;
import io.sluice.recommender.cli.run.Session;
import io.sluice.recommender.recommend.JudgedEdge;
import io.sluice.recommender.recommend.RecommendOptions;
import io.sluice.recommender.recommend.Recommender;
import io.sluice.recommender.recommend.Settings;
import io.sluice.recommender.recommend.decision.Decisions;
import io.sluice.recommender.recommend.decision.HoldDecision;
import io.sluice.recommender.write.Wording;
import io.sluice.recommender.write.report.RunSummary;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;

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
    RunSummary summary = summary(cluster, Optional.of(engine), reading);
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
    RunSummary summary = summary(cluster, engine, reading);
    new Accounting(console).print(summary);
    Demands.check(options, summary);
    return new Analysis(cluster, reading, engine, summary);
  }

  /** What each edge counts for, so that a scan is told from traffic that somebody needs. */
  public List<JudgedEdge> judged(Settings settings, EngineChoice choice) {
    return judged(settings, choice, Decisions.none());
  }

  /** The same with what people decided. */
  public List<JudgedEdge> judged(Settings settings, EngineChoice choice, Decisions decisions) {
    return recommender(settings, choice, decisions).judge(reading.edges(), cluster.recorded());
  }

  /** Decisions that release a hold which these logs do not show; none without logs. */
  public List<HoldDecision> idleHolds(
      Settings settings, EngineChoice choice, Decisions decisions, List<JudgedEdge> judged) {
    return summary.coverage().hoursWithData() == 0
        ? List.of()
        : recommender(settings, choice, decisions).idleHolds(reading.edges(), judged);
  }

  /**
   * The day, UTC, up to which the evidence and the snapshot reach; what has a date is held to it.
   */
  public LocalDate day() {
    long latest = Math.max(summary.coverage().lastMillis(), cluster.inventory().takenAtMillis());
    return Instant.ofEpochMilli(Math.max(0, latest)).atZone(ZoneOffset.UTC).toLocalDate();
  }

  /** The workloads that policies are meant for. */
  public SortedSet<Workload> subjects(Settings settings, EngineChoice choice) {
    return recommender(settings, choice, Decisions.none()).subjects();
  }

  private Recommender recommender(Settings settings, EngineChoice choice, Decisions decisions) {
    RecommendOptions options =
        new ProposalOptions().options(choice, false).change().decisions(decisions).build();
    return new Recommender(cluster.inventory(), reading.pods(), settings, options);
  }

  private static RunSummary summary(
      ClusterState cluster, Optional<EngineChoice> engine, LogReading reading) {
    List<String> warnings = new ArrayList<>(cluster.warnings());
    engine.ifPresent(choice -> warnings.addAll(choice.warnings()));
    if (reading.disagreements() > 0) {
      warnings.add(
          "the names in the logs and the addresses in the snapshot disagree for "
              + Wording.count(reading.disagreements(), "end", "ends")
              + " of records; the names were taken");
    }
    if (formats(reading).containsAll(Set.of(LogFormat.VNET, LogFormat.NSG))) {
      warnings.add(
          "both VNet and NSG flow logs were read: where they watch the same path, every connection"
              + " counts twice; leave the NSG logs out");
    }
    return new RunSummary(
        reading.input(),
        Coverage.of(
            reading.input().files(),
            reading.edges(),
            reading.window().fromMillis(),
            reading.window().untilMillis()),
        engine.map(EngineChoice::reason).orElse(""),
        cluster.problems(),
        warnings);
  }

  private static Set<LogFormat> formats(LogReading reading) {
    return StoredTable.logsOf(reading.input().files()).stream()
        .map(FileSummary::format)
        .collect(Collectors.toSet());
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
