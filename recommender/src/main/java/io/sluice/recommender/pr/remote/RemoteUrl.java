package io.sluice.recommender.pr.remote;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The server and the path of a git remote, in any of the forms that git takes: {@code
 * https://github.com/o/r.git}, {@code ssh://git@host:22/o/r}, {@code git@host:o/r.git}.
 *
 * @param web whether it is http(s), so that its port is also the web interface's
 * @param host in lower case; with the port where it is http(s) and not the usual one
 * @param path decoded, without slashes around it and without {@code .git}
 */
public record RemoteUrl(boolean web, String host, String path) {
  /** What git itself takes for user, host and path; a Windows drive is none. */
  private static final Pattern SCP = Pattern.compile("(?:([^@/:]+)@)?([^@/:]{2,}):(?!//)(.+)");

  /** {@code user:password@host:path}, which would be taken for the server {@code user}. */
  private static final Pattern SCP_SECRET = Pattern.compile("[^@/:]{2,}:(?!//)[^@/]*@.*");

  private static final String SECRETS =
      "the URL of --repo must hold no user name or password, because others see the command line;"
          + " tokens come from the environment, such as SLUICE_GIT_TOKEN, or from a file, see"
          + " docs/pull-requests-hosts.md";

  /**
   * The server and the path, or nothing where the text is a path on this machine.
   *
   * @throws IllegalArgumentException where it holds secrets or is no URL; the message quotes
   *     nothing that could be a secret
   */
  public static Optional<RemoteUrl> of(String remote) {
    if (remote.contains("://")) {
      return url(remote);
    }
    if (SCP_SECRET.matcher(remote).matches()) {
      throw new IllegalArgumentException(SECRETS);
    }
    Matcher scp = SCP.matcher(remote);
    return scp.matches()
        ? Optional.of(new RemoteUrl(false, lower(scp.group(2)), bare(scp.group(3))))
        : Optional.empty();
  }

  private static Optional<RemoteUrl> url(String remote) {
    URI uri;
    try {
      uri = new URI(remote);
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException("--repo is no URL: " + e.getReason());
    }
    String scheme = lower(String.valueOf(uri.getScheme()));
    if (scheme.equals("file")) {
      if (String.valueOf(uri.getRawAuthority()).contains("@")) {
        throw new IllegalArgumentException(SECRETS);
      }
      return Optional.empty();
    }
    String host = uri.getHost() == null ? "" : lower(uri.getHost());
    String path = bare(String.valueOf(uri.getPath()));
    boolean web = scheme.equals("https") || scheme.equals("http");
    if (host.isEmpty() || (!web && !scheme.equals("ssh"))) {
      throw new IllegalArgumentException(
          "the URL of --repo must be https://HOST/PATH, ssh://git@HOST/PATH or git@HOST:PATH");
    }
    refuseSecrets(uri, web, host, path);
    boolean usual = uri.getPort() < 0 || !web || uri.getPort() == 443;
    return Optional.of(new RemoteUrl(web, usual ? host : host + ":" + uri.getPort(), path));
  }

  /** With ssh a user name is no secret; nor is the organization that Azure DevOps puts there. */
  private static void refuseSecrets(URI uri, boolean web, String host, String path) {
    String user = uri.getRawUserInfo();
    boolean organization =
        user != null
            && host.equals("dev.azure.com")
            && path.toLowerCase(Locale.ROOT).startsWith(lower(user) + "/");
    boolean fine = user == null || organization || (!web && user.indexOf(':') < 0);
    if (!fine || uri.getRawQuery() != null || uri.getRawFragment() != null) {
      throw new IllegalArgumentException(SECRETS);
    }
  }

  private static String bare(String path) {
    String bare = path.replaceAll("^/+|/+$", "");
    return bare.endsWith(".git") ? bare.substring(0, bare.length() - 4) : bare;
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }

  /** The host's first label, such as {@code gitlab} of {@code gitlab.example.com}. */
  String firstLabel() {
    int end = host.indexOf('.');
    return end < 0 ? host : host.substring(0, end);
  }
}
