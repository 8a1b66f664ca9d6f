package io.sluice.recommender.cli;

import io.sluice.analyzer.edge.Edges;
import io.sluice.recommender.write.InspectReport;
import java.util.EnumSet;
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
final class InspectCommand implements Callable<Integer> {
  private static final Set<OutputFormat> FORMATS =
      EnumSet.of(OutputFormat.TABLE, OutputFormat.WIDE, OutputFormat.JSON, OutputFormat.MD);

  private final Session session;

  @Mixin private LogOptions logs = new LogOptions();
  @Mixin private ClusterOptions cluster = new ClusterOptions();
  @Mixin private OutputOptions output = new OutputOptions();
  @Mixin private CommonOptions common = new CommonOptions();

  InspectCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    Answers.check(output, "inspect", FORMATS);
    Targets.of(logs, cluster).check(output, Optional.empty());
    Console console = new Console(session, common);
    Analysis analysis =
        Analysis.of(ClusterState.read(cluster), Optional.empty(), logs, session, console);
    Edges edges = analysis.reading().edges();
    new Answers(output, session, console.style())
        .write(
            new InspectReport(
                analysis.summary(), edges.directed().size(), edges.ambiguous().size()));
    return ExitCode.DONE.number();
  }
}
