package io.sluice.recommender.cli.command;

import io.sluice.recommender.cli.run.Session;
import io.sluice.recommender.cli.run.UsageException;
import io.sluice.recommender.pr.PullRequestSettings;
import io.sluice.recommender.pr.git.GitAccess;
import io.sluice.recommender.pr.plan.PlanOptions;
import io.sluice.recommender.pr.remote.Provider;
import io.sluice.recommender.write.file.FileTrouble;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Where pull requests go, and what goes into one. */
public final class PrOptions {
  private static final int TIMEOUT_SECONDS = 60;

  /** On a host every pull request notifies somebody. */
  private static final long MOST_OPEN = 5;

  private static final String TOKEN = "SLUICE_GIT_TOKEN";

  @Option(
      names = "--repo",
      paramLabel = "URL|PATH",
      description = "The git repository of the policies: https, http or file URL, or a path.")
  Optional<String> repo = Optional.empty();

  @Option(
      names = "--base",
      paramLabel = "BRANCH",
      description = "The branch to merge into (default: the repository's main branch).")
  Optional<String> base = Optional.empty();

  @Option(
      names = "--path",
      paramLabel = "DIR",
      description = "The folder of the policies in the repository, such as clusters/prod/netpol.")
  Optional<String> path = Optional.empty();

  @Option(
      names = "--provider",
      paramLabel = "PROVIDER",
      defaultValue = "auto",
      description =
          "Who has the pull requests: auto (default: told by the URL of --repo), git (pushes branches"
              + " only), github, gitlab, azure-devops.")
  Provider provider = Provider.AUTO;

  @Option(
      names = "--group-by",
      paramLabel = "WHAT",
      defaultValue = "namespace",
      description = "One pull request for each namespace (default), each workload, or all.")
  PlanOptions.Grouping groupBy = PlanOptions.Grouping.NAMESPACE;

  @Option(
      names = "--cluster-name",
      paramLabel = "NAME",
      description = "The cluster's name in branches (default: setting, else end of --path).")
  Optional<String> clusterName = Optional.empty();

  @Option(
      names = "--max-open",
      paramLabel = "N",
      description =
          "Have no more open at once, filled in sorted order (default: 5; no limit for git).")
  Optional<Long> maxOpen = Optional.empty();

  @Option(names = "--label", paramLabel = "LABEL", description = "A further label; repeatable.")
  List<String> labels = new ArrayList<>();

  @Option(
      names = "--draft",
      paramLabel = "WHEN",
      description =
          "Drafts: auto (while learning or while something would be denied), always, never.")
  Optional<PullRequestSettings.Draft> draft = Optional.empty();

  @Option(
      names = "--tighten",
      description = "Also propose to remove what the evidence of weeks does not show any more.")
  boolean tighten;

  @Option(
      names = "--allow-widening",
      description = "With --tighten: also remove policies without which pods would be open.")
  boolean allowWidening;

  /** The repository. */
  String repository() {
    return repo.orElseThrow(
        () -> new UsageException("pr needs --repo: the git repository that holds the policies"));
  }

  /** The folder in the repository, without slashes at its ends; "" for the top. */
  String folder() {
    String given =
        path.orElseThrow(
            () ->
                new UsageException(
                    "pr needs --path: the folder of the policies in the repository, such as"
                        + " clusters/prod/netpol"));
    List<String> parts = new ArrayList<>();
    for (String part : given.replace('\\', '/').split("/", -1)) {
      if (part.equals("..") || part.equals(".git")) {
        throw new UsageException("--path must lead into the repository, but is \"" + given + "\"");
      }
      if (!part.isEmpty() && !part.equals(".")) {
        parts.add(part);
      }
    }
    if (given.startsWith("/")) {
      throw new UsageException(
          "--path starts at the top of the repository and has no slash before it: \""
              + given
              + "\"");
    }
    return String.join("/", parts);
  }

  /** The cluster's name: option, setting, else the last element of the path. */
  String cluster(PullRequestSettings settings) {
    String folder = folder();
    String last = folder.substring(folder.lastIndexOf('/') + 1);
    String name = clusterName.or(settings::clusterName).orElse(last);
    if (name.isBlank()) {
      throw new UsageException(
          "give the cluster a name with --cluster-name: --path has no last element to take");
    }
    return name;
  }

  /** How many may be open at once. */
  int mostOpen(Provider on) {
    long most = maxOpen.orElse(on == Provider.GIT ? Integer.MAX_VALUE : MOST_OPEN);
    if (most < 1 || most > Integer.MAX_VALUE) {
      throw new UsageException("--max-open must be at least 1, but is " + most);
    }
    return (int) most;
  }

  /** The settings, with what was said on the command line. */
  PullRequestSettings with(PullRequestSettings settings) {
    List<String> all = new ArrayList<>(settings.labels());
    all.addAll(labels);
    return new PullRequestSettings(
        settings.clusterName(),
        settings.stage(),
        settings.stages(),
        all.stream().sorted().distinct().toList(),
        draft.orElse(settings.draft()),
        settings.tightenAfterDays(),
        settings.authorName(),
        settings.authorEmail(),
        settings.host());
  }

  /** Who reads and writes; the token is from the environment or a file, never an option. */
  GitAccess access(Session session, PullRequestSettings settings) {
    Map<String, String> env = session.env();
    Optional<String> token =
        variable(env, TOKEN).or(() -> variable(env, TOKEN + "_FILE").map(PrOptions::secretIn));
    return new GitAccess(
        variable(env, "SLUICE_GIT_USER").orElse("x-access-token"),
        token,
        settings.authorName(),
        settings.authorEmail(),
        TIMEOUT_SECONDS);
  }

  private static Optional<String> variable(Map<String, String> env, String name) {
    return Optional.ofNullable(env.get(name)).filter(value -> !value.isEmpty());
  }

  private static String secretIn(String file) {
    try {
      return Files.readString(Path.of(file), StandardCharsets.UTF_8).strip();
    } catch (IOException e) {
      throw new UsageException(
          TOKEN + "_FILE: " + file + " cannot be read: " + FileTrouble.reason(e));
    } catch (InvalidPathException e) {
      throw new UsageException(TOKEN + "_FILE is no path");
    }
  }
}
