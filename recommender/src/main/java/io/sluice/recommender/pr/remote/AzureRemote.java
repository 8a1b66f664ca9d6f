package io.sluice.recommender.pr.remote;

import io.sluice.recommender.pr.azuredevops.AzureDevOpsRepository;
import io.sluice.recommender.pr.rest.UrlText;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The ways in which Azure DevOps writes the URL of a repository:
 *
 * <pre>
 * https://dev.azure.com/ORG/PROJECT/_git/REPO          ORG@dev.azure.com is the same
 * https://dev.azure.com/ORG/_git/REPO                  the project is called like the repository
 * https://ORG.visualstudio.com[/DefaultCollection]/PROJECT/_git/REPO
 * git@ssh.dev.azure.com:v3/ORG/PROJECT/REPO            also ORG@vs-ssh.visualstudio.com:v3/…
 * https://HOST[/tfs]/COLLECTION/PROJECT/_git/REPO      a server of one's own
 * </pre>
 */
final class AzureRemote {
  static final String CLOUD = "dev.azure.com";
  private static final String OLD_CLOUD = ".visualstudio.com";
  private static final Pattern SSH = Pattern.compile("v3/([^/]+)/([^/]+)/([^/]+)");
  private static final Pattern WEB =
      Pattern.compile("(?:(.+?)/)?_git/(?:_full/|_optimized/)?([^/]+)");

  private AzureRemote() {}

  /** Whether it is Microsoft's service. */
  static boolean isCloud(RemoteUrl remote) {
    return remote.host().equals(CLOUD)
        || remote.host().equals("ssh.dev.azure.com")
        || remote.host().endsWith(OLD_CLOUD);
  }

  /** The repository, or nothing where the path is not one. */
  static Optional<AzureDevOpsRepository> repository(RemoteUrl remote) {
    Matcher ssh = SSH.matcher(remote.path());
    if (isCloud(remote) && !remote.web()) {
      return ssh.matches()
          ? Optional.of(
              repository(cloud(ssh.group(1)), decoded(ssh.group(2)), decoded(ssh.group(3))))
          : Optional.empty();
    }
    Matcher web = WEB.matcher(remote.path());
    if (!remote.web() || !web.matches()) {
      return Optional.empty();
    }
    List<String> before = new ArrayList<>();
    if (remote.host().endsWith(OLD_CLOUD)) {
      before.add(remote.firstLabel());
    }
    if (web.group(1) != null) {
      before.addAll(List.of(web.group(1).split("/")));
      before.remove(remote.host().endsWith(OLD_CLOUD) ? "DefaultCollection" : "");
    }
    return repository(remote, before, web.group(2));
  }

  /**
   * What stands before {@code _git}: organization or collection, then the project if it is named.
   */
  private static Optional<AzureDevOpsRepository> repository(
      RemoteUrl remote, List<String> before, String name) {
    if (isCloud(remote)) {
      boolean named = before.size() == 2;
      return before.size() == 1 || named
          ? Optional.of(repository(cloud(before.get(0)), named ? before.get(1) : name, name))
          : Optional.empty();
    }
    if (before.size() < 2) {
      return Optional.empty();
    }
    StringBuilder collection = new StringBuilder("https://" + remote.host());
    before.subList(0, before.size() - 1).forEach(s -> collection.append('/').append(segment(s)));
    return Optional.of(
        repository(URI.create(collection.toString()), before.get(before.size() - 1), name));
  }

  private static AzureDevOpsRepository repository(URI collection, String project, String name) {
    return new AzureDevOpsRepository(collection, project, name);
  }

  private static URI cloud(String organization) {
    return URI.create("https://" + CLOUD + "/" + segment(organization));
  }

  /** {@code git@ssh.dev.azure.com:v3/contoso/My%20Project/repo} is no URL and yet encoded. */
  private static String decoded(String text) {
    return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  private static String segment(String text) {
    return UrlText.segment(text);
  }
}
