package io.sluice.recommender.cli.command;

import io.sluice.analyzer.edge.file.EdgeFile;
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
import io.sluice.recommender.write.report.FlowsReport;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code sluice flows}: the aggregated edges. */
@Command(
    name = "flows",
    sortOptions = false,
    abbreviateSynopsis = true,
    description = "Show who talked to whom: the edges that the logs add up to.")
public final class FlowsCommand implements Callable<Integer> {
  private static final Set<OutputFormat> FORMATS =
      EnumSet.of(
          OutputFormat.TABLE,
          OutputFormat.WIDE,
          OutputFormat.JSON,
          OutputFormat.MD,
          OutputFormat.CSV,
          OutputFormat.EDGES);

  private final Session session;

  @Mixin private LogOptions logs = new LogOptions();
  @Mixin private SettingsOption settings = new SettingsOption();
  @Mixin private ClusterOptions cluster = new ClusterOptions();
  @Mixin private OutputOptions output = new OutputOptions();
  @Mixin private CommonOptions common = new CommonOptions();

  public FlowsCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    Answers.check(output, "flows", FORMATS);
    logs.demand("flows");
    Targets.of(logs, cluster).andFile(settings.config).check(output, Optional.empty());
    logs.reading(settings.blobs(), settings.kafka());
    Console console = new Console(session, common);
    Analysis analysis =
        Analysis.of(ClusterState.read(cluster), Optional.empty(), logs, session, console);
    output.warnOfUnknownNamespaces(analysis, console);
    new Answers(output, session, console.style())
        .write(
            new FlowsReport(
                analysis.reading().edges(),
                analysis.summary(),
                output.text(analysis.cluster().inventory()),
                output.filter(),
                () -> EdgeFile.write(analysis.reading().stored())));
    return ExitCode.DONE.number();
  }
}
