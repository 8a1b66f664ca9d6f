package io.sluice.recommender.cli;

import io.sluice.recommender.audit.AuditReport;
import io.sluice.recommender.audit.Auditor;
import io.sluice.recommender.recommend.Settings;
import io.sluice.recommender.write.CheckReport;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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
final class CheckCommand implements Callable<Integer> {
  private static final Set<OutputFormat> FORMATS =
      EnumSet.complementOf(EnumSet.of(OutputFormat.CSV, OutputFormat.YAML, OutputFormat.EDGES));

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

  @Mixin private OutputOptions output = new OutputOptions();
  @Mixin private CommonOptions common = new CommonOptions();

  CheckCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    Answers.check(output, "check", FORMATS);
    Targets.of(logs, cluster)
        .and(policies.policies)
        .and(addPolicies)
        .and(config)
        .check(output, Optional.empty());
    FailOn gate = FailOn.of(failOn);
    Snapshot.demand(cluster, "check");
    if (!policies.policies.isEmpty() && !addPolicies.isEmpty()) {
      throw new UsageException(
          "--policies takes the place of the cluster's policies and --add-policies keeps them:"
              + " give one of the two");
    }
    Console console = new Console(session, common);
    Settings settings = config.settings();
    ClusterState current = ClusterState.read(cluster);
    ClusterState asked =
        current.withPolicies(policies.policies, cluster).plusPolicies(addPolicies, cluster);
    EngineChoice engine = policies.choose(asked.inventory());

    Analysis analysis = Analysis.ofEvidence(asked, Optional.of(engine), logs, session, console);
    AuditReport audit =
        new Auditor(
                asked.inventory(),
                analysis.reading().pods(),
                engine.profile(),
                output.text(asked.inventory()))
            .audit(analysis.judged(settings, engine), asked.policies(), current.policies());

    output.warnOfUnknownNamespaces(analysis, console);
    new Answers(output, session, console.style())
        .write(
            new CheckReport(
                audit, analysis.summary(), output.text(asked.inventory()), output.filter()));
    return gate.exitCode(audit).number();
  }
}
