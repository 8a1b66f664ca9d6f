package io.sluice.recommender.cli.command;

import io.sluice.analyzer.edge.Edges;
import io.sluice.analyzer.policy.PolicySet;
import io.sluice.recommender.answer.EngineChoice;
import io.sluice.recommender.audit.Agreement;
import io.sluice.recommender.audit.AuditReport;
import io.sluice.recommender.audit.Auditor;
import io.sluice.recommender.cli.cluster.ClusterOptions;
import io.sluice.recommender.cli.cluster.ClusterState;
import io.sluice.recommender.cli.output.Answers;
import io.sluice.recommender.cli.output.OutputFormat;
import io.sluice.recommender.cli.output.OutputOptions;
import io.sluice.recommender.cli.output.Targets;
import io.sluice.recommender.cli.read.Analysis;
import io.sluice.recommender.cli.read.LogOptions;
import io.sluice.recommender.cli.run.CommonOptions;
import io.sluice.recommender.cli.run.Console;
import io.sluice.recommender.cli.run.ExitCode;
import io.sluice.recommender.cli.run.Session;
import io.sluice.recommender.cli.settings.SettingsOption;
import io.sluice.recommender.recommend.JudgedEdge;
import io.sluice.recommender.recommend.Settings;
import io.sluice.recommender.write.report.InspectReport;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code sluice inspect}: what the logs are, and what they cannot show. */
@Command(
    name = "inspect",
    sortOptions = false,
    abbreviateSynopsis = true,
    description = "Show formats, accounts, time coverage and gaps of logs, file by file.")
public final class InspectCommand implements Callable<Integer> {
  private static final Set<OutputFormat> FORMATS =
      EnumSet.of(OutputFormat.TABLE, OutputFormat.WIDE, OutputFormat.JSON, OutputFormat.MD);

  private final Session session;

  @Mixin private LogOptions logs = new LogOptions();
  @Mixin private SettingsOption settings = new SettingsOption();
  @Mixin private ClusterOptions cluster = new ClusterOptions();
  @Mixin private ClusterOptions.WithPolicies policies = new ClusterOptions.WithPolicies();
  @Mixin private OutputOptions output = new OutputOptions();
  @Mixin private CommonOptions common = new CommonOptions();

  public InspectCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    Answers.check(output, "inspect", FORMATS);
    logs.demand("inspect");
    Targets.of(logs, cluster)
        .and(policies.policies)
        .andFile(settings.config)
        .check(output, Optional.empty());
    logs.reading(settings.blobs(), settings.kafka());
    Console console = new Console(session, common);
    ClusterState state = ClusterState.read(cluster).withPolicies(policies.policies, cluster);
    Optional<EngineChoice> engine =
        state.policies().policies().isEmpty()
            ? Optional.empty()
            : Optional.of(policies.choose(state));
    Analysis analysis = Analysis.of(state, engine, logs, session, console);
    Edges edges = analysis.reading().edges();
    new Answers(output, session, console.style())
        .write(
            new InspectReport(
                analysis.summary(),
                edges.directed().size(),
                edges.ambiguous().size(),
                engine.map(choice -> agreement(analysis, choice)),
                output.text(state.inventory())));
    return ExitCode.DONE.number();
  }

  /** What the logs say went through, against what the policies in force make of it. */
  private Agreement agreement(Analysis analysis, EngineChoice engine) {
    List<JudgedEdge> edges = analysis.judged(Settings.defaults(), engine);
    PolicySet inForce = analysis.cluster().policies();
    AuditReport audit =
        new Auditor(
                analysis.cluster().inventory(),
                analysis.reading().pods(),
                engine.profile(),
                output.text(analysis.cluster().inventory()),
                analysis.cluster().foreign())
            .audit(edges, inForce);
    return Agreement.of(edges, audit);
  }
}
