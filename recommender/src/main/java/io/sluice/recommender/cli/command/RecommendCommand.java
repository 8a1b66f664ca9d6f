package io.sluice.recommender.cli.command;

import io.sluice.recommender.answer.EngineChoice;
import io.sluice.recommender.audit.AuditReport;
import io.sluice.recommender.audit.Auditor;
import io.sluice.recommender.audit.backtest.Backtest;
import io.sluice.recommender.cli.cluster.ClusterOptions;
import io.sluice.recommender.cli.cluster.ClusterState;
import io.sluice.recommender.cli.cluster.Snapshot;
import io.sluice.recommender.cli.output.Answers;
import io.sluice.recommender.cli.output.OutputFormat;
import io.sluice.recommender.cli.output.OutputOptions;
import io.sluice.recommender.cli.output.Targets;
import io.sluice.recommender.cli.read.Analysis;
import io.sluice.recommender.cli.read.LogOptions;
import io.sluice.recommender.cli.read.LogReading;
import io.sluice.recommender.cli.read.ProposalOptions;
import io.sluice.recommender.cli.repeat.Grounds;
import io.sluice.recommender.cli.repeat.ManifestOptions;
import io.sluice.recommender.cli.repeat.ManifestRecorder;
import io.sluice.recommender.cli.repeat.Proposing;
import io.sluice.recommender.cli.repeat.Verification;
import io.sluice.recommender.cli.repeat.WrittenFiles;
import io.sluice.recommender.cli.run.CommonOptions;
import io.sluice.recommender.cli.run.Console;
import io.sluice.recommender.cli.run.ExitCode;
import io.sluice.recommender.cli.run.Session;
import io.sluice.recommender.cli.run.UsageException;
import io.sluice.recommender.cli.settings.ConfigOption;
import io.sluice.recommender.cli.settings.DecisionsOption;
import io.sluice.recommender.cli.settings.FailOn;
import io.sluice.recommender.recommend.Recommendation;
import io.sluice.recommender.recommend.Settings;
import io.sluice.recommender.recommend.schedule.RunCounter;
import io.sluice.recommender.write.policy.PolicyFolder;
import io.sluice.recommender.write.report.RecommendationReport;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code sluice recommend}: least-privilege policies from what was seen. */
@Command(
    name = "recommend",
    sortOptions = false,
    abbreviateSynopsis = true,
    description = "Propose least-privilege NetworkPolicies from recorded flows.")
public final class RecommendCommand implements Callable<Integer> {
  private static final Set<OutputFormat> FORMATS =
      EnumSet.of(
          OutputFormat.TABLE,
          OutputFormat.WIDE,
          OutputFormat.JSON,
          OutputFormat.MD,
          OutputFormat.YAML);

  /** What --verify can be given with. */
  private static final Set<String> WITH_VERIFY =
      Set.of("--verify", "--base", "--quiet", "--verbose", "--color", "--progress", "--debug");

  private final Session session;

  @Mixin private LogOptions logs = new LogOptions();
  @Mixin private ClusterOptions cluster = new ClusterOptions();
  @Mixin private ClusterOptions.WithPolicies policies = new ClusterOptions.WithPolicies();
  @Mixin private ProposalOptions proposal = new ProposalOptions();
  @Mixin private ConfigOption config = new ConfigOption();
  @Mixin private BacktestOption backtest = new BacktestOption();
  @Mixin private DecisionsOption decided = new DecisionsOption();
  @Mixin private ManifestOptions manifests = new ManifestOptions();
  @Spec private @Nullable CommandSpec spec;

  @Mixin private OutDirOptions folder = new OutDirOptions();

  @Option(
      names = "--fail-on",
      split = ",",
      paramLabel = "LIST",
      description = "Exit code 1 on these findings: ${COMPLETION-CANDIDATES} (default: never).",
      completionCandidates = FailOn.EdgeWords.class)
  private List<String> failOn = List.of(FailOn.NEVER);

  @Mixin private OutputOptions output = new OutputOptions();
  @Mixin private CommonOptions common = new CommonOptions();

  public RecommendCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    if (manifests.verify.isPresent()) {
      return verify(manifests.verify.get()).number();
    }
    check();
    logs.reading(config.blobs(), config.kafka());
    Optional<Duration> span = backtest.span(folder.outDir, output);
    FailOn gate = FailOn.ofEdges(failOn);
    Snapshot.demand(cluster, "recommend");
    Console console = new Console(session, common);
    Optional<ManifestRecorder> recorder = manifests.manifest.map(this::recorder);
    Session reading = recorder.map(ManifestRecorder::session).orElse(session);
    Settings settings = proposal.over(config.settings());
    ClusterState state = Proposing.state(cluster, policies);
    EngineChoice engine = policies.choose(state);
    List<LogReading> halves = new ArrayList<>();
    Proposing run =
        Grounds.of(
                state,
                engine,
                settings,
                decided.load(),
                proposal.options(engine, output.showClientAddresses),
                (clusters, choice) ->
                    span.isEmpty()
                        ? Analysis.ofEvidence(clusters, Optional.of(choice), logs, reading, console)
                        : Analysis.ofEvidence(
                            clusters,
                            choice,
                            logs,
                            console,
                            () -> {
                              halves.addAll(
                                  BacktestOption.halves(
                                      logs, clusters, reading, console, span.get()));
                              return halves.get(0);
                            }))
            .propose();
    return answer(run, settings, span, halves, gate, recorder, console).number();
  }

  /** Refuses what cannot be, before anything is read. */
  private void check() {
    Answers.check(output, "recommend", FORMATS);
    logs.demand("recommend");
    Targets targets =
        Targets.of(logs, cluster).and(policies.policies).and(config).andFile(decided.decisions);
    targets.check(output, folder.outDir);
    manifests.manifest.ifPresent(file -> targets.check("--manifest", file, output, folder.outDir));
    folder.check();
    if (manifests.manifest.isPresent() && backtest.backtest.isPresent()) {
      throw new UsageException(
          "--manifest says what policies were made of, and --backtest writes none: leave one out");
    }
    if (manifests.manifest.isEmpty() && manifests.base.isPresent()) {
      throw new UsageException(
          "--base needs --manifest or --verify: it is where their paths start");
    }
  }

  private ManifestRecorder recorder(Path file) {
    List<Path> others = new ArrayList<>(config.allSources().files());
    config.config.ifPresent(others::add);
    decided.decisions.ifPresent(others::add);
    return new ManifestRecorder(file, manifests.base, logs, cluster, policies, others, session);
  }

  private ExitCode verify(Path file) {
    List<String> foreign =
        Objects.requireNonNull(spec).commandLine().getParseResult().matchedOptions().stream()
            .map(CommandLine.Model.OptionSpec::longestName)
            .filter(name -> !WITH_VERIFY.contains(name))
            .toList();
    if (!foreign.isEmpty()) {
      throw new UsageException(
          "--verify takes everything from the manifest; leave "
              + String.join(", ", foreign)
              + " out");
    }
    return new Verification(file, session, new Console(session, common))
        .run(manifests.base, logs.logs);
  }

  private ExitCode answer(
      Proposing run,
      Settings settings,
      Optional<Duration> span,
      List<LogReading> halves,
      FailOn gate,
      Optional<ManifestRecorder> recorder,
      Console console) {
    ClusterState state = run.state();
    Analysis analysis = run.analysis();
    Recommendation recommendation = run.recommendation();
    Auditor auditor =
        new Auditor(
            state.inventory(),
            analysis.reading().pods(),
            run.engine().profile(),
            output.text(state.inventory()),
            state.foreign());
    AuditReport audit =
        auditor.audit(recommendation.edges(), recommendation.effective(), state.recorded());
    Optional<Backtest> tested =
        span.map(
            held ->
                BacktestOption.test(
                    run.recommender(), auditor, recommendation, state, halves.get(1), held));

    output.warnOfUnknownNamespaces(analysis, console);
    recorder.ifPresent(ManifestRecorder::demandUnchanged);
    List<PolicyFolder.Changes> changes = new ArrayList<>();
    new Answers(output, session, console.style())
        .write(
            new RecommendationReport(
                recommendation,
                audit,
                tested,
                new RunCounter(state.inventory(), recommendation.window(), recommendation.edges())
                    .count(state.cronJobs()),
                state.inventory(),
                analysis.summary(),
                output.text(state.inventory()),
                output.filter()),
            () -> folder.write(recommendation, session, console).ifPresent(changes::add));
    recorder.ifPresent(
        one ->
            one.write(
                run,
                settings,
                config,
                decided,
                output.text(state.inventory()),
                WrittenFiles.of(folder.outDir, changes.stream().findFirst(), output)));
    return tested
        .map(Backtest::audit)
        .map(gate::exitCode)
        .filter(code -> code == ExitCode.FINDING)
        .orElseGet(() -> gate.exitCode(audit));
  }
}
