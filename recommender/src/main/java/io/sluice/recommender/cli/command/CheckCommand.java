package io.sluice.recommender.cli.command;

import io.sluice.recommender.answer.Check;
import io.sluice.recommender.answer.EngineChoice;
import io.sluice.recommender.audit.EdgeText;
import io.sluice.recommender.audit.gate.Gate;
import io.sluice.recommender.cli.cluster.ClusterOptions;
import io.sluice.recommender.cli.cluster.ClusterState;
import io.sluice.recommender.cli.cluster.NamedPath;
import io.sluice.recommender.cli.cluster.Snapshot;
import io.sluice.recommender.cli.output.Answers;
import io.sluice.recommender.cli.output.OutputFormat;
import io.sluice.recommender.cli.output.OutputOptions;
import io.sluice.recommender.cli.output.Targets;
import io.sluice.recommender.cli.read.Analysis;
import io.sluice.recommender.cli.read.LogOptions;
import io.sluice.recommender.cli.run.CommonOptions;
import io.sluice.recommender.cli.run.Console;
import io.sluice.recommender.cli.run.Session;
import io.sluice.recommender.cli.run.UsageException;
import io.sluice.recommender.cli.run.Version;
import io.sluice.recommender.cli.settings.BaselineFile;
import io.sluice.recommender.cli.settings.ConfigOption;
import io.sluice.recommender.cli.settings.DecisionsOption;
import io.sluice.recommender.cli.settings.FailOn;
import io.sluice.recommender.recommend.RecommendOptions;
import io.sluice.recommender.recommend.Settings;
import io.sluice.recommender.recommend.decision.Decisions;
import io.sluice.recommender.write.report.CheckReport;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code sluice check}: which recorded flows policies would deny. */
@Command(
    name = "check",
    sortOptions = false,
    abbreviateSynopsis = true,
    description = "Find recorded flows that the current or given policies would deny.")
public final class CheckCommand implements Callable<Integer> {
  private static final Set<OutputFormat> FORMATS =
      EnumSet.of(
          OutputFormat.TABLE,
          OutputFormat.WIDE,
          OutputFormat.JSON,
          OutputFormat.MD,
          OutputFormat.SARIF,
          OutputFormat.JUNIT);

  private final Session session;

  @Mixin private LogOptions logs = new LogOptions();
  @Mixin private ClusterOptions cluster = new ClusterOptions();
  @Mixin private ClusterOptions.WithPolicies policies = new ClusterOptions.WithPolicies();

  @Option(
      names = "--add-policies",
      split = "\n",
      paramLabel = "[NAME=]PATH",
      description = "Policies besides the cluster's own, as if they were applied.")
  private List<NamedPath> addPolicies = new ArrayList<>();

  @Mixin private ConfigOption config = new ConfigOption();

  @Option(
      names = "--fail-on",
      split = ",",
      paramLabel = "LIST",
      defaultValue = "would-deny",
      completionCandidates = FailOn.Words.class,
      description =
          "Exit code 1 on these findings: ${COMPLETION-CANDIDATES} (default: would-deny).")
  private List<String> failOn = new ArrayList<>();

  @Mixin private DecisionsOption decided = new DecisionsOption();

  @Option(
      names = "--baseline",
      paramLabel = "FILE",
      description = "An earlier answer of check -o json: what it found is known and does not fail.")
  private Optional<Path> baseline = Optional.empty();

  @Mixin private OutputOptions output = new OutputOptions();
  @Mixin private CommonOptions common = new CommonOptions();

  public CheckCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    Answers.check(output, "check", FORMATS);
    Targets.of(logs, cluster)
        .and(policies.policies)
        .and(addPolicies)
        .and(config)
        .andFile(baseline)
        .andFile(decided.decisions)
        .check(output, Optional.empty());
    FailOn gate = FailOn.of(failOn);
    Snapshot.demand(cluster, "check");
    if (!policies.policies.isEmpty() && !addPolicies.isEmpty()) {
      throw new UsageException(
          "--policies takes the place of the cluster's policies and --add-policies keeps them:"
              + " give one of the two");
    }
    Set<String> known = baseline.map(BaselineFile::read).orElseGet(TreeSet::new);
    Console console = new Console(session, common);
    Settings settings = config.settings();
    logs.reading(config.blobs(), config.kafka());
    Decisions read = decided.load();
    ClusterState current = ClusterState.read(cluster);
    ClusterState asked =
        current.withPolicies(policies.policies, cluster).plusPolicies(addPolicies, cluster);
    EngineChoice engine = policies.choose(asked);

    Analysis analysis =
        logs.logs.isEmpty()
            ? Analysis.ofNoLogs(asked, engine, console)
            : Analysis.ofEvidence(asked, Optional.of(engine), logs, session, console);
    EdgeText text = output.text(asked.inventory());
    RecommendOptions options =
        RecommendOptions.defaults()
            .change()
            .engine(engine.profile())
            .decisions(read.on(analysis.day()))
            .build();
    Check check = Check.of(analysis.asked(settings, options), text);
    Gate.Outcome outcome =
        new Gate(known, config.exceptions(), analysis.day(), text).judge(check.findings());
    warn(outcome, console);

    output.warnOfUnknownNamespaces(analysis, console);
    new Answers(output, session, console.style())
        .write(
            new CheckReport(
                check.audit(),
                check.ofPolicies(),
                outcome,
                gate.rules(),
                analysis.summary(),
                text,
                output.filter(),
                Version.sluice()));
    return gate.exitCode(outcome).number();
  }

  private static void warn(Gate.Outcome outcome, Console console) {
    outcome
        .expired()
        .forEach(
            exception ->
                console.warn(
                    "exception in line "
                        + exception.line()
                        + " expired on "
                        + exception.expires()
                        + " and holds no more: "
                        + exception.title()));
    outcome
        .unused()
        .forEach(
            exception ->
                console.warn(
                    "exception in line "
                        + exception.line()
                        + " has nothing to accept: "
                        + exception.title()));
  }
}
