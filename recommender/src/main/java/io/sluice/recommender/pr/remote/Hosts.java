package io.sluice.recommender.pr.remote;

import io.sluice.recommender.pr.azuredevops.AzureDevOpsHost;
import io.sluice.recommender.pr.azuredevops.AzureDevOpsRepository;
import io.sluice.recommender.pr.github.GithubHost;
import io.sluice.recommender.pr.github.GithubRepository;
import io.sluice.recommender.pr.github.VerifiedCommits;
import io.sluice.recommender.pr.gitlab.GitlabHost;
import io.sluice.recommender.pr.gitlab.GitlabProject;
import io.sluice.recommender.pr.host.HostLimits;
import io.sluice.recommender.pr.host.PullRequestHost;
import io.sluice.recommender.pr.rest.Patience;
import io.sluice.recommender.pr.rest.SafeUrl;
import java.util.Map;
import java.util.Optional;

/**
 * The host of a git remote. {@code auto} knows github.com, *.ghe.com, gitlab.com, dev.azure.com and
 * *.visualstudio.com, a server whose name begins with {@code github.} or {@code gitlab.}, and the
 * server of the pipeline that Sluice runs in. A path on this machine is plain git.
 */
public final class Hosts {
  private static final Map<String, String> SSH_NAMES =
      Map.of("ssh.github.com", "github.com", "altssh.gitlab.com", "gitlab.com");

  private final HostTokens tokens;
  private final Patience patience;

  public Hosts(HostTokens tokens, Patience patience) {
    this.tokens = tokens;
    this.patience = patience;
  }

  /**
   * The host, or nothing for plain git.
   *
   * @throws IllegalArgumentException where the remote is none of the provider's, or cannot be told
   */
  public Optional<PullRequestHost> of(String remote, HostChoice choice) {
    Optional<RemoteUrl> url = RemoteUrl.of(remote).map(Hosts::known);
    choice.api().ifPresent(SafeUrl::requireSafe);
    Provider provider = provider(url, choice.provider());
    if (provider == Provider.GIT) {
      return Optional.empty();
    }
    RemoteUrl there =
        url.orElseThrow(
            () ->
                new IllegalArgumentException(
                    "--provider "
                        + provider.word()
                        + " takes the URL of a repository as --repo, but it is a path on this"
                        + " machine"));
    return Optional.of(
        switch (provider) {
          case GITHUB -> github(there, choice);
          case GITLAB -> gitlab(there, choice);
          default -> azureDevOps(there, choice);
        });
  }

  /** What the remote is on; AUTO is answered, everything else stays. */
  public Provider provider(String remote, Provider asked) {
    return provider(RemoteUrl.of(remote).map(Hosts::known), asked);
  }

  /** How long texts may be there, without asking anybody; nothing for plain git. */
  public static Optional<HostLimits> limits(Provider provider) {
    return switch (provider) {
      case GITHUB -> Optional.of(GithubHost.LIMITS);
      case GITLAB -> Optional.of(GitlabHost.LIMITS);
      case AZURE_DEVOPS -> Optional.of(AzureDevOpsHost.LIMITS);
      default -> Optional.empty();
    };
  }

  private Provider provider(Optional<RemoteUrl> url, Provider asked) {
    if (asked != Provider.AUTO) {
      return asked;
    }
    return url.isEmpty() ? Provider.GIT : told(url.orElseThrow());
  }

  private Provider told(RemoteUrl url) {
    String host = url.host();
    if (AzureRemote.isCloud(url) || tokens.isPipelines("SYSTEM_COLLECTIONURI", host)) {
      return Provider.AZURE_DEVOPS;
    }
    if (host.endsWith(".ghe.com")
        || url.firstLabel().equals("github")
        || tokens.isPipelines("GITHUB_SERVER_URL", host)) {
      return Provider.GITHUB;
    }
    if (url.firstLabel().equals("gitlab") || tokens.isPipelines("CI_SERVER_URL", host)) {
      return Provider.GITLAB;
    }
    throw new IllegalArgumentException(
        "cannot tell what \""
            + host
            + "\" is: give --provider github, gitlab, azure-devops or git");
  }

  /** Who makes verified commits there; only GitHub does. */
  public Optional<VerifiedCommits> commits(String remote, HostChoice choice) {
    return RemoteUrl.of(remote)
        .map(Hosts::known)
        .filter(url -> provider(Optional.of(url), choice.provider()) == Provider.GITHUB)
        .map(
            url ->
                new VerifiedCommits(
                    repository(url, choice), tokens.github(asked(url, choice)), patience));
  }

  private PullRequestHost github(RemoteUrl url, HostChoice choice) {
    return new GithubHost(repository(url, choice), tokens.github(asked(url, choice)), patience);
  }

  private static GithubRepository repository(RemoteUrl url, HostChoice choice) {
    String[] path = url.path().split("/", -1);
    if (path.length != 2) {
      throw unlike(url, "https://HOST/OWNER/REPOSITORY");
    }
    return choice
        .api()
        .map(api -> GithubRepository.at(api, path[0], path[1]))
        .orElseGet(() -> GithubRepository.on(url.host(), path[0], path[1]));
  }

  private PullRequestHost gitlab(RemoteUrl url, HostChoice choice) {
    if (url.path().indexOf('/') < 0) {
      throw unlike(url, "https://HOST/GROUP/PROJECT");
    }
    GitlabProject project =
        choice
            .api()
            .map(api -> new GitlabProject(api, url.path()))
            .orElseGet(() -> GitlabProject.on(url.host(), url.path()));
    return new GitlabHost(project, tokens.gitlab(asked(url, choice)), patience);
  }

  private PullRequestHost azureDevOps(RemoteUrl url, HostChoice choice) {
    AzureDevOpsRepository told =
        AzureRemote.repository(url)
            .orElseThrow(() -> unlike(url, "https://dev.azure.com/ORG/PROJECT/_git/REPOSITORY"));
    AzureDevOpsRepository repository =
        new AzureDevOpsRepository(
            choice.api().orElse(told.collection()), told.project(), told.name());
    String there = asked(url, choice);
    String host = AzureRemote.isCloud(url) && there.equals(url.host()) ? AzureRemote.CLOUD : there;
    return new AzureDevOpsHost(repository, choice.reviewers(), tokens.azureDevOps(host), patience);
  }

  /** The server that would get the token: a pipeline's own token goes to no other. */
  private static String asked(RemoteUrl url, HostChoice choice) {
    return choice
        .api()
        .map(api -> api.getHost() + (api.getPort() < 0 ? "" : ":" + api.getPort()))
        .map(host -> host.startsWith("api.") ? host.substring("api.".length()) : host)
        .orElse(url.host());
  }

  private static IllegalArgumentException unlike(RemoteUrl url, String form) {
    return new IllegalArgumentException(
        "--repo must be like " + form + ", but its path is \"" + url.path() + "\"");
  }

  /** Some hosts have another name for ssh. */
  private static RemoteUrl known(RemoteUrl url) {
    return new RemoteUrl(url.web(), SSH_NAMES.getOrDefault(url.host(), url.host()), url.path());
  }
}
