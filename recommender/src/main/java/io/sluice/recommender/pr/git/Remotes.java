package io.sluice.recommender.pr.git;

import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
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
      URIish uri = new URIish(repository);
      if (uri.getUser() != null || uri.getPass() != null) {
        throw GitException.usage(
            "--repo must not hold a user or a token, because others see the command line; set"
                + " SLUICE_GIT_TOKEN (and SLUICE_GIT_USER)");
      }
      List<String> schemes = List.of("http", "https", "file");
      if (uri.getScheme() != null ? !schemes.contains(uri.getScheme()) : uri.getHost() != null) {
        throw GitException.usage(
            "--repo takes https://, http://, file:// and paths; "
                + repository
                + " is none of them");
      }
      // A path is meant from where the command runs, not from the run's own repository.
      return uri.getScheme() == null
          ? new URIish(Path.of(repository).toAbsolutePath().normalize().toString())
          : uri;
    } catch (URISyntaxException e) {
      throw GitException.usage("--repo is no URL and no path: " + e.getReason());
    }
  }

  /** The way there. */
  static Transport open(Repository local, URIish uri, GitAccess access)
      throws URISyntaxException, TransportException {
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
}
