package io.sluice.recommender.cli.command;

import io.sluice.recommender.audit.AuditReport;
import io.sluice.recommender.audit.Auditor;
import io.sluice.recommender.audit.backtest.Backtest;
import io.sluice.recommender.audit.decide.DecisionAuditor;
import io.sluice.recommender.cli.cluster.ClusterOptions;
import io.sluice.recommender.cli.cluster.ClusterState;
import io.sluice.recommender.cli.cluster.EngineChoice;
import io.sluice.recommender.cli.cluster.Snapshot;
import io.sluice.recommender.cli.output.Answers;
import io.sluice.recommender.cli.output.OutputFormat;
import io.sluice.recommender.cli.output.OutputOptions;
import io.sluice.recommender.cli.output.Targets;
import io.sluice.recommender.cli.read.Analysis;
import io.sluice.recommender.cli.read.LogOptions;
import io.sluice.recommender.cli.read.LogReading;
import io.sluice.recommender.cli.read.ProposalOptions;
import io.sluice.recommender.cli.run.CommonOptions;
import io.sluice.recommender.cli.run.Console;
import io.sluice.recommender.cli.run.ExitCode;
import io.sluice.recommender.cli.run.Session;
import io.sluice.recommender.cli.run.UsageException;
import io.sluice.recommender.cli.settings.ConfigOption;
import io.sluice.recommender.cli.settings.DecisionsOption;
import io.sluice.recommender.cli.settings.FailOn;
import io.sluice.recommender.recommend.RecommendOptions;
import io.sluice.recommender.recommend.Recommendation;
import io.sluice.recommender.recommend.Recommender;
import io.sluice.recommender.recommend.Settings;
import io.sluice.recommender.recommend.Standing;
import io.sluice.recommender.recommend.decision.Decisions;
import io.sluice.recommender.recommend.schedule.RunCounter;
import io.sluice.recommender.write.Wording;
import io.sluice.recommender.write.policy.PolicyFile;
import io.sluice.recommender.write.policy.PolicyFolder;
import io.sluice.recommender.write.report.RecommendationReport;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

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

  private static final int SHOWN_STALE = 5;

  private final Session session;

  @Mixin private LogOptions logs = new LogOptions();
  @Mixin private ClusterOptions cluster = new ClusterOptions();
  @Mixin private ClusterOptions.WithPolicies policies = new ClusterOptions.WithPolicies();
  @Mixin private ProposalOptions proposal = new ProposalOptions();
  @Mixin private ConfigOption config = new ConfigOption();
  @Mixin private BacktestOption backtest = new BacktestOption();
  @Mixin private DecisionsOption decided = new DecisionsOption();

  @Option(
      names = "--out-dir",
      paramLabel = "DIR",
      description = "Write one file per policy and kustomization files into this folder.")
  private Optional<Path> outDir = Optional.empty();

  @Option(
      names = "--prune",
      description = "Remove generated files in --out-dir that this run does not propose again.")
  private boolean prune;

  @Option(
      names = "--fail-on",
      split = ",",
      paramLabel = "LIST",
      description = "Exit code 1 on these findings: ${COMPLETION-CANDIDATES} (default: never).",
      completionCandidates = FailOn.Words.class)
  private List<String> failOn = List.of(FailOn.NEVER);

  @Mixin private OutputOptions output = new OutputOptions();
  @Mixin private CommonOptions common = new CommonOptions();

  public RecommendCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    Answers.check(output, "recommend", FORMATS);
    logs.demand("recommend");
    Targets.of(logs, cluster)
        .and(policies.policies)
        .and(config)
        .andFile(decided.decisions)
        .check(output, outDir);
    if (prune && outDir.isEmpty()) {
      throw new UsageException("--prune needs --out-dir: there is nothing to remove without it");
    }
    Optional<Duration> span = backtest.span(outDir, output);
    FailOn gate = FailOn.of(failOn);
    Snapshot.demand(cluster, "recommend");
    Console console = new Console(session, common);
    Settings settings = proposal.over(config.settings());
    ClusterState state = ClusterState.read(cluster).withPolicies(policies.policies, cluster);
    EngineChoice engine = policies.choose(state);
    Decisions decisions = decided.load();
    RecommendOptions options = proposal.options(engine, output.showClientAddresses);

    List<LogReading> halves = new ArrayList<>();
    Analysis analysis =
        span.isEmpty()
            ? Analysis.ofEvidence(state, Optional.of(engine), logs, session, console)
            : Analysis.ofEvidence(
                state,
                engine,
                logs,
                console,
                () -> {
                  halves.addAll(BacktestOption.halves(logs, state, session, console, span.get()));
                  return halves.get(0);
                });
    RecommendOptions dated = options.change().decisions(decisions.on(analysis.day())).build();
    Recommender recommender =
        new Recommender(
            state.inventory(),
            analysis.reading().pods(),
            settings,
            dated,
            analysis.reading().names());
    Recommendation recommendation = recommendation(state, analysis, recommender, dated);
    Auditor auditor =
        new Auditor(
            state.inventory(),
            analysis.reading().pods(),
            engine.profile(),
            output.text(state.inventory()),
            state.foreign());
    AuditReport audit =
        auditor.audit(recommendation.edges(), recommendation.effective(), state.policies());
    Optional<Backtest> tested =
        span.map(
            held ->
                BacktestOption.test(
                    recommender, auditor, recommendation, state, halves.get(1), held));

    output.warnOfUnknownNamespaces(analysis, console);
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
            () -> outDir.ifPresent(folder -> write(folder, recommendation, console)));
    return tested
        .map(Backtest::audit)
        .map(gate::exitCode)
        .filter(code -> code == ExitCode.FINDING)
        .orElseGet(() -> gate.exitCode(audit))
        .number();
  }

  /** The recommendation, with what in it does not keep to what people decided. */
  private static Recommendation recommendation(
      ClusterState state, Analysis analysis, Recommender recommender, RecommendOptions options) {
    Recommendation recommendation =
        recommender.recommend(analysis.reading().edges(), state.policies(), state.ownPolicies());
    DecisionAuditor auditor =
        new DecisionAuditor(
            state.inventory(),
            recommendation.effective(),
            options.engine(),
            state.foreign(),
            options.decisions());
    return recommendation.with(
        auditor.audit(recommendation.edges()).stream()
            .map(finding -> "decision " + finding.subject() + ": " + finding.message())
            .toList());
  }

  private void write(Path folder, Recommendation recommendation, Console console) {
    List<PolicyFile> files =
        Stream.concat(
                recommendation.proposals().stream()
                    .filter(p -> p.policy().isPresent())
                    .map(PolicyFile::of),
                recommendation.defaults().stream()
                    .flatMap(d -> d.policy().stream())
                    .map(PolicyFile::ofDefault))
            .toList();
    PolicyFolder.Changes changes =
        PolicyFolder.write(folder, files, removes(recommendation, console), session.scratch());
    changes.warnings().forEach(console::warn);
    changes.removed().forEach(path -> console.say("Removed " + path + ": nothing wants it now"));
    stale(folder, changes.stale()).ifPresent(console::warn);
    console.say(
        "Wrote "
            + Wording.count(changes.written().size(), "file", "files")
            + " into "
            + folder
            + " · "
            + Wording.count(changes.unchanged().size())
            + " unchanged · "
            + Wording.count(changes.kept().size())
            + " edited and kept");
  }

  /** Logs of which nothing is evidence say nothing of what is not needed any more. */
  private boolean removes(Recommendation recommendation, Console console) {
    boolean evidence =
        recommendation.edges().stream().anyMatch(e -> e.standing() instanceof Standing.Used);
    if (prune && !evidence) {
      console.warn(
          "--prune removes nothing, because no edge is evidence: are these the right logs?");
    }
    return prune && evidence;
  }

  private static Optional<String> stale(Path folder, SortedSet<String> stale) {
    return stale.isEmpty()
        ? Optional.empty()
        : Optional.of(
            Wording.count(stale.size(), "policy", "policies")
                + " in "
                + folder
                + " from an earlier run "
                + (stale.size() == 1 ? "is" : "are")
                + " not proposed again and stay"
                + (stale.size() == 1 ? "s" : "")
                + ": "
                + stale.stream().limit(SHOWN_STALE).collect(Collectors.joining(", "))
                + (stale.size() > SHOWN_STALE ? ", …" : "")
                + " (--prune removes what nothing proposes)");
  }
}
