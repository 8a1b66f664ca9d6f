package io.sluice.recommender.cli.command;

import io.sluice.analyzer.policy.load.PolicyProblem.Severity;
import io.sluice.ingest.UnusableInputException;
import io.sluice.recommender.answer.EngineChoice;
import io.sluice.recommender.audit.expect.Tally;
import io.sluice.recommender.audit.expect.TestResult;
import io.sluice.recommender.audit.expect.Tester;
import io.sluice.recommender.audit.expect.Worlds;
import io.sluice.recommender.audit.world.World;
import io.sluice.recommender.cli.cluster.ClusterOptions;
import io.sluice.recommender.cli.cluster.ClusterState;
import io.sluice.recommender.cli.cluster.NamedPath;
import io.sluice.recommender.cli.output.Answers;
import io.sluice.recommender.cli.output.OutputFormat;
import io.sluice.recommender.cli.output.OutputForms;
import io.sluice.recommender.cli.output.Targets;
import io.sluice.recommender.cli.output.TestOutputs;
import io.sluice.recommender.cli.run.CommonOptions;
import io.sluice.recommender.cli.run.Console;
import io.sluice.recommender.cli.run.CoverageException;
import io.sluice.recommender.cli.run.ExitCode;
import io.sluice.recommender.cli.run.Session;
import io.sluice.recommender.write.Wording;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code sluice test}: connectivity expectations, as unit tests of policies. */
@Command(
    name = "test",
    sortOptions = false,
    abbreviateSynopsis = true,
    description = "Hold connectivity expectations against policies; exit 1 if one fails.")
public final class TestCommand implements Callable<Integer> {
  private static final Set<OutputFormat> FORMATS =
      EnumSet.of(OutputFormat.TABLE, OutputFormat.JSON, OutputFormat.MD, OutputFormat.JUNIT);

  private final Session session;

  @Parameters(
      arity = "1..*",
      paramLabel = "EXPECTATIONS",
      description =
          "Files of {src, dst, proto, port, expected} as JSON lines or YAML, folders, globs, or -"
              + " for standard input; gz and zst too.")
  private List<String> expectations = new ArrayList<>();

  @Mixin private ClusterOptions cluster = new ClusterOptions();
  @Mixin private ClusterOptions.WithPolicies policies = new ClusterOptions.WithPolicies();

  @Option(
      names = "--strict",
      description = "Stop with exit code 4 on any malformed record, unread file or refused policy.")
  private boolean strict;

  @Mixin private OutputForms output = new OutputForms();
  @Mixin private CommonOptions common = new CommonOptions();

  public TestCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    Answers.check(output, "test", FORMATS);
    Targets.of(expectations, "EXPECTATIONS", cluster)
        .and(policies.policies)
        .check(output, Optional.empty());
    Console console = new Console(session, common);
    ExpectationFiles files = new ExpectationFiles(expectations, session.in());
    Worlds worlds = new Worlds(ofRun(console), this::read);
    Tester tester = new Tester(worlds);
    Tally tally = new Tally();
    try (TestOutputs outputs = new TestOutputs(output, session, console.style())) {
      files.read(
          entry -> {
            TestResult result = tester.test(entry);
            tally.add(result);
            outputs.add(result);
          });
      say(console, files, worlds, tally.total());
      demand(tally.total());
      outputs.finish(tally);
    }
    return (tally.total().failed() > 0 ? ExitCode.FINDING : ExitCode.DONE).number();
  }

  private Optional<World> ofRun(Console console) {
    if (cluster.clusters.isEmpty()) {
      return Optional.empty();
    }
    ClusterState state = ClusterState.read(cluster).withPolicies(policies.policies, cluster);
    EngineChoice engine = policies.choose(state);
    state.describe(engine, console);
    return Optional.of(world(state, engine));
  }

  private World read(Path path) {
    ClusterOptions options = new ClusterOptions();
    options.clusters = List.of(new NamedPath("", path));
    options.snapshotTime = cluster.snapshotTime;
    ClusterState state = ClusterState.read(options).withPolicies(policies.policies, options);
    return world(state, policies.choose(state));
  }

  private World world(ClusterState state, EngineChoice engine) {
    if (strict) {
      state.problems().stream()
          .filter(problem -> problem.severity() == Severity.REFUSED)
          .findFirst()
          .ifPresent(
              problem -> {
                throw new CoverageException("--strict, but refused: " + problem);
              });
    }
    return state.worldOfExpectations(engine);
  }

  private static void say(
      Console console, ExpectationFiles files, Worlds worlds, Tally.Counts total) {
    console.say(
        "Read "
            + Wording.count(files.count(), "file", "files")
            + ": "
            + Wording.count(total.all(), "expectation", "expectations")
            + " · passed "
            + Wording.count(total.passed())
            + " · failed "
            + Wording.count(total.failed())
            + " · not evaluated "
            + Wording.count(total.notEvaluated())
            + (total.malformed() == 0 ? "" : " · malformed " + Wording.count(total.malformed()))
            + (worlds.reads() == 0
                ? ""
                : " · "
                    + Wording.count(worlds.reads(), "cluster", "clusters")
                    + " named by expectations read"));
  }

  private void demand(Tally.Counts total) {
    if (total.all() == total.malformed()) {
      throw new UnusableInputException(
          total.all() == 0
              ? "there is no expectation in " + String.join(", ", expectations)
              : "none of the "
                  + Wording.count(total.all(), "expectation", "expectations")
                  + " could be read: each must be an object such as {\"src\": \"shop/web\","
                  + " \"dst\": \"shop/cart\", \"port\": 8080, \"expected\": \"allow\"}");
    }
    if (strict && total.malformed() > 0) {
      throw new CoverageException(
          Wording.count(total.malformed(), "malformed expectation", "malformed expectations")
              + ", --strict allows none");
    }
  }
}
