package io.sluice.recommender.pr.git;

import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.Locale;
import org.eclipse.jgit.errors.NoRemoteRepositoryException;

/** What went wrong with a repository, in words that say what helps. */
final class GitTrouble {
  private GitTrouble() {}

  /** What to say of a failure. */
  static GitException of(String doing, String repository, Exception failure) {
    return GitException.failed(
        "cannot " + doing + " " + repository + ": " + reason(failure), failure);
  }

  private static String reason(Exception failure) {
    String text = all(failure).toLowerCase(Locale.ROOT);
    if (has(failure, NoRemoteRepositoryException.class) || text.contains("not found")) {
      return "there is no repository, or the token may not see it; check --repo and the token";
    }
    if (text.contains("authentication is required") || text.contains("no credentialsprovider")) {
      return "it wants a token; set SLUICE_GIT_TOKEN or SLUICE_GIT_TOKEN_FILE";
    }
    if (text.contains("not authorized") || text.contains(" 401")) {
      return "the token is refused; it may have expired, or SLUICE_GIT_USER does not go with it";
    }
    if (text.contains("not permitted") || text.contains("forbidden") || text.contains(" 403")) {
      return "the token may not do that; it needs to read and write the repository's contents";
    }
    if (has(failure, UnknownHostException.class)) {
      return "there is no such host; check --repo and the proxy";
    }
    if (has(failure, SocketTimeoutException.class) || text.contains("timed out")) {
      return "the server did not answer in time; try again later";
    }
    if (has(failure, ConnectException.class)) {
      return "the server cannot be reached; check --repo and the proxy";
    }
    return String.valueOf(failure.getMessage()).strip();
  }

  private static boolean has(Throwable failure, Class<? extends Throwable> kind) {
    for (Throwable at = failure; at != null; at = at.getCause()) {
      if (kind.isInstance(at)) {
        return true;
      }
    }
    return false;
  }

  private static String all(Throwable failure) {
    StringBuilder text = new StringBuilder();
    for (Throwable at = failure; at != null; at = at.getCause()) {
      text.append(at.getMessage()).append(' ');
    }
    return text.toString();
  }
}
