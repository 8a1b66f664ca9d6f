package io.sluice.recommender.pr.git;

import java.util.Optional;

/**
 * Who reads and writes a repository.
 *
 * @param user the name that goes with the token
 * @param token a secret; never printed
 * @param authorName the bot as author and committer
 * @param authorEmail its address
 * @param timeoutSeconds how long a silent server is waited for
 */
public record GitAccess(
    String user,
    Optional<String> token,
    String authorName,
    String authorEmail,
    int timeoutSeconds) {
  /** Reading and writing what needs no token. */
  public static GitAccess anonymous(String authorName, String authorEmail) {
    return new GitAccess("x-access-token", Optional.empty(), authorName, authorEmail, 60);
  }

  @Override
  public String toString() {
    return authorName + " <" + authorEmail + ">";
  }
}
