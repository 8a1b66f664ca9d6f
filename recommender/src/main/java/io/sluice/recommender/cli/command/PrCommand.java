package io.sluice.recommender.cli.command;

import io.sluice.recommender.answer.EngineChoice;
import io.sluice.recommender.cli.cluster.ClusterOptions;
import io.sluice.recommender.cli.cluster.ClusterState;
import io.sluice.recommender.cli.cluster.Snapshot;
import io.sluice.recommender.cli.output.Answers;
import io.sluice.recommender.cli.output.OutputFormat;
import io.sluice.recommender.cli.output.OutputOptions;
import io.sluice.recommender.cli.output.Targets;
import io.sluice.recommender.cli.read.Analysis;
import io.sluice.recommender.cli.read.EvidenceOptions;
import io.sluice.recommender.cli.read.LogOptions;
import io.sluice.recommender.cli.repeat.Grounds;
import io.sluice.recommender.cli.repeat.Proposing;
import io.sluice.recommender.cli.run.CommonOptions;
import io.sluice.recommender.cli.run.Console;
import io.sluice.recommender.cli.run.ExitCode;
import io.sluice.recommender.cli.run.Session;
import io.sluice.recommender.cli.run.UsageException;
import io.sluice.recommender.cli.run.Version;
import io.sluice.recommender.cli.settings.ConfigOption;
import io.sluice.recommender.cli.settings.DecisionsOption;
import io.sluice.recommender.pr.GroupKey;
import io.sluice.recommender.pr.Outcome;
import io.sluice.recommender.pr.PullRequestPlan;
import io.sluice.recommender.pr.PullRequestSettings;
import io.sluice.recommender.pr.files.BaseFolder;
import io.sluice.recommender.pr.git.GitWorkspace;
import io.sluice.recommender.pr.host.HostLimits;
import io.sluice.recommender.pr.plan.PlanOptions;
import io.sluice.recommender.pr.plan.Planner;
import io.sluice.recommender.pr.publish.BranchReport;
import io.sluice.recommender.pr.publish.Branches;
import io.sluice.recommender.pr.publish.Publisher;
import io.sluice.recommender.pr.publish.PullRequestReport;
import io.sluice.recommender.write.Report;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code sluice pr}: policies as pull requests. */
@Command(
    name = "pr",
    sortOptions = false,
    abbreviateSynopsis = true,
    customSynopsis =
        "sluice pr [plan|apply|status|close] [LOGS...] --repo URL|PATH --path DIR [OPTIONS]",
    description = {
      "Propose policies as pull requests and keep them up to date.",
      "plan (default) prints them whole and pushes nothing; apply pushes branches and, on GitHub,"
          + " GitLab and Azure DevOps, opens, updates and closes pull requests; status lists branches"
          + " and pull requests; close takes them back.",
      "Tokens come from the environment or from files: SLUICE_GIT_TOKEN to read and push;"
          + " SLUICE_GITHUB_TOKEN, SLUICE_GITLAB_TOKEN or SLUICE_AZURE_TOKEN for the host; each also"
          + " as ..._TOKEN_FILE."
    })
public final class PrCommand implements Callable<Integer> {
  private static final Set<OutputFormat> FORMATS =
      EnumSet.of(OutputFormat.TABLE, OutputFormat.JSON, OutputFormat.MD);

  private final Session session;

  @Mixin private LogOptions logs = new LogOptions();
  @Mixin private PrOptions request = new PrOptions();
  @Mixin private ClusterOptions cluster = new ClusterOptions();
  @Mixin private ClusterOptions.WithPolicies policies = new ClusterOptions.WithPolicies();
  @Mixin private EvidenceOptions evidence = new EvidenceOptions();
  @Mixin private ConfigOption config = new ConfigOption();
  @Mixin private DecisionsOption decided = new DecisionsOption();
  @Mixin private OutputOptions output = new OutputOptions();
  @Mixin private CommonOptions common = new CommonOptions();

  public PrCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    PrVerb verb = PrVerb.take(logs.logs);
    output.defaultTo(verb == PrVerb.PLAN ? OutputFormat.MD : OutputFormat.TABLE);
    Answers.check(output, "pr", FORMATS);
    Targets.of(logs, cluster)
        .and(policies.policies)
        .and(config)
        .andFile(decided.decisions)
        .check(output, Optional.empty());
    Console console = new Console(session, common);
    PullRequestSettings settings = request.with(config.pullRequests());
    logs.reading(config.blobs(), config.kafka());
    if (verb.readsLogs()) {
      logs.demand("pr " + verb);
      Snapshot.demand(cluster, "pr");
    } else if (!logs.logs.isEmpty()) {
      throw new UsageException("pr " + verb + " takes no LOGS; it looks at branches only");
    }
    RunHost host = RunHost.of(request, settings.host(), verb, session, console);
    request.mostOpen(host.provider());
    Path scratch = scratch();
    try (GitWorkspace git =
        GitWorkspace.open(
            request.repository(),
            request.base,
            prefixes(request.cluster(settings)),
            request.access(session, settings),
            scratch.resolve("git"))) {
      return verb.readsLogs()
          ? propose(verb, git, host, settings, scratch, console)
          : manage(verb, git, host, settings, console);
    }
  }

  private Path scratch() {
    try {
      return session.scratch().folder("sluice-pr-");
    } catch (IOException e) {
      throw new UncheckedIOException("cannot make a temporary folder", e);
    }
  }

  private static List<String> prefixes(String clusterName) {
    return Arrays.stream(GroupKey.Kind.values()).map(kind -> kind.branches(clusterName)).toList();
  }

  private int propose(
      PrVerb verb,
      GitWorkspace git,
      RunHost host,
      PullRequestSettings settings,
      Path scratch,
      Console console) {
    ClusterState state = Proposing.state(cluster, policies);
    BaseFolder base =
        BaseFolder.read(git.folder(request.folder()), request.folder(), oneCluster(state), scratch);
    ClusterState merged =
        state.plusPolicies(base.policies(), base.own(), base.problems(), base.warnings());
    EngineChoice engine = policies.choose(merged);
    Grounds grounds =
        Grounds.of(
            merged,
            engine,
            config.settings(),
            decided.load(),
            evidence.evidence(engine, output.showClientAddresses),
            (clusters, choice) ->
                Analysis.ofEvidence(clusters, Optional.of(choice), logs, session, console));
    PlanOptions options = options(host, settings);
    StagedEvidence evidenced = new StagedEvidence(grounds, output.text(merged.inventory()));
    List<PullRequestPlan> plans =
        new Planner(evidenced.survey(), evidenced::recommend, base, options).plan();
    output.warnOfUnknownNamespaces(grounds.analysis(), console);
    plans.stream().flatMap(plan -> plan.notes().stream()).distinct().forEach(console::warn);
    Publisher publisher =
        new Publisher(
            git,
            host.client(),
            base.tree(),
            new Publisher.Target(
                request.folder(),
                Version.sluice(),
                request.mostOpen(host.provider()),
                host.limits(),
                host.commits()));
    List<PullRequestPlan> all =
        options.namespaces().isEmpty()
            ? publisher.withOrphans(plans, options.clusterName(), kinds())
            : plans;
    boolean apply = verb == PrVerb.APPLY;
    List<Outcome> outcomes = apply ? publisher.publish(all) : publisher.preview(all);
    answer(
        new PullRequestReport(apply, git, all.stream().map(publisher::delivery).toList(), outcomes),
        console);
    return exit(outcomes);
  }

  private List<GroupKey.Kind> kinds() {
    return request.tighten ? List.of(GroupKey.Kind.values()) : List.of(GroupKey.Kind.ADD);
  }

  private static String oneCluster(ClusterState state) {
    TreeSet<String> names = new TreeSet<>(state.inventory().clusters());
    if (names.size() > 1) {
      throw new UsageException(
          "pr is about one cluster, but --cluster names "
              + String.join(", ", names)
              + "; run it once for each, with its own --path");
    }
    return names.isEmpty() ? "" : names.first();
  }

  private PlanOptions options(RunHost host, PullRequestSettings settings) {
    return new PlanOptions(
        request.cluster(settings),
        request.folder(),
        request.groupBy,
        settings,
        request.tighten,
        request.allowWidening,
        new TreeSet<>(output.filter().namespaces()),
        host.limits().map(HostLimits::commentText).orElse(0));
  }

  private int manage(
      PrVerb verb, GitWorkspace git, RunHost host, PullRequestSettings settings, Console console) {
    Branches branches =
        new Branches(
            git,
            host.client(),
            request.cluster(settings),
            new TreeSet<>(output.filter().namespaces()));
    if (verb == PrVerb.STATUS) {
      answer(new BranchReport(git, branches.all(), branches.requests()), console);
      return ExitCode.DONE.number();
    }
    List<Outcome> outcomes = branches.close();
    answer(new PullRequestReport(true, git, List.of(), outcomes), console);
    return exit(outcomes);
  }

  private void answer(Report report, Console console) {
    new Answers(output, session, console.style()).write(report);
  }

  private static int exit(List<Outcome> outcomes) {
    boolean refused = outcomes.stream().anyMatch(o -> o.kind() == Outcome.Kind.REFUSED);
    return (refused ? ExitCode.OUTSIDE : ExitCode.DONE).number();
  }
}
