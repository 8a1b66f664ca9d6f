package io.sluice.recommender.pr.git;

import io.sluice.recommender.pr.remote.RemoteUrl;
import io.sluice.recommender.pr.rest.SafeUrl;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import org.eclipse.jgit.errors.NotSupportedException;
import org.eclipse.jgit.errors.TransportException;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.transport.Transport;
import org.eclipse.jgit.transport.URIish;
import org.eclipse.jgit.transport.UsernamePasswordCredentialsProvider;

/** Addresses of repositories, and the way to them. */
final class Remotes {
  private Remotes() {}

  /** What {@code --repo} names; no secret is in it. */
  static URIish uri(String repository) {
    try {
      Optional<RemoteUrl> server = RemoteUrl.of(repository);
      if (server.isPresent()) {
        return overHttp(repository, server.get());
      }
      // A path is meant from where the command runs, not from the run's own repository.
      return repository.contains("://")
          ? url(repository)
          : new URIish(Path.of(repository).toAbsolutePath().normalize().toString());
    } catch (URISyntaxException e) {
      throw GitException.usage("--repo is no URL and no path: " + e.getReason());
    } catch (IllegalArgumentException e) {
      throw GitException.usage(String.valueOf(e.getMessage()));
    }
  }

  /**
   * The user that is left in an accepted URL is Azure DevOps' organization, which is no account.
   */
  private static URIish overHttp(String repository, RemoteUrl server) throws URISyntaxException {
    if (!server.web()) {
      throw GitException.usage(
          "--repo takes https://, http://, file:// and paths; "
              + server.host()
              + " is asked over ssh there: give its https:// URL");
    }
    return url(repository).setUser(null).setPass(null);
  }

  private static URIish url(String repository) throws URISyntaxException {
    int scheme = repository.indexOf("://");
    return new URIish(
        repository.substring(0, scheme).toLowerCase(Locale.ROOT) + repository.substring(scheme));
  }

  /** The way there. */
  static Transport open(Repository local, URIish uri, GitAccess access)
      throws URISyntaxException, TransportException {
    access.token().ifPresent(token -> requirePrivate(uri));
    try {
      Transport transport = Transport.open(local, uri);
      transport.setTimeout(access.timeoutSeconds());
      access
          .token()
          .ifPresent(
              token ->
                  transport.setCredentialsProvider(
                      new UsernamePasswordCredentialsProvider(access.user(), token)));
      return transport;
    } catch (NotSupportedException e) {
      throw new TransportException(uri, String.valueOf(e.getMessage()), e);
    }
  }

  /** Refuses a token that everybody on the way could read. */
  private static void requirePrivate(URIish uri) {
    boolean http = uri.getScheme() != null && !uri.getScheme().equals("file");
    if (http && !SafeUrl.isPrivate(uri.getScheme(), uri.getHost())) {
      throw GitException.usage(
          "SLUICE_GIT_TOKEN is not sent to "
              + uri
              + ", because everybody on the way could read it: give the https:// URL as --repo, or"
              + " unset it where the server needs none");
    }
  }
}
