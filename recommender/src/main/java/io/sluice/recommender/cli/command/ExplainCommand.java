package io.sluice.recommender.cli.command;

import io.sluice.recommender.answer.EngineChoice;
import io.sluice.recommender.audit.explain.Explainer;
import io.sluice.recommender.audit.explain.Explanation;
import io.sluice.recommender.audit.world.Asked;
import io.sluice.recommender.audit.world.World;
import io.sluice.recommender.cli.cluster.ClusterOptions;
import io.sluice.recommender.cli.cluster.ClusterState;
import io.sluice.recommender.cli.cluster.Snapshot;
import io.sluice.recommender.cli.output.Answers;
import io.sluice.recommender.cli.output.OutputFormat;
import io.sluice.recommender.cli.output.OutputForms;
import io.sluice.recommender.cli.output.Targets;
import io.sluice.recommender.cli.run.CommonOptions;
import io.sluice.recommender.cli.run.Console;
import io.sluice.recommender.cli.run.ExitCode;
import io.sluice.recommender.cli.run.Session;
import io.sluice.recommender.cli.run.UsageException;
import io.sluice.recommender.write.verdict.ExplainReport;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code sluice explain}: why policies allow or deny one connection. */
@Command(
    name = "explain",
    sortOptions = false,
    abbreviateSynopsis = true,
    description = "Explain why policies allow or deny a connection, and what would admit it.")
public final class ExplainCommand implements Callable<Integer> {
  private static final Set<OutputFormat> FORMATS =
      EnumSet.of(OutputFormat.TABLE, OutputFormat.JSON, OutputFormat.MD);

  private final Session session;

  @Option(
      names = "--from",
      required = true,
      paramLabel = "END",
      description = "Who connects: NS/POD, NS/NAME or NS/NAME[KIND] of a workload, or an address.")
  private String from = "";

  @Option(
      names = "--to",
      required = true,
      paramLabel = "END",
      description = "To whom: the same, or NS/NAME or the address of a Service.")
  private String to = "";

  @Option(
      names = "--port",
      required = true,
      paramLabel = "PORT[/PROTOCOL]",
      description = "The port that is dialled: 8080/TCP, 53/UDP; TCP without a protocol.")
  private DialledPort port = new DialledPort(-1, -1);

  @Mixin private ClusterOptions cluster = new ClusterOptions();
  @Mixin private ClusterOptions.WithPolicies policies = new ClusterOptions.WithPolicies();
  @Mixin private OutputForms output = new OutputForms();
  @Mixin private CommonOptions common = new CommonOptions();

  public ExplainCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    Answers.check(output, "explain", FORMATS);
    Targets.of(List.of(), "", cluster).and(policies.policies).check(output, Optional.empty());
    Snapshot.demand(cluster, "explain");
    Console console = new Console(session, common);
    ClusterState state = ClusterState.read(cluster).withPolicies(policies.policies, cluster);
    EngineChoice engine = policies.choose(state);
    state.describe(engine, console);

    World world = state.world(engine);
    Asked asked = world.ask(from, to, port.protocol(), port.port());
    if (asked.pairs().isEmpty()) {
      throw new UsageException(asked.problemInWords());
    }
    Explanation explanation =
        new Explainer(world).explain(from, to, port.protocol(), port.port(), asked);
    new Answers(output, session, console.style()).write(new ExplainReport(explanation));
    return ExitCode.DONE.number();
  }
}
