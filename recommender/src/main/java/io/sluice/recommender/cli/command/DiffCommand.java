package io.sluice.recommender.cli.command;

import io.sluice.recommender.answer.EngineChoice;
import io.sluice.recommender.audit.diff.Difference;
import io.sluice.recommender.audit.diff.RecordedEdges;
import io.sluice.recommender.audit.diff.Side;
import io.sluice.recommender.cli.cluster.ClusterOptions;
import io.sluice.recommender.cli.cluster.DiffSides;
import io.sluice.recommender.cli.cluster.EngineWords;
import io.sluice.recommender.cli.cluster.NamedPath;
import io.sluice.recommender.cli.cluster.Snapshot;
import io.sluice.recommender.cli.output.Answers;
import io.sluice.recommender.cli.output.OutputFormat;
import io.sluice.recommender.cli.output.OutputOptions;
import io.sluice.recommender.cli.output.Targets;
import io.sluice.recommender.cli.read.Analysis;
import io.sluice.recommender.cli.read.FlowsOption;
import io.sluice.recommender.cli.run.CommonOptions;
import io.sluice.recommender.cli.run.Console;
import io.sluice.recommender.cli.run.ExitCode;
import io.sluice.recommender.cli.run.Session;
import io.sluice.recommender.cli.run.UsageException;
import io.sluice.recommender.cli.settings.ConfigOption;
import io.sluice.recommender.write.diff.DiffReport;
import io.sluice.recommender.write.diff.DiffRun;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code sluice diff}: what another set of policies, or another engine, would change. */
@Command(
    name = "diff",
    sortOptions = false,
    abbreviateSynopsis = true,
    description = "Compare two sets of policies, or two engines, by what they allow.")
public final class DiffCommand implements Callable<Integer> {
  private static final Set<OutputFormat> FORMATS =
      EnumSet.complementOf(EnumSet.of(OutputFormat.CSV, OutputFormat.YAML));

  private final Session session;

  @Parameters(
      index = "0",
      paramLabel = "OLD",
      description = "Policies before: a file or folder, or a snapshot with policies; NAME=PATH.")
  private Optional<NamedPath> old = Optional.empty();

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "NEW",
      description = "Policies after; with --engine-to it may be left out and is OLD.")
  private Optional<NamedPath> now = Optional.empty();

  @Mixin private ClusterOptions cluster = new ClusterOptions();
  @Mixin private FlowsOption flows = new FlowsOption();

  @Option(
      names = "--engine",
      paramLabel = "ENGINE",
      defaultValue = "auto",
      completionCandidates = EngineWords.class,
      description = "What enforces the policies: ${COMPLETION-CANDIDATES}.")
  private String engine = "auto";

  @Option(
      names = "--engine-to",
      paramLabel = "ENGINE",
      completionCandidates = EngineWords.class,
      description = "What enforces NEW, as in a migration (default: as OLD).")
  private Optional<String> engineTo = Optional.empty();

  @Option(names = "--exit-code", description = "Exit code 1 on any difference.")
  private boolean exitCode;

  @Mixin private ConfigOption config = new ConfigOption();
  @Mixin private OutputOptions output = new OutputOptions();
  @Mixin private CommonOptions common = new CommonOptions();

  public DiffCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    Answers.check(output, "diff", FORMATS);
    NamedPath before = old.orElseThrow();
    NamedPath after = after(before);
    Targets.of(flows.logs(), cluster)
        .and(List.of(before, after))
        .and(config)
        .check(output, Optional.empty());
    Snapshot.demand(cluster, "diff");
    Console console = new Console(session, common);
    DiffSides sides = DiffSides.read(before, after, cluster);
    EngineChoice from =
        EngineWords.choose("--engine", engine, sides.inventory(), sides.both().cilium());
    EngineChoice to =
        engineTo
            .map(
                word ->
                    EngineWords.choose(
                        "--engine-to", word, sides.inventory(), sides.both().cilium()))
            .orElse(from);

    if (!to.equals(from)) {
      console.say("Engine of NEW " + to.reason());
      to.warnings().forEach(console::warn);
    }
    Optional<Analysis> analysis = analysis(sides, from, console);
    Difference difference =
        Difference.between(
            Side.of(
                sides.old().policies(),
                from.profile(),
                sides.old().problems(),
                sides.old().foreign()),
            Side.of(
                sides.now().policies(),
                to.profile(),
                sides.now().problems(),
                sides.now().foreign()),
            sides.inventory(),
            analysis.map(read -> recorded(read, from)));

    analysis.ifPresent(read -> output.warnOfUnknownNamespaces(read, console));
    DiffRun run =
        new DiffRun(
            before.path().toString(),
            after.path().toString(),
            from.reason(),
            to.reason(),
            sides.both().problems(),
            sides.both().warnings(),
            analysis.map(Analysis::summary));
    new Answers(output, session, console.style())
        .write(new DiffReport(difference, run, output.text(sides.inventory()), output.filter()));
    return (exitCode && !difference.isEmpty() ? ExitCode.FINDING : ExitCode.DONE).number();
  }

  private NamedPath after(NamedPath before) {
    if (now.isEmpty() && engineTo.isEmpty()) {
      throw new UsageException(
          "diff needs OLD and NEW; with --engine-to, NEW may be left out to compare two engines on"
              + " the same policies");
    }
    return now.orElse(before);
  }

  private Optional<Analysis> analysis(DiffSides sides, EngineChoice from, Console console) {
    if (flows.flows.isEmpty()) {
      Analysis.describe(sides.both(), Optional.of(from), console);
      return Optional.empty();
    }
    return Optional.of(
        Analysis.ofEvidence(
            sides.both(),
            Optional.of(from),
            flows.logs().reading(config.blobs(), config.kafka()),
            session,
            console));
  }

  private RecordedEdges recorded(Analysis analysis, EngineChoice from) {
    return new RecordedEdges(
        analysis.judged(config.settings(), from),
        analysis.reading().pods(),
        output.text(analysis.cluster().inventory()));
  }
}
