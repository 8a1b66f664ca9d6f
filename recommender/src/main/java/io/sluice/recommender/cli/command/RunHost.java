package io.sluice.recommender.cli.command;

import io.sluice.recommender.cli.run.Console;
import io.sluice.recommender.cli.run.Session;
import io.sluice.recommender.cli.run.UsageException;
import io.sluice.recommender.pr.HostSettings;
import io.sluice.recommender.pr.host.HostException;
import io.sluice.recommender.pr.host.HostLimits;
import io.sluice.recommender.pr.host.PullRequestHost;
import io.sluice.recommender.pr.publish.CommitMaker;
import io.sluice.recommender.pr.publish.GithubCommits;
import io.sluice.recommender.pr.remote.HostChoice;
import io.sluice.recommender.pr.remote.HostTokens;
import io.sluice.recommender.pr.remote.Hosts;
import io.sluice.recommender.pr.remote.Provider;
import io.sluice.recommender.pr.rest.Patience;
import java.util.Optional;

/**
 * Who has the pull requests of a run.
 *
 * @param provider what it is, told from the URL where nobody says
 * @param client the way to it; empty for plain git, and where there is no token and none is needed
 * @param commits who makes the commits
 */
record RunHost(Provider provider, Optional<PullRequestHost> client, CommitMaker commits) {

  /**
   * Finds it; asks nobody yet.
   *
   * @throws UsageException where it cannot be told, or where it must be written to and there is no
   *     token
   */
  static RunHost of(
      PrOptions request, HostSettings settings, PrVerb verb, Session session, Console console) {
    Hosts hosts = new Hosts(new HostTokens(session.env()), Patience.standard());
    HostChoice choice = new HostChoice(request.provider, settings.apiUrl(), settings.reviewers());
    RunHost found;
    try {
      Provider provider = hosts.provider(request.repository(), choice.provider());
      CommitMaker commits =
          settings.verifiedCommits() && verb == PrVerb.APPLY
              ? hosts
                  .commits(request.repository(), choice)
                  .<CommitMaker>map(GithubCommits::new)
                  .orElse(CommitMaker.OWN)
              : CommitMaker.OWN;
      found = new RunHost(provider, client(hosts, request, choice, verb, console), commits);
    } catch (IllegalArgumentException | HostException e) {
      throw new UsageException(String.valueOf(e.getMessage()));
    }
    found.describe(settings, verb, console);
    return found;
  }

  private static Optional<PullRequestHost> client(
      Hosts hosts, PrOptions request, HostChoice choice, PrVerb verb, Console console) {
    try {
      return hosts.of(request.repository(), choice);
    } catch (HostException e) {
      if (verb.writes()) {
        throw e;
      }
      console.warn(
          e.getMessage()
              + "; without it nobody was asked which pull requests are open or were closed, and the"
              + " states are those of the branches alone");
      return Optional.empty();
    }
  }

  private void describe(HostSettings settings, PrVerb verb, Console console) {
    if (provider == Provider.GIT && verb == PrVerb.APPLY) {
      console.say(
          "Provider git: branches are pushed; open the pull requests by hand, each commit's message"
              + " is the description");
    } else if (provider != Provider.GIT) {
      console.say("Provider " + provider.word());
    }
    if (settings.verifiedCommits() && provider != Provider.GITHUB) {
      console.warn(
          "pullRequests.verifiedCommits is for github and not used with " + provider.word());
    }
    if (!settings.reviewers().isEmpty() && provider != Provider.AZURE_DEVOPS) {
      console.warn(
          "pullRequests.reviewers is for azure-devops and not used with "
              + provider.word()
              + ", where a CODEOWNERS file says who reviews");
    }
  }

  /** How long texts may be there; empty for plain git. */
  Optional<HostLimits> limits() {
    return Hosts.limits(provider);
  }
}
